import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readLogo } from '../../../src/gateway/services/logo';
import { parseXml } from '../open-gateway';

/** The beginning of a PNG of this size. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(25);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(header);
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return Buffer.concat([header, deflateSync(Buffer.alloc(100))]);
}

const svg = (content: string) => readLogo(Buffer.from(content))?.content.toString();

describe('a PNG', () => {
  test('of up to 1024 pixels is taken as it is', () => {
    expect(readLogo(png(1024, 1))).toEqual({ type: 'image/png', content: png(1024, 1) });
  });

  test.each([
    [1025, 1],
    [1, 1025],
    [0, 10],
    [65_000, 65_000],
  ])('of %i × %i pixels is refused', (width, height) => {
    expect(readLogo(png(width, height))).toBeUndefined();
  });

  test('of more than 64 KiB is refused', () => {
    expect(readLogo(Buffer.concat([png(10, 10), Buffer.alloc(64 * 1024)]))).toBeUndefined();
  });
});

test.each(['', 'GIF89a', '<html>', '\u0089PNG', '<!doctype html><script>1</script>', '<svg'])(
  'what is no picture is refused: %j',
  content => expect(readLogo(Buffer.from(content))).toBeUndefined(),
);

describe('an SVG', () => {
  test('whose tags make the parser repeat them again and again is refused', () => {
    const tags = Array.from({ length: 500 }, (_, i) => `<b a${i}>`).join('');
    expect(svg(`<svg><desc><p>${tags}</p>${'<p>x'.repeat(500)}</desc></svg>`)).toBeUndefined();
  });

  test('that is larger than 64 KiB once it is cleaned is refused, or it would be lost when it is stored', () => {
    expect(svg(`<svg><text>${'>'.repeat(10_000)}</text></svg>`)).toBeDefined();
    expect(svg(`<svg><text>${'>'.repeat(20_000)}</text></svg>`)).toBeUndefined();
  });

  test('keeps what draws', () => {
    const text = svg(
      '<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">' +
        '<defs><linearGradient id="a"><stop offset="0" style="stop-color:#f00; stop-opacity:0.5"/></linearGradient></defs>' +
        '<g fill="url(#a)"><path d="M0 0h10"/><text x="1">A&amp;B</text></g></svg>',
    );
    const page = parseXml(text ?? '');
    expect(page.documentElement.getAttribute('viewBox')).toBe('0 0 10 10');
    expect(page.querySelector('linearGradient > stop')?.getAttribute('stop-color')).toBe('#f00');
    expect(page.querySelector('g')?.getAttribute('fill')).toBe('url(#a)');
    expect(page.querySelector('text')?.textContent).toBe('A&B');
  });

  test.each([
    '<script>alert(1)</script>',
    '<path onload="alert(1)"/>',
    '<a href="javascript:alert(1)"><path/></a>',
    '<a xlink:href="https://evil.example/"><path/></a>',
    '<image href="https://evil.example/x.png"/>',
    '<use href="https://evil.example/x.svg#a"/>',
    '<foreignObject><iframe src="https://evil.example/"></iframe></foreignObject>',
    '<style>@import "https://evil.example/x.css"</style>',
    '<path style="fill:url(https://evil.example/x)"/>',
    '<path fill="url(https://evil.example/x)"/>',
    '<path fill="u\\72l(https://evil.example/x)"/>',
    '<path fill="URL( #a ) url(https://evil.example/)"/>',
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<set attributeName="onload" to="alert(1)"/>',
    '<title><script>alert(1)</script></title>',
    '<title><img src="https://evil.example/x" onerror="alert(1)"></title>',
    '<desc><![CDATA[</desc><script>alert(1)</script>]]></desc>',
    '<text>&lt;script&gt;alert(1)&lt;/script&gt;</text>',
    '<filter><feImage href="https://evil.example/"/></filter>',
    '<!--><script>alert(1)</script>-->',
  ])('loses %s', content => {
    const page = parseXml(svg(`<svg viewBox="0 0 1 1">${content}</svg>`) ?? '');
    const all = [...page.querySelectorAll('*')];
    expect(
      all
        .map(({ localName }) => localName)
        .filter(name =>
          /^(script|a|image|use|style|foreignObject|iframe|img|animate|set|filter|feImage)$/.test(name),
        ),
    ).toEqual([]);
    const values = all.flatMap(({ attributes }) => [...attributes]);
    expect(
      values.filter(({ name, value }) => /^on|href|style/.test(name) || /evil|javascript/.test(value)),
    ).toEqual([]);
  });

  test('that is nested without end, or repeats itself, is refused or stays small', () => {
    expect(svg(`<svg>${'<g>'.repeat(10_000)}</svg>`)).toBeUndefined();
    const bomb = `<svg><!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><text>&b;</text></svg>`;
    expect((svg(bomb) ?? '').length).toBeLessThan(500);
  });
});
