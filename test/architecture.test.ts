import { dirname, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MODULES } from './modules';

const files = [...MODULES.keys()];
const isEntry = (file: string) => /(^|\/)(index\.tsx?|main\.ts)$/.test(file);
const within = (folder: string) => files.filter(file => file.startsWith(`${folder}/`));
const insiders = (folder: string) => within(folder).filter(file => !isEntry(file));

/** The imports of a module: paths within src, or package names. */
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

/** Forbidden imports of some modules, as `from → to`. */
function forbidden(from: readonly string[], may: (imported: string) => boolean): string[] {
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

/** Imported only for its keys, which become a type. */
const TEXTS = '../_locales/en/messages.json';

test('imports are found', () => {
  expect(importsOf('core/text/text.ts')).toEqual([TEXTS]);
  expect(importsOf('popup/index.tsx')).toContain('popup/Popup.tsx');
  expect(importsOf('core/answer/sender.ts')).toContain('postal-mime');
});

describe('layers', () => {
  test('core imports only core and one package', () => {
    const may = (name: string) => inFolder('core')(name) || ['postal-mime', TEXTS].includes(name);
    expect(forbidden(within('core'), may)).toEqual([]);
  });

  test('api imports only core', () => {
    expect(forbidden(within('api'), inFolder('api', 'core'))).toEqual([]);
  });

  test('the background’s modules get all side effects as parameters', () => {
    expect(forbidden(insiders('background'), inFolder('background', 'api', 'core'))).toEqual([]);
  });

  test.each(['popup', 'options', 'ui'])('the components of %s only use props', folder => {
    const may = (name: string) => inFolder(folder, 'ui', 'core')(name) || PREACT.includes(name);
    expect(forbidden(insiders(folder), may)).toEqual([]);
  });

  test('platform imports only core and the browser API', () => {
    const may = (name: string) => inFolder('platform', 'core')(name) || name === 'webextension-polyfill';
    expect(forbidden(within('platform'), may)).toEqual([]);
  });

  test('the gateway imports core, itself and the extension’s styles', () => {
    const looks = ['ui/tokens.css?raw', '../icons/facteur.svg?raw'];
    const packages = [
      '@napi-rs/keyring',
      'fflate',
      'html-to-text',
      'htmlparser2',
      'iconv-lite',
      'ical.js',
      'imapflow',
      'imapflow/lib/special-use.js',
      'openid-client',
      'parse5',
      'pg',
      'pino',
      'prom-client',
      'smol-toml',
    ];
    const may = (name: string) =>
      inFolder('gateway', 'core')(name) ||
      /^(node:|hast(-util-|$))/.test(name) ||
      [...looks, ...packages].includes(name);
    expect(forbidden(within('gateway'), may)).toEqual([]);
  });

  test('only the launcher imports the gateway, and no module imports the launcher', () => {
    const outside = (folder: string) => files.filter(file => !inFolder(folder)(file));
    const others = outside('gateway').filter(file => !inFolder('launcher')(file));
    expect(forbidden(others, name => !inFolder('gateway')(name))).toEqual([]);
    expect(forbidden(outside('launcher'), name => !inFolder('launcher')(name))).toEqual([]);
  });

  test('no module imports an entry file', () => {
    expect(forbidden(files, name => !isEntry(name))).toEqual([]);
  });
});

/**
 * The folders of each layer, and the folders of it that each may import. A file directly in the layer may
 * import all of them, and may be imported where `top` is listed.
 */
const FOLDERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  core: {
    store: '',
    text: '',
    concurrency: '',
    answer: '',
    account: 'answer settings store text',
    settings: 'answer store text',
    policy: 'account settings store text',
    mailbox: 'account answer settings store text',
    view: 'account answer mailbox policy settings store text',
    announce: 'account answer mailbox settings text view',
    backup: 'account policy settings store text',
  },
  gateway: {
    shared: '',
    autostart: 'shared text',
    'text/lines': '',
    text: 'text/lines',
    texts: '',
    mailbox: '',
    'mailbox/demo': 'mailbox text',
    'mailbox/imap': 'mailbox shared text',
    services: 'services/samples shared text',
    finding: 'mailbox/imap shared texts',
    oauth: 'finding mailbox mailbox/imap shared',
    access: 'finding mailbox mailbox/imap oauth services shared',
    http: 'access shared texts',
    state: 'shared',
    store: 'access oauth services shared state',
    config: 'access finding http mailbox/imap oauth services shared state',
    admin: 'http shared',
    api: 'access http mailbox services shared text',
    'pages/sanitise': 'text',
    pages: 'access http mailbox pages/sanitise services shared text texts',
    'pages/manager': 'access http pages services shared text texts',
    'pages/sign-in': 'access config finding http mailbox mailbox/imap oauth pages services shared text texts',
    server:
      'access api http mailbox mailbox/imap oauth pages pages/manager pages/sign-in services shared store texts',
    run: 'access admin config finding mailbox mailbox/demo mailbox/imap oauth server shared store',
    cli: 'access admin config finding mailbox mailbox/imap oauth run server shared store texts',
  },
  options: {
    page: '',
    hooks: 'page',
    controls: 'hooks page top',
    accounts: 'controls hooks page sound top',
    notifications: 'controls hooks page sound top',
    quiet: 'controls hooks page',
    sound: 'controls page',
    opening: 'controls page',
    appearance: 'controls page',
    backup: 'controls page',
    diagnostics: 'page',
  },
  platform: { sound: 'top' },
};

