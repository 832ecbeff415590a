import { describe, expect, test } from 'vitest';
import { MAX_LISTED } from '../../../src/core/answer/answer-limits';
import { ElementPart, type Part } from '../../../src/core/answer/answer-part';
import { repairXml } from '../../../src/core/answer/repair-xml';
import { answerText } from '../../answers';
import { parseDocument } from '../../parse-document';

const ENTITIES: Readonly<Record<string, string>> = { eacute: 'é', nbsp: '\u00a0', hellip: '…', lang: '<' };

function repair(text: string): string {
  const { root } = repairXml(text, name => ENTITIES[name]);
  return root ? xmlOf(root) : '';
}

function xmlOf(part: Part): string {
  const parts = [...part.parts];
  const escaped = part.text().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<${part.name}>${parts.length > 0 ? parts.map(xmlOf).join('') : escaped}</${part.name}>`;
}

test.each([
  ['a bare & is text', '<url>a?b=1&c=2</url>', '<url>a?b=1&amp;c=2</url>'],
  ['a bare < is text', '<msg_subject>1 < 2</msg_subject>', '<msg_subject>1 &lt; 2</msg_subject>'],
  ['an unknown tag is text', '<detail><b>x</b></detail>', '<detail>&lt;b&gt;x&lt;/b&gt;</detail>'],
  ['an address is text', '<msg_from>A<a@x.example></msg_from>', '<msg_from>A&lt;a@x.example&gt;</msg_from>'],
  ['an entity of XML is its character', '<detail>&lt;&AMP;&quot;</detail>', '<detail>&lt;&amp;"</detail>'],
  ['an entity of HTML is its character', '<detail>caf&eacute;&hellip;</detail>', '<detail>café…</detail>'],
  ['an entity of HTML stays harmless', '<detail>&lang;</detail>', '<detail>&lt;</detail>'],
  ['an unknown entity is text', '<detail>&nosuch;</detail>', '<detail>&amp;nosuch;</detail>'],
  ['a decimal reference is its character', '<detail>&#233;&#60;</detail>', '<detail>é&lt;</detail>'],
  ['a hexadecimal reference is its character', '<detail>&#xe9;&#x1F4F7;</detail>', '<detail>é📷</detail>'],
  [
    'a reference to no character is dropped',
    '<detail>a&#0;&#xffffff;&#xd800;b</detail>',
    '<detail>ab</detail>',
  ],
  ['a control character is dropped', '<detail>a\u0000\u0008b\ud800c</detail>', '<detail>abc</detail>'],
  ['CDATA is text', '<detail><![CDATA[a<b>&c]]></detail>', '<detail>a&lt;b&gt;&amp;c</detail>'],
  ['a stray end of CDATA is text', '<detail>a]]>b</detail>', '<detail>a]]&gt;b</detail>'],
  ['a comment is left out', '<detail>a<!-- <b> & -->b</detail>', '<detail>ab</detail>'],
  ['a prolog is left out', '<?xml version="1.0"?>\n<detail/>', '<detail></detail>'],
  ['a document type is left out', '<!DOCTYPE x [<!ENTITY a "b">]>\n<detail/>', '<detail></detail>'],
  ['attributes are left out', '<detail a=1 b="2">x</detail >', '<detail>x</detail>'],
  ['prefixes are left out', '<n:detail>x</n:detail>', '<detail>x</detail>'],
  [
    'a missing end tag is added',
    '<error><code>1<detail>x</error>',
    '<error><code>1</code><detail>x</detail></error>',
  ],
  ['all missing end tags are added', '<error><code>1', '<error><code>1</code></error>'],
  ['an end tag of nothing is dropped', '</msg><code>1</code></error>', '<code>1</code>'],
  ['an end tag may have another case', '<Code>1</CODE>', '<code>1</code>'],
  [
    'a message begins where another does',
    '<msgs><msg><msg_id>1</msg_id><msg><msg_id>2</msg_id></msg></msgs>',
    '<msgs><msg><msg_id>1</msg_id></msg><msg><msg_id>2</msg_id></msg></msgs>',
  ],
  ['what stands outside the root is dropped', 'OK\n<code>1</code>\n<p>bye', '<code>1</code>'],
  ['a second root is dropped', '<code>1</code><code>2</code>', '<code>1</code>'],
])('%s', (_what, text, repaired) => {
  expect(repair(text)).toBe(repaired);
});

test.each([
  ['amid a value', '<Data><NoSMS>1', true],
  ['amid a value’s end tag', '<Data><NoSMS>1</NoSM', true],
  ['amid a message', '<msgs><msg><msg_id>1</msg_id>', true],
  ['amid a list', '<Data><msgs><msg><msg_id>1</msg_id></msg>', false],
  ['amid a list’s end tag', '<Data><msgs><msg><msg_id>1</msg_id></msg></ms', false],
  ['where it should', '<Data><msgs><msg></msg></msgs></Data>', false],
])('a text that ends %s is cut off, or its tail is closed: %s', (_where, text, cutOff) => {
  expect(repairXml(text, () => undefined).cutOff).toBe(cutOff);
});

describe('a well-formed answer', () => {
  test.each(['other-case.xml', 'privacy-error.xml', 'overview-escaped.xml'])(
    'says the same once repaired: %s',
    file => {
      const text = answerText(file);
      const strict = new ElementPart(parseDocument(text, 'application/xml').documentElement);
      expect(repair(text)).toBe(xmlOf(strict));
    },
  );
});

describe('200 kB without end are worked through, each part once', () => {
  const many = (part: string) => part.repeat(Math.ceil(200_000 / part.length));
  const count = (text: string, part: string) => text.split(part).length - 1;

  test.each([
    ['<!--', '&lt;!--'],
    ['<![CDATA[', '&lt;![CDATA['],
    ['<?', '&lt;?'],
    ['<', '&lt;'],
    ['&', '&amp;'],
    [']]>', ']]&gt;'],
    ['<msg_id x', '&lt;msg_id x'],
    ['<b>', '&lt;b&gt;'],
    ['&#', '&amp;#'],
    ['&eacute', '&amp;eacute'],
  ])('%s', (part, escaped) => {
    const text = many(part);
    const repaired = repair(`<detail>${text}`);
    expect(repaired).toMatch(/^<detail>.*<\/detail>$/s);
    expect(count(repaired, escaped)).toBe(count(text, part));
  });

  test('elements within elements nest to a limit', () => {
    const repaired = repair(many('<msgs>'));
    expect(repaired).toMatch(/^(<msgs>)+(<\/msgs>)+$/);
    expect(count(repaired, '<msgs>')).toBeLessThan(100);
  });

  test('end tags of nothing come to nothing', () => {
    expect(repair(`<Data>${many('</msgs>')}`)).toBe('<data></data>');
  });

  test('messages that all lack their ends are told apart, as many as are listed', () => {
    const repaired = repair(`<msgs>${many('<msg><msg_id>1')}`);
    expect(count(repaired, '<msg><msg_id>1</msg_id></msg>')).toBe(MAX_LISTED);
  });
});
