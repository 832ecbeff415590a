import { pageReply } from '../../../src/gateway/pages/layout';
import { type SanitiseOptions, sanitiseHtml } from '../../../src/gateway/pages/sanitise/sanitise';
import { type Content, html } from '../../../src/gateway/text/html';
import { pageOf } from '../open-gateway';

/** A page of the gateway with a sanitised mail in its frame, and a paragraph `after` it. */
export function framed(mail: string, options?: SanitiseOptions): Promise<Document> {
  return pageWith(html`<div class="mail">${sanitiseHtml(mail, options)?.html}</div><p id="after">after</p>`);
}

const pageWith = (body: Content) =>
  pageOf(new Response(String(pageReply({ language: 'en', title: 'x', body }).body)));

export interface Allowed {
  readonly tags: readonly string[];
  readonly attributes: readonly string[];
}

export const ALLOWED: Allowed = {
  tags: (
    'h1 h2 h3 h4 h5 h6 p div blockquote pre hr br wbr img a ul ol li dl dt dd figure figcaption table caption ' +
    'thead tbody tfoot tr th td abbr b bdi big cite code del dfn em i ins kbd mark q s samp small span strike ' +
    'strong sub sup time tt u var ruby rt rp'
  ).split(' '),
  attributes: 'dir lang href target rel src alt width height start colspan rowspan'.split(' '),
};

/**
 * What is forbidden in the mails' frames, with the number of the frame, and what of a mail is outside them. Uses only
 * its parameters, so that it can also run in a browser.
 */
export function faultsIn(page: Document, { tags, attributes }: Allowed = ALLOWED): string[] {
  const faultsOf = (element: Element): string[] => {
    const read = (name: string) => element.getAttribute(name) ?? undefined;
    const { href, src } = { href: read('href'), src: read('src') };
    const opens = `${read('target')} ${read('rel')}`;
    return [
      ...[...element.attributes].filter(it => !attributes.includes(it.name)).map(({ name }) => `[${name}]`),
      tags.includes(element.localName) ? '' : element.localName,
      element.namespaceURI === 'http://www.w3.org/1999/xhtml' ? '' : `namespace ${element.namespaceURI}`,
      href === undefined || /^(https?:\/\/|mailto:)/.test(href) ? '' : href,
      src === undefined || /^data:image\/(png|jpeg|gif|webp);base64,/.test(src) ? '' : src,
      element.localName !== 'a' || opens === '_blank noopener noreferrer' ? '' : `opens ${opens}`,
    ].filter(fault => fault !== '');
  };
  const inside = [...page.querySelectorAll('main > .mail')].flatMap((mail, i) =>
    [...mail.querySelectorAll('*')].flatMap(faultsOf).map(fault => `${i}: ${fault}`),
  );
  const outside = page.querySelectorAll('script, iframe, object, svg, base, meta[http-equiv], main > form');
  return [...inside, ...[...outside].map(it => it.localName)];
}
