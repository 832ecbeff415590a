import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const tokens = readFileSync('src/ui/tokens.css', 'utf8');
const accountColours = readFileSync('src/ui/colours.css', 'utf8');
const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.css'))
  .map(file => [file, readFileSync(`src/${file}`, 'utf8')] as const);

/** The tokens for everyone, and those for `prefers-contrast: more`. */
const [usual = '', strong = ''] = tokens.split('@media (prefers-contrast: more)');

/** The light and dark value of each colour. */
function coloursIn(sheet: string): Map<string, readonly [string, string]> {
  const pairs = sheet.matchAll(/--([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));/g);
  return new Map(
    [...pairs].map(([, name = '', light, dark, both]) => [name, [light ?? both ?? '', dark ?? both ?? '']]),
  );
}

const colours = coloursIn(usual);

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const PAGES = ['page', 'raised', 'hover'];
const READ = [
  ...PAGES.flatMap(page => [
    ['text', page],
    ['muted', page],
    ['accent', page],
    ['bad', page],
    ['good', page],
  ]),
  ['on-accent', 'accent'],
  ...['good-page', 'bad-page', 'attention-page', 'failing-page'].map(page => ['text', page]),
  ['attention', 'attention-page'],
  ['muted', 'failing-page'],
];

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('in the %s theme', (_, theme) => {
  const of = (name = '') => colours.get(name)?.[theme] ?? expect.fail(`no colour ${name}`);

  test.each(READ)('%s has enough contrast on %s', (front, back) => {
    expect(contrast(of(front), of(back))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(PAGES)('the border of a field is visible on %s', page => {
    expect(contrast(of('field-line'), of(page))).toBeGreaterThanOrEqual(3);
  });

  test('prefers-contrast: more gives more contrast', () => {
    const better = coloursIn(strong);
    expect([...better.keys()]).toEqual(['line', 'muted']);
    for (const [name, colour] of better)
      expect(contrast(colour[theme], of('page'))).toBeGreaterThan(contrast(of(name), of('page')));
  });
});

test('the type scale has four sizes, in pixels at the browser’s usual text size', () => {
  const sizes = [...usual.matchAll(/--(small|normal|large|title|larger): ([\d.]+)rem/g)];
  expect(sizes.map(([, name, rem]) => [name, Number(rem) * 16])).toEqual([
    ['small', 13],
    ['normal', 14],
    ['large', 16],
    ['title', 24],
  ]);
});

test.each(sheets)('%s takes its text sizes from the scale', (_, sheet) => {
  const sizes = [...sheet.matchAll(/font-size: ([^;]+);/g)].map(([, size]) => size);
  expect(
    sizes.filter(size => !/^(var\(--(small|normal|large|title)\)|inherit|0\.95em)$/.test(size ?? '')),
  ).toEqual([]);
  // A size of the root would change what 1 rem is.
  expect(sheet).not.toMatch(/:root[^{]*\{[^}]*\bfont(-size)?:/);
});

test.each(sheets)('%s uses no undefined custom property', (_, sheet) => {
  const defined = (text: string) => [...text.matchAll(/(--[\w-]+):/g)].map(([, name]) => name);
  const known = new Set([...defined(tokens), ...defined(accountColours), ...defined(sheet)]);
  // A custom property with a fallback may be set by a script.
  const used = [...sheet.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name);
  expect(used.filter(name => !known.has(name))).toEqual([]);
});

test.each(sheets)('%s uses no left and right, so that it works for Arabic', (_, sheet) => {
  const rules = sheet.replaceAll(/^\[dir="(?:ltr|rtl)"\] .*\{[^}]*\}/gm, '');
  expect(
    rules.match(/^\s*(?:[\w-]+-)?(?:left|right)(?:-[\w-]+)?:.*|text-align: (?:left|right)/gm),
  ).toBeNull();
});
