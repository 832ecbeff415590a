import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };
import { drawPng } from '../../../src/build/icons/draw';
import { PICTURES } from '../../../src/build/icons/pictures';
import { ICON_STATES, iconPaths } from '../../../src/core/view/icon';
import { MODULES } from '../../modules';

/** The file a path leads to, from the extension's root, and the pixels a side that its name promises. */
function readIcon(path: string) {
  const [, name, size] = /^\/?(icons\/[a-z-]+-(\d+)\.png)$/.exec(path) ?? [];
  const bytes = readFileSync(name ?? path);
  return { promised: Number(size), width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), bytes };
}

const named = [
  ...Object.entries(manifest.icons),
  ...Object.entries(manifest.action.default_icon),
  ...ICON_STATES.flatMap(state => Object.entries(iconPaths(state))),
];

test.each(named)('the icon for %s pixels has that size: %s', (size, path) => {
  expect(readIcon(path)).toMatchObject({
    promised: Number(size),
    width: Number(size),
    height: Number(size),
  });
});

test('the manifest shows the icon for no unread mail until Facteur sets one', () => {
  const first = Object.values(manifest.action.default_icon).map(path => `/${path}`);
  expect(first).toEqual(Object.values(iconPaths('normal')));
});

test('every icon that a page or module names exists', () => {
  const pages = ['popup', 'options', 'offscreen'].map(page => readFileSync(`src/${page}/index.html`, 'utf8'));
  const text = [...MODULES.values(), ...pages].join('\n');
  const paths = [...text.matchAll(/\bicons\/[a-z-]+-\d+\.png/g)].map(([path]) => path);
  expect(paths.length).toBeGreaterThan(2);
  for (const path of paths) expect(readIcon(path).width, path).toBe(readIcon(path).promised);
});

test('all pictures together take less than 35 kB, and every one is in use', () => {
  const pictures = PICTURES.flatMap(({ name, sizes }) => sizes.map(size => `icons/${name}-${size}.png`));
  const found = readdirSync('icons').filter(file => file.endsWith('.png'));
  expect(found.map(file => `icons/${file}`).sort()).toEqual(pictures.toSorted());
  const total = pictures.reduce((sum, path) => sum + readIcon(path).bytes.length, 0);
  expect(total).toBeLessThan(35_000);
});

const drawings = PICTURES.map(({ name, sizes }) => ({
  name,
  size: Math.min(...sizes),
  svg: readFileSync(`icons/${name}.svg`, 'utf8'),
}));

test.each(drawings)('the pictures of $name show its drawing (npm run icons draws them)', drawing => {
  const { name, size, svg } = drawing;
  // One size is enough: all are drawn together.
  expect(Buffer.from(drawPng(svg, size))).toEqual(readFileSync(`icons/${name}-${size}.png`));
});

test('no two drawings differ by colours alone', () => {
  const shapes = drawings.map(({ svg }) => svg.replaceAll(/#[0-9a-f]{3,6}/g, ''));
  expect(new Set(shapes).size).toBe(drawings.length);
});
