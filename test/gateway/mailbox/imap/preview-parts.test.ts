import { expect, test } from 'vitest';
import type { BodyPart, PreviewSource } from '../../../../src/gateway/mailbox/imap/body-parts';
import { createPreview } from '../../../../src/gateway/mailbox/imap/preview-parts';

const source = (section: string, type: string, bytes = 2000, words = ''): PreviewSource => ({
  words,
  part: { section, type, bytes } satisfies BodyPart,
});
const PLAIN = source('1', 'text/plain');
const HTML = source('2', 'text/html');
const fetched = (texts: Record<string, string>) =>
  new Map(Object.entries(texts).map(([section, text]) => [section, Buffer.from(text)]));

function previewWith(sources: readonly PreviewSource[], sections: ReadonlyMap<string, Uint8Array>) {
  const preview = createPreview(sources);
  for (const [section, bytes] of sections) preview.add(section, bytes);
  return preview;
}
const readsForPreview = (sources: readonly PreviewSource[], sections = fetched({})) =>
  previewWith(sources, sections).wanted();
const previewOfParts = (sources: readonly PreviewSource[], sections: ReadonlyMap<string, Uint8Array>) =>
  previewWith(sources, sections).text();

test('one part is read first', () => {
  expect(readsForPreview([PLAIN, HTML])).toEqual([{ section: '1', bytes: 16_384 }]);
  expect(readsForPreview([HTML])).toEqual([{ section: '2', bytes: 16_384 }]);
});

test('a short part is read together with the next one', () => {
  const reads = readsForPreview([source('1', 'text/plain', 3), HTML, source('3', 'text/plain')]);
  expect(reads.map(({ section }) => section)).toEqual(['1', '2']);
});

test('nothing more is read when there are words', () => {
  expect(readsForPreview([PLAIN, HTML], fetched({ 1: 'Hello' }))).toEqual([]);
  expect(previewOfParts([PLAIN, HTML], fetched({ 1: 'Hello' }))).toBe('Hello');
});

test.each(['', ' \r\n', 'https://news.example/view'])('after %j the next part is read', text => {
  expect(readsForPreview([PLAIN, HTML], fetched({ 1: text }))).toEqual([{ section: '2', bytes: 16_384 }]);
  expect(previewOfParts([PLAIN, HTML], fetched({ 1: text, 2: '<p>Hello' }))).toBe('Hello');
});

test('a text that goes on in the next part is told with it', () => {
  const goesOn = { ...source('2', 'text/plain'), goesOn: true };
  const all = fetched({ 1: 'Look:', 2: 'my house.', 3: 'a file' });
  expect(previewOfParts([PLAIN, goesOn, source('3', 'text/plain')], all)).toBe('Look: my house.');
});

test('a text that is repeated in the next part is told once', () => {
  const goesOn = { ...HTML, goesOn: true };
  expect(previewOfParts([PLAIN, goesOn], fetched({ 1: 'Hello Ann', 2: '<p>Hello <b>Ann</b>' }))).toBe(
    'Hello Ann',
  );
});

test('links are better than nothing', () => {
  const all = fetched({ 1: 'https://news.example/view', 2: '' });
  expect(readsForPreview([PLAIN, HTML], all)).toEqual([]);
  expect(previewOfParts([PLAIN, HTML], all)).toBe('https://news.example/view');
});

test('more is read of a cut part whose words below could come first', () => {
  const long = source('1', 'text/plain', 50_000);
  const quoted = '> an old line\n'.repeat(3000);
  expect(readsForPreview([long], fetched({ 1: quoted.slice(0, 16_384) }))).toEqual([
    { section: '1', bytes: 32_768 },
  ]);
  expect(readsForPreview([long], fetched({ 1: quoted.slice(0, 32_768) }))).toEqual([]);
});

test.each(['text/plain', 'text/html'])('no more is read of a cut %s that begins with enough words', type => {
  const long = source('1', type, 50_000);
  const words = 'A line of my own.<br>\n'.repeat(1000);
  expect(readsForPreview([long], fetched({ 1: words.slice(0, 16_384) }))).toEqual([]);
});

test('a part is kept if more of it can’t be had', () => {
  const preview = createPreview([source('1', 'text/plain', 50_000)]);
  preview.add('1', Buffer.from('> an old line\n'.repeat(3000).slice(0, 16_384)));
  preview.add('1', Buffer.alloc(0));
  expect(preview.wanted()).toEqual([]);
  expect(preview.text()).toMatch(/^an old line an old line/);
});

test('more is read of HTML that begins with a long style sheet', () => {
  const long = source('1', 'text/html', 70_000);
  const html = `<style>${'.a{}'.repeat(15_000)}</style><p>Hello</p>`;
  expect(readsForPreview([long], fetched({ 1: html.slice(0, 32_768) }))).toEqual([
    { section: '1', bytes: 262_144 },
  ]);
  expect(readsForPreview([long], fetched({ 1: html }))).toEqual([]);
  expect(previewOfParts([long], fetched({ 1: html }))).toBe('Hello');
});

test('a section that the server doesn’t send is asked for once', () => {
  expect(readsForPreview([PLAIN], fetched({ 1: '' }))).toEqual([]);
  expect(previewOfParts([PLAIN], fetched({ 1: '' }))).toBe('');
});

test('words that need no reading', () => {
  const encrypted: PreviewSource = { words: 'Encrypted message' };
  expect(readsForPreview([encrypted])).toEqual([]);
  expect(previewOfParts([encrypted], new Map())).toBe('Encrypted message');
});

test('an attached mail is its subject and its words, or its subject alone', () => {
  const attached = [source('1.TEXT', 'text/plain', 2000, 'Lunch'), { words: 'Lunch' }];
  expect(previewOfParts(attached, fetched({ '1.TEXT': 'At noon?' }))).toBe('Lunch At noon?');
  expect(previewOfParts(attached, fetched({ '1.TEXT': '' }))).toBe('Lunch');
});

test('a part is decoded before it is read', () => {
  const part: BodyPart = {
    section: '1',
    type: 'text/plain',
    bytes: 2000,
    encoding: 'quoted-printable',
    parameters: { charset: 'iso-8859-1' },
  };
  expect(previewOfParts([{ words: '', part }], fetched({ 1: '=C9t=E9 =80' }))).toBe('Été €');
});
