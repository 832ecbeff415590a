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
