import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };
import { messageOf } from './translate';
import { UNTIDY } from './untidy';

const PERMISSIONS = [...manifest.permissions, ...manifest.optional_host_permissions].map(it => `\`${it}\``);

/** Maximum characters of each field; the smallest limit if stores differ. */
const LIMITS: Readonly<Record<string, number>> = {
  // Chrome 75, Mozilla 50, Microsoft 45.
  Name: 45,
  'Summary (Chrome, from the package)': 132,
  'Summary (Mozilla)': 250,
  // Chrome 16,000, Mozilla 15,000.
  Description: 15_000,
  'Single purpose': 1000,
  'Remote code': 1000,
  'How to try it (Chrome)': 500,
  'Notes to reviewers (Mozilla)': 3000,
};

/** The text below each second-level heading, by heading. */
function sectionsOf(path: string): Map<string, string> {
  const [, ...sections] = readFileSync(path, 'utf8').split(/^## /m);
  return new Map(
    sections.map(section => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading, lines.join('\n').trim()];
    }),
  );
}

/** The lines of a page without headings, code, link targets and the pointer to the English page. */
function proseOf(path: string): string[] {
  const text = readFileSync(path, 'utf8').replaceAll(/`[^`]*`|(?<=\])\([^)]*\)|\*\(In English: .*/g, '');
  return text.split('\n').filter(line => !line.startsWith('#'));
}

describe.each(['en', 'fr'] as const)('the store’s texts in %s', language => {
  const texts = sectionsOf(`docs/store/${language}.md`);

  it('have the package’s name and summary', () => {
    expect(texts.get('Name')).toBe(messageOf(language, 'name'));
    expect(texts.get('Summary (Chrome, from the package)')).toBe(messageOf(language, 'description'));
  });

  test.each(Object.entries(LIMITS))('%s has at most %i characters', (field, most) => {
    expect(texts.get(field)).toMatch(/\S/);
    expect(texts.get(field)?.length).toBeLessThanOrEqual(most);
  });

  it('have one line per paragraph, ready to paste', () => {
    const broken = /[^\n]\n(?!\n|•|-|\d\.)[^\n]/;
    expect([...texts].filter(([, text]) => broken.test(text)).map(([heading]) => heading)).toEqual([]);
  });
});

describe.each(['docs/permissions.md', 'docs/permissions.fr.md'])('%s', path => {
  const texts = sectionsOf(path);

  it('explains exactly the permissions of the manifest', () => {
    expect([...texts.keys()].sort()).toEqual(PERMISSIONS.toSorted());
  });

  test.each(PERMISSIONS)('%s has a justification in one line within Chrome’s limit', permission => {
    expect(texts.get(permission)).toMatch(/^\S.{20,998}\S$/u);
  });
});

describe('English and French', () => {
  const outline = (path: string) => readFileSync(path, 'utf8').match(/^#+ .*$|^(\||- |\d\. )/gm) ?? [];

  it.each([
    ['docs/store/en.md', 'docs/store/fr.md'],
    ['docs/permissions.md', 'docs/permissions.fr.md'],
  ])('%s and %s have the same headings', (english, french) => {
    expect([...sectionsOf(french).keys()]).toEqual([...sectionsOf(english).keys()]);
  });

  it('have privacy pages with the same parts, rows and list items', () => {
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
