import { expect, test } from 'vitest';
import { gzipped, loadedWith, zipped } from './sizes';

const files = new Map(
  Object.entries({
    'loader.js': "import './a/main.js';\n",
    'a/main.js': 'import{a as b}from"./x.js";import"./y.js";const l=()=>import(`./late.js`);export{b as c};',
    'a/x.js': 'const from="./no.js";export{from as a};',
    'a/y.js': 'export*from"./z.js"',
    'a/z.js': 'export default 1',
    'a/late.js': 'import"./x.js";import("./later.js")',
    'a/later.js': '',
    'a/no.js': '',
    'p/index.html': '<script type="module" src="/a/main.js"></script><link rel="stylesheet" href="p.css">',
    'p/p.css': 'p{}',
    'classic.js': 'importScripts("a/z.js", "a/no.js")\nconst f = () => importScripts("a/x.js")',
  }).map(([path, text]) => [path, Buffer.from(text)] as const),
);

test('a module loads its static imports at once and its dynamic imports later', () => {
  const atOnce = ['loader.js', 'a/main.js', 'a/x.js', 'a/y.js', 'a/z.js'];
  expect(loadedWith(files, ['loader.js'], 'at-once')).toEqual(atOnce);
  expect(loadedWith(files, ['loader.js'], 'ever').toSorted()).toEqual(
    [...atOnce, 'a/late.js', 'a/later.js', 'a/no.js'].toSorted(),
  );
});

test('a page loads its scripts and style sheets', () => {
  expect(loadedWith(files, ['p/index.html'], 'at-once')).toEqual([
    'p/index.html',
    'a/main.js',
    'a/x.js',
    'a/y.js',
    'a/z.js',
    'p/p.css',
  ]);
});

test('a classic script loads its top-level importScripts at once', () => {
  expect(loadedWith(files, ['/classic.js'], 'at-once')).toEqual(['classic.js', 'a/z.js', 'a/no.js']);
  expect(loadedWith(files, ['classic.js'], 'ever')).toContain('a/x.js');
});

test('sizes equal those of gzip and zip', () => {
  const some = new Map([['a.txt', Buffer.from('a'.repeat(1000))]]);
  expect(gzipped(some, ['a.txt'])).toBe(29);
  // As `zip -9 -X` makes it.
  expect(zipped(some)).toBe(22 + 30 + 46 + 10 + 11);
});
