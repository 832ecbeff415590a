import { pageReply } from '../../../src/gateway/pages/layout';
import { type SanitiseOptions, sanitiseHtml } from '../../../src/gateway/pages/sanitise/sanitise';
import { type Content, html } from '../../../src/gateway/text/html';
import { pageOf } from '../open-gateway';

/** A page of the gateway with a sanitised mail in its frame, and a paragraph `after` it. */
export function framed(mail: string, options?: SanitiseOptions): Promise<Document> {
  return pageWith(html`<div class="mail">${sanitiseHtml(mail, options)?.html}</div><p id="after">after</p>`);
}

/** The same with many mails, each with a paragraph of the class `after`. */
export function framedAll(mails: readonly string[]): Promise<Document> {
  return pageWith(
    mails.map(mail => html`<div class="mail">${sanitiseHtml(mail)?.html}</div><p class="after">after</p>`),
  );
}

const pageWith = (body: Content) =>
  pageOf(new Response(String(pageReply({ language: 'en', title: 'x', body }).body)));

const TAGS = new Set(
  (
    'h1 h2 h3 h4 h5 h6 p div blockquote pre hr br wbr img a ul ol li dl dt dd figure figcaption table caption ' +
    'thead tbody tfoot tr th td abbr b bdi big cite code del dfn em i ins kbd mark q s samp small span strike ' +
    'strong sub sup time tt u var ruby rt rp'
  ).split(' '),
);
const ATTRIBUTES = new Set('dir lang href target rel src alt width height start colspan rowspan'.split(' '));

function faultsOf(element: Element): string[] {
  const { localName, namespaceURI, attributes } = element;
  const faults = [...attributes].filter(({ name }) => !ATTRIBUTES.has(name)).map(({ name }) => `[${name}]`);
  if (!TAGS.has(localName) || namespaceURI !== 'http://www.w3.org/1999/xhtml') faults.push(localName);
  const read = (name: string) => element.getAttribute(name) ?? undefined;
  const { href, src } = { href: read('href'), src: read('src') };
  if (href !== undefined && !/^(https?:\/\/|mailto:)/.test(href)) faults.push(href);
  if (src !== undefined && !/^data:image\/(png|jpeg|gif|webp);base64,/.test(src)) faults.push(src);
  const opens = `${read('target')} ${read('rel')}`;
  if (localName === 'a' && opens !== '_blank noopener noreferrer') faults.push(`opens ${opens}`);
  return faults;
}

/** Forbidden elements in the mail's frame, and elements of the mail outside it. */
export function faultsIn(page: Document): string[] {
  const inside = page.querySelectorAll('main > .mail *');
  const outside = 'script, iframe, object, svg, base, meta[http-equiv], main > form';
  return [...[...inside].flatMap(faultsOf), ...[...page.querySelectorAll(outside)].map(it => it.localName)];
}