describe('folders', () => {
  const folderOf = (file: string) => posix.dirname(file).split('/').slice(1).join('/');

  describe.each(Object.entries(FOLDERS))('of %s', (layer, folders) => {
    test('are all listed', () => {
      const found = new Set(within(layer).map(folderOf));
      expect([...found].filter(folder => folder !== '').sort()).toEqual(Object.keys(folders).sort());
    });

    test.each(Object.entries(folders))('%s imports only allowed folders', (folder, allowed) => {
      const may = new Set([folder, ...allowed.split(' ')]);
      const from = within(layer).filter(file => folderOf(file) === folder);
      const found = forbidden(
        from,
        name => !name.startsWith(`${layer}/`) || may.has(folderOf(name) || 'top'),
      );
      expect(found).toEqual([]);
    });

    test('have no import cycle', () => {
      const imported = (folder: string) =>
        (folders[folder] ?? '').split(' ').filter(name => name !== '' && name !== 'top');
      expect(cycleIn(Object.keys(folders), imported)).toBeUndefined();
    });
  });

  test('have no import cycle between files', () => {
    expect(cycleIn(files, file => importsOf(file).filter(name => MODULES.has(name)))).toBeUndefined();
  });
});

/** The first import cycle found, as the path back to its start. */
function cycleIn(nodes: readonly string[], next: (node: string) => readonly string[]): string | undefined {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): string | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node].join(' → ');
    if (done.has(node)) return undefined;
    for (const other of next(node)) {
      const cycle = visit(other, [...path, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of nodes) {
    const cycle = visit(node, []);
    if (cycle) return cycle;
  }
  return undefined;
}

test('import cycles are found', () => {
  const next: Readonly<Record<string, readonly string[]>> = { a: ['b'], b: ['c', 'd'], c: [], d: ['b'] };
  expect(cycleIn(['a'], node => next[node] ?? [])).toBe('b → d → b');
});

describe('the browser', () => {
  // The launcher starts browsers from outside.
  const others = files.filter(file => !inFolder('platform', 'launcher')(file));

  test('is imported only by platform', () => {
    expect(forbidden(others, name => !name.includes('webextension'))).toEqual([]);
  });

  test.each(others)('is not used by %s', file => {
    const code = (MODULES.get(file) ?? '').replaceAll(/\/\*.*?\*\/|\/\/.*$/gms, '');
    expect(code.match(/\b(?:chrome|browser)\??\.[a-z]\w*|\bglobalThis\.(?:chrome|browser)\b/g)).toBeNull();
  });
});

test.each(files)('%s has at most 400 lines', file => {
  expect(MODULES.get(file)?.split('\n').length).toBeLessThanOrEqual(400);
});
