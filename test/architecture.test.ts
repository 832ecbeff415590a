import { dirname, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MODULES } from './modules';

const files = [...MODULES.keys()];
const isEntry = (file: string) => /(^|\/)(index\.tsx?|main\.ts)$/.test(file);
const within = (folder: string) => files.filter(file => file.startsWith(`${folder}/`));
const insiders = (folder: string) => within(folder).filter(file => !isEntry(file));

/** What a module imports: a module of src by its path there, anything else by its own name. */
function importsOf(file: string): string[] {
  const text = MODULES.get(file) ?? '';
  const statements =
    /^(?:import|export)\b[^'";]*?\bfrom\s*'(?<from>[^']+)'|\bimport\s*\(?\s*'(?<bare>[^']+)'/gm;
  const names = [...text.matchAll(statements)].map(({ groups }) => groups?.from ?? groups?.bare ?? '');
  return names.map(name => (name.startsWith('.') ? resolve(file, name) : name));
}

function resolve(file: string, name: string): string {
  const path = posix.join(dirname(file), name);
  return ['', '.ts', '.tsx', '/index.ts'].map(ending => path + ending).find(it => MODULES.has(it)) ?? path;
}

/** The imports of some modules that lead elsewhere than they may, as `from → to`. */
function strays(from: readonly string[], may: (imported: string) => boolean): string[] {
  expect(from.length).toBeGreaterThan(0);
  return from.flatMap(file =>
    importsOf(file)
      .filter(imported => !may(imported))
      .map(imported => `${file} → ${imported}`),
  );
}

const inFolder =
  (...folders: string[]) =>
  (imported: string) =>
    folders.includes(imported.split('/')[0] ?? '');
const PREACT = ['preact', 'preact/hooks'];

/** A type is made of its keys, so that no text is asked for which there is not. */
const TEXTS = '../_locales/en/messages.json';

test('imports are seen', () => {
  expect(importsOf('core/text/text.ts')).toEqual([TEXTS]);
  expect(importsOf('popup/index.tsx')).toContain('popup/Popup.tsx');
  expect(importsOf('core/answer/sender.ts')).toContain('postal-mime');
});

describe('directions', () => {
  test('core imports core alone, and one package', () => {
    const may = (name: string) => inFolder('core')(name) || ['postal-mime', TEXTS].includes(name);
    expect(strays(within('core'), may)).toEqual([]);
  });

  test('api imports core alone', () => {
    expect(strays(within('api'), inFolder('api', 'core'))).toEqual([]);
  });

  test('the use cases of the background receive what touches the world', () => {
    expect(strays(insiders('background'), inFolder('background', 'api', 'core'))).toEqual([]);
  });

  test.each(['popup', 'options', 'ui'])('the components of %s take props', folder => {
    const may = (name: string) => inFolder(folder, 'ui', 'core')(name) || PREACT.includes(name);
    expect(strays(insiders(folder), may)).toEqual([]);
  });

  test('platform imports core alone, and the browsers’ API', () => {
    const may = (name: string) => inFolder('platform', 'core')(name) || name === 'webextension-polyfill';
    expect(strays(within('platform'), may)).toEqual([]);
  });

  test('the gateway imports core and itself, and looks like the extension', () => {
    const looks = ['ui/tokens.css?raw', '../icons/facteur.svg?raw'];
    const packages = ['@napi-rs/keyring', 'html-to-text', 'imapflow', 'parse5', 'smol-toml'];
    const may = (name: string) =>
      inFolder('gateway', 'core')(name) ||
      /^(node:|hast(-util-|$))/.test(name) ||
      [...looks, ...packages].includes(name);
    expect(strays(within('gateway'), may)).toEqual([]);
  });

  test('nothing but the launcher imports the gateway, and nothing the launcher', () => {
    const outside = (folder: string) => files.filter(file => !inFolder(folder)(file));
    const others = outside('gateway').filter(file => !inFolder('launcher')(file));
    expect(strays(others, name => !inFolder('gateway')(name))).toEqual([]);
    expect(strays(outside('launcher'), name => !inFolder('launcher')(name))).toEqual([]);
  });

  test('nothing imports an entry file', () => {
    expect(strays(files, name => !isEntry(name))).toEqual([]);
  });
});

/**
 * The rooms of each floor, and the rooms of it that each may import. What stands at the top of a floor may import any of
 * them, and may be imported where `top` is listed.
 */
const ROOMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  core: {
    store: '',
    text: '',
    answer: '',
    account: 'answer store text',
    settings: 'answer store text',
    policy: 'account settings store text',
    mailbox: 'account answer store text',
    view: 'account answer mailbox policy settings store text',
    announce: 'account answer mailbox settings text view',
    backup: 'account policy settings store text',
  },
  gateway: {
    shared: '',
    text: '',
    texts: '',
    mailbox: '',
    'mailbox/demo': 'mailbox text',
    'mailbox/imap': 'mailbox shared text texts',
    access: 'mailbox shared',
    http: 'access shared texts',
    state: 'access shared',
    config: 'access http mailbox/imap shared state',
    api: 'access http mailbox shared text',
    'pages/sanitise': 'text',
    pages: 'access http mailbox pages/sanitise shared text texts',
    server: 'access api http mailbox pages shared state texts',
    cli: 'config mailbox/imap',
  },
  options: {
    page: '',
    hooks: 'page',
    controls: 'hooks page top',
    accounts: 'controls page top',
    notifications: 'controls hooks page sound top',
    quiet: 'controls hooks page',
    sound: 'controls page',
    opening: 'controls page',
    backup: 'controls page',
    diagnostics: 'page',
  },
  platform: { sound: 'top' },
};

describe('rooms', () => {
  const roomOf = (file: string) => posix.dirname(file).split('/').slice(1).join('/');

  describe.each(Object.entries(ROOMS))('of %s', (floor, rooms) => {
    test('are known', () => {
      const found = new Set(within(floor).map(roomOf));
      expect([...found].filter(room => room !== '').sort()).toEqual(Object.keys(rooms).sort());
    });

    test.each(Object.entries(rooms))('%s imports what it may', (room, allowed) => {
      const may = new Set([room, ...allowed.split(' ')]);
      const from = within(floor).filter(file => roomOf(file) === room);
      const stray = strays(from, name => !name.startsWith(`${floor}/`) || may.has(roomOf(name) || 'top'));
      expect(stray).toEqual([]);
    });

    test('have no circle', () => {
      const imported = (room: string) =>
        (rooms[room] ?? '').split(' ').filter(name => name !== '' && name !== 'top');
      expect(circleIn(Object.keys(rooms), imported)).toBeUndefined();
    });
  });

  test('hold files that import one another in no circle', () => {
    expect(circleIn(files, file => importsOf(file).filter(name => MODULES.has(name)))).toBeUndefined();
  });
});

/** The first circle, as the path that leads back to its beginning. */
function circleIn(nodes: readonly string[], next: (node: string) => readonly string[]): string | undefined {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): string | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node].join(' → ');
    if (done.has(node)) return undefined;
    for (const other of next(node)) {
      const circle = visit(other, [...path, node]);
      if (circle) return circle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of nodes) {
    const circle = visit(node, []);
    if (circle) return circle;
  }
  return undefined;
}

test('circles are seen', () => {
  const next: Readonly<Record<string, readonly string[]>> = { a: ['b'], b: ['c', 'd'], c: [], d: ['b'] };
  expect(circleIn(['a'], node => next[node] ?? [])).toBe('b → d → b');
});

describe('the browser', () => {
  // The launcher drives browsers from outside, and runs in none.
  const others = files.filter(file => !inFolder('platform', 'launcher')(file));

  test('is imported by platform alone', () => {
    expect(strays(others, name => !name.includes('webextension'))).toEqual([]);
  });

  test.each(others)('is out of sight of %s', file => {
    const code = (MODULES.get(file) ?? '').replaceAll(/\/\*.*?\*\/|\/\/.*$/gms, '');
    expect(code.match(/\b(?:chrome|browser)\??\.[a-z]\w*|\bglobalThis\.(?:chrome|browser)\b/g)).toBeNull();
  });
});

test.each(files)('%s is no longer than 400 lines', file => {
  expect(MODULES.get(file)?.split('\n').length).toBeLessThanOrEqual(400);
});
