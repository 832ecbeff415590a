import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import { LOCKABLE } from '../../src/core/policy/parse-policy';
import { KEYS } from '../../src/platform/keys';
import { MODULES } from '../modules';
import { boundsTable, figuresTable } from './figures';
import { codeIn, commandsIn, PAGES } from './pages';

const pages = [...PAGES.keys()];
const text = (page: string) => PAGES.get(page) ?? '';

describe.each(pages)('%s', page => {
  test('links only to existing files', () => {
    const links = [...text(page).matchAll(/\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"/g)].map(
      ([, inText, inTag]) => inText ?? inTag ?? '',
    );
    const files = links.filter(link => !/^[a-z]+:|^#/.test(link)).map(link => link.split('#')[0] ?? '');
    expect(files.filter(file => !existsSync(join(dirname(page), file)))).toEqual([]);
  });

  test('has no marks of a merge', () => {
    expect(text(page)).not.toMatch(/^(?:<{7}|>{7})/m);
  });

  test('names only existing files', () => {
    const paths = codeIn(text(page)).filter(code =>
      /^(?:src|test|docs|_locales|icons|\.github)\/[\w./-]+$/.test(code),
    );
    expect(paths.filter(path => !['', '.ts', '.tsx'].some(ending => existsSync(path + ending)))).toEqual([]);
  });

  test('names only existing npm scripts', () => {
    const scripts = commandsIn(text(page)).flatMap(command =>
      [...command.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name),
    );
    expect(scripts.filter(name => !Object.hasOwn(project.scripts, name ?? ''))).toEqual([]);
  });
});

test('the architecture page lists every stored value', () => {
  const [, table = ''] = text('docs/architecture.md').split('| Stored as |');
  const source = [...MODULES]
    .flatMap(([file, code]) => (file.startsWith('platform/') ? code : []))
    .join('\n');
  const literal = [...source.matchAll(/storedItem\(\s*'([^']+)'/g)].map(([, key]) => key);
  expect(literal.length).toBeGreaterThan(2);
  for (const key of [...Object.values(KEYS), ...literal]) {
    if (key === KEYS.mailbox) expect(table).toContain('`mailbox:<id>`');
    else expect(table).toContain(`\`${key}\``);
  }
});

test('the policy guide has a row for every entry of a policy', () => {
  const rows =
    text('docs/policy.md')
      .match(/^\| `.*?\|/gm)
      ?.join(' ') ?? '';
  for (const entry of [...LOCKABLE, 'locked']) expect(rows).toContain(`\`${entry}\``);
});

describe('the workflow for GitHub', () => {
  const workflow = readFileSync('.github/workflows/ci.yml', 'utf8');

  test('runs scripts that exist, and all tests', () => {
    const steps = workflow.match(/(?<=- run: ).+/g) ?? [];
    expect(steps).toContain('.ci/run');
    for (const [, name = ''] of steps.join('\n').matchAll(/npm run ([\w:-]+)/g))
      expect(project.scripts).toHaveProperty(name);
  });

  test('pins each action to a commit, with the version in a comment', () => {
    const actions = workflow.match(/(?<=uses: ).+/g) ?? [];
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});

test('the page about tests has the figures of the last full run of the bench', () => {
  expect(text('docs/testing.md')).toContain(figuresTable());
});

test('the page about tests has the limits and aims of the bench', () => {
  expect(text('docs/testing.md')).toContain(boundsTable());
});
