import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };
import { messageOf } from './translate';
import { UNTIDY } from './untidy';

const PERMISSIONS = [...manifest.permissions, ...manifest.optional_host_permissions].map(it => `\`${it}\``);

/** The most characters that a store takes in each field; the smaller number where two stores have it. */
const LIMITS: Readonly<Record<string, number>> = {
  // 75 in Chrome's, 50 in Mozilla's, 45 in Microsoft's.
  Name: 45,
  'Summary (Chrome, from the package)': 132,
  'Summary (Mozilla)': 250,
  // 16,000 in Chrome's, 15,000 in Mozilla's.
  Description: 15_000,
  'Single purpose': 1000,
  'Remote code': 1000,
  'How to try it (Chrome)': 500,
  'Notes to reviewers (Mozilla)': 3000,
};

/** What stands below each heading of the second level, by that heading. */
function sectionsOf(path: string): Map<string, string> {
  const [, ...sections] = readFileSync(path, 'utf8').split(/^## /m);
  return new Map(
    sections.map(section => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading, lines.join('\n').trim()];
    }),
  );
}

/** The lines of a page but headings, without code, where links lead, and the pointer to the English one. */
function proseOf(path: string): string[] {
  const text = readFileSync(path, 'utf8').replaceAll(/`[^`]*`|(?<=\])\([^)]*\)|\*\(In English: .*/g, '');
  return text.split('\n').filter(line => !line.startsWith('#'));
}

describe.each(['en', 'fr'] as const)('the store’s texts in %s', language => {
  const texts = sectionsOf(`docs/store/${language}.md`);

  it('have the name and the summary that the package has', () => {
    expect(texts.get('Name')).toBe(messageOf(language, 'name'));
    expect(texts.get('Summary (Chrome, from the package)')).toBe(messageOf(language, 'description'));
  });

  test.each(Object.entries(LIMITS))('%s has at most %i characters', (field, most) => {
    expect(texts.get(field)).toMatch(/\S/);
    expect(texts.get(field)?.length).toBeLessThanOrEqual(most);
  });

  it('can be pasted: each paragraph is one line', () => {
    const broken = /[^\n]\n(?!\n|•|-|\d\.)[^\n]/;
    expect([...texts].filter(([, text]) => broken.test(text)).map(([heading]) => heading)).toEqual([]);
  });
});

describe.each(['docs/permissions.md', 'docs/permissions.fr.md'])('%s', path => {
  const texts = sectionsOf(path);

  it('explains each permission of the manifest, and no other', () => {
    expect([...texts.keys()].sort()).toEqual(PERMISSIONS.toSorted());
  });

  test.each(PERMISSIONS)('%s is justified in one line that Chrome’s store takes', permission => {
    expect(texts.get(permission)).toMatch(/^\S.{20,998}\S$/u);
  });
});

describe('both languages', () => {
  const outline = (path: string) => readFileSync(path, 'utf8').match(/^#+ .*$|^(\||- |\d\. )/gm) ?? [];

  it.each([
    ['docs/store/en.md', 'docs/store/fr.md'],
    ['docs/permissions.md', 'docs/permissions.fr.md'],
  ])('%s and %s have the same headings', (english, french) => {
    expect([...sectionsOf(french).keys()]).toEqual([...sectionsOf(english).keys()]);
  });

  it('state the same on privacy: as many parts, rows and points in the same order', () => {
    const shape = (path: string) => outline(path).map(it => it.replace(/ .*/, ''));
    expect(shape('docs/privacy.fr.md')).toEqual(shape('docs/privacy.md'));
  });

  it.each(['docs/store/fr.md', 'docs/permissions.fr.md', 'docs/privacy.fr.md'])(
    '%s has French spaces',
    path => {
      expect(proseOf(path).filter(line => UNTIDY.fr.test(line))).toEqual([]);
    },
  );
});
