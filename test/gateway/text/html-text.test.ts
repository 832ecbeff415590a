import { expect, test } from 'vitest';
import { htmlToText } from '../../../src/gateway/text/html-text';

test.each([
  ['<p>Un</p><p>deux</p>', 'Un\n\ndeux'],
  ['<h1>News</h1>today', 'News\n\ntoday'],
  ['<style>p { color: red }</style><title>t</title><script>alert(1)</script>text', 'text'],
  ['<a href="https://example.org/">here</a>', 'here'],
  ['a<img src="https://t.example/p.gif" alt="logo">b', 'ab'],
  ['<blockquote>Well?</blockquote>Yes.', '> Well?\n\nYes.'],
  ['<ul><li>one</li><li>two</li></ul>', '* one\n * two'],
  ['d&eacute;j&agrave;&nbsp;vu &#128247; &lt;b&gt;', 'déjà\u00a0vu 📷 <b>'],
  ['<table><tr><td>left</td><td>right</td></tr></table>', 'left\nright'],
  ['<p>unclosed <b>bold', 'unclosed bold'],
  ['', ''],
])('%j reads %j', (html, text) => {
  expect(htmlToText(html)).toBe(text);
});

test('endless nesting and endless text are cut', () => {
  expect(htmlToText(`${'<div>'.repeat(100_000)}x`)).toBe('');
  expect(htmlToText(`<p>${'word '.repeat(200_000)}`).length).toBeLessThan(300_000);
});
