import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlToText } from '../../../src/gateway/text/html-text';

test.each([
  ['paragraphs', '<p>One\n  two</p><p>three<br>four</p>', 'One two\n\nthree\nfour'],
  ['headings keep their case', '<h1>Head</h1><h3>Sub</h3>x', 'Head\n\n\nSub\n\nx'],
  ['styles, scripts and titles', '<title>T</title><style>p{}</style><script>f()</script><p>x</p>', 'x'],
  ['unclosed styles and scripts', '<p>x</p><style>p { color: red', 'x'],
  ['comments', 'a<!-- <p>b</p> --> c<!--[if mso]>d<![endif]-->', 'a c'],
  [
    'quotations',
    '<p>a</p><blockquote>b<br>c<blockquote>d</blockquote></blockquote>',
    'a\n\n> b\n> c\n> \n> > d',
  ],
  ['tables', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a\nb\nc'],
  ['lists', '<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>', '* a\n * b\n\n 1. c\n 2. d'],
  ['references', '&eacute;&amp;&#8217;&#x1f4f7;&lt;b&gt;&nbsp;x', 'é&’📷<b>\u00a0x'],
  ['links', '<a href="https://a.example/">Here</a><a href="https://b.example/"></a>', 'Here'],
  ['pictures', '<img src="https://a.example/b" alt="A hat">x<img src="cid:a">', 'x'],
  ['rules', 'a<hr>b', 'a\n\n---\n\nb'],
  ['unclosed elements', '<div><p>a<b>b<i>c</div>d', 'abc\n\nd'],
  ['end tags without a start tag', '</table></div>a</b>b', 'ab'],
  ['text without HTML', 'a < b & c > d', 'a < b & c > d'],
  ['an empty text', '', ''],
])('%s', (_what, html, text) => {
  expect(htmlToText(html)).toBe(text);
});

test('the alternative texts of pictures, if asked for', () => {
  expect(htmlToText('<img alt="A hat">x<img alt="">', { pictures: true })).toBe('A hat x');
});

test.each([
  ['tables', '<table><tbody><tr><td>', '</td></tr></tbody></table>', 80],
  ['other elements', '<div>', '</div>', 300],
])('words inside many nested %s', (_what, start, end, depth) => {
  expect(htmlToText(`${start.repeat(depth)}words${end.repeat(depth)}`)).toBe('words');
});

test('very deep nesting is cut off', () => {
  expect(htmlToText(`<p>begin</p>${'<div>'.repeat(30_000)}end`)).toBe('begin');
});

test.each([
  ['a style sheet', `<style>${'.a{color:red}'.repeat(20_000)}</style>`],
  ['a script', `<script>${'f();'.repeat(50_000)}</script>`],
  ['a comment', `<!-- ${'x'.repeat(200_000)} -->`],
  ['a picture in its address', `<img src="data:image/png;base64,${'A'.repeat(200_000)}">`],
])('words below %s that is longer than the letter', (_what, html) => {
  expect(htmlToText(`${html}<p>words</p>`)).toBe('words');
});

test('random pieces of HTML give text', () => {
  const piece = fc.constantFrom(
    ...['<table>', '<tr>', '<td>', '</td>', '</table>', '<ul>', '<li>', '<ol start=x>', '<blockquote>'],
    ...[
      '</blockquote>',
      '<a href=',
      '<pre>',
      '</p>',
      '<style>',
      '</style>',
      '<!--',
      '-->',
      '<',
      '&#x110000;',
    ],
    ...['&', '\0', '"', 'word ', '<td colspan=-1 rowspan=1e9>', '<![CDATA[', '<svg><style>'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
      expect(htmlToText(`<p>begin</p>${pieces.join('')}`)).toMatch(/^begin/);
    }),
    { numRuns: 100 },
  );
});
