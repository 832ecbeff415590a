import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import { ICON_SIZES, ICON_STATES, iconPaths } from '../../src/core/view/icon';

/** The exact content of each built manifest. A new permission or entry point has to be added here too (SECURITY.md). */

const icons = (name: string, sizes: readonly number[]) =>
  Object.fromEntries(sizes.map(size => [size, `icons/${name}-${size}.png`]));
const ACTION = {
  default_popup: 'src/popup/index.html',
  default_icon: icons('normal', ICON_SIZES),
};
const WORKER = 'service-worker-loader.js';

const COMMON = {
  manifest_version: 3,
  name: '__MSG_name__',
  description: '__MSG_description__',
  version: project.version,
  default_locale: 'en',
  icons: icons('facteur', [16, 32, 48, 64, 96, 128]),
  options_ui: { page: 'src/options/index.html', open_in_tab: true },
  permissions: ['alarms', 'storage', 'notifications', 'identity', 'idle', 'contextMenus'],
  commands: {
    _execute_action: { suggested_key: { default: 'Alt+Shift+M' } },
    'check-now': { suggested_key: { default: 'Alt+Shift+K' }, description: '__MSG_checkNow__' },
    'open-webmail': { suggested_key: { default: 'Alt+Shift+O' }, description: '__MSG_openWebmail__' },
  },
  optional_host_permissions: ['https://*/*', 'http://127.0.0.1/*', 'http://localhost/*'],
  content_security_policy: {
    extension_pages: [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      'connect-src https: http://127.0.0.1:* http://localhost:*',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  },
};

const MANIFESTS: Record<string, object> = {
  chrome: {
    ...COMMON,
    action: ACTION,
    background: { service_worker: WORKER, type: 'module' },
    permissions: [...COMMON.permissions, 'offscreen'],
    key: expect.any(String),
    minimum_chrome_version: '123',
    externally_connectable: { ids: [] },
    storage: { managed_schema: 'src/platform/managed-schema.json' },
  },
  firefox: {
    ...COMMON,
    action: { ...ACTION, default_area: 'navbar' },
    background: { scripts: [WORKER], type: 'module' },
    browser_specific_settings: {
      gecko: {
        id: 'facteur@facteur.example',
        strict_min_version: '142.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  },
};

const CODE_OF_TEXT =
  /\beval\s*\(|\bnew Function\b|\bimportScripts\b|\bimport\((?!\s*["'`]\.)|\bimport\(\s*["'`]https?:/;

describe.each(Object.keys(MANIFESTS))('the extension built for %s', build => {
  const folder = join('dist', build);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(file => file.isFile())
    .map(file => join(file.parentPath, file.name));
  const ofType = (type: RegExp) => files.filter(file => type.test(file));

  it('has exactly the manifest of this list', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    manifest.permissions.sort();
    expect(manifest).toEqual({
      ...MANIFESTS[build],
      permissions: [...(MANIFESTS[build] as typeof COMMON).permissions].sort(),
    });
  });

  it('contains every icon of the toolbar', () => {
    const paths = ICON_STATES.flatMap(state => Object.values(iconPaths(state)));
    expect(paths.filter(path => !files.includes(join(folder, path)))).toEqual([]);
  });

  it('runs no text as code', () => {
    const scripts = ofType(/\.js$/);
    expect(scripts.length).toBeGreaterThan(3);
    const found = scripts.map(script => readFileSync(script, 'utf8').match(CODE_OF_TEXT)?.[0]);
    expect(found).toEqual(scripts.map(() => undefined));
  });

  it('parses no text as HTML', () => {
    // Assignments only: preact reads `innerHTML`.
    const makesElements = /\b(?:inner|outer)HTML\s*=(?!=)|\binsertAdjacentHTML\b|\bsetHTML/;
    for (const script of ofType(/\.js$/))
      expect(readFileSync(script, 'utf8').match(makesElements), script).toBeNull();
  });

  it('doesn’t read all of the browser’s API at its start, as the bundler’s import of a CommonJS module would', () => {
    for (const script of ofType(/\.js$/))
      expect(readFileSync(script, 'utf8'), script).not.toContain('getOwnPropertyDescriptor');
  });

  it('loads nothing but its own files', () => {
    const pages = ofType(/\.html$/);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      const html = readFileSync(page, 'utf8');
      const loaded = [...html.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
      expect(loaded.length, page).toBeGreaterThan(0);
      for (const address of loaded) expect(address, page).toMatch(/^[./][^/]/);
      expect(html, page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|style="/);
    }
    for (const sheet of ofType(/\.css$/))
      expect(readFileSync(sheet, 'utf8'), sheet).not.toMatch(/https?:|@import/);
  });
});

describe('the licences of bundled packages', () => {
  const told = (build: string) => {
    const [, ...sections] = readFileSync(join('dist', build, 'LICENSES.md'), 'utf8').split(/^## /m);
    return sections.map(section => {
      const [, name = '', license = ''] = /^(\S+)(?: -)? \S+,? ?(.*)/.exec(section) ?? [];
      return { name, license: license.replaceAll(/^\(|\)$/g, '') };
    });
  };
  const FREE = /\b(MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|MPL-2\.0|Apache-2\.0)\b/;

  it.each(['chrome', 'firefox'])('are in the extension for %s', build => {
    expect(told(build).map(({ name }) => name)).toEqual(['postal-mime', 'preact', 'webextension-polyfill']);
  });

  it('are beside the gateway', () => {
    const packages = new Set(told('gateway').map(({ name }) => name));
    for (const name of ['imapflow', 'html-to-text', 'parse5', 'hast-util-sanitize', 'smol-toml', 'pino'])
      expect(packages).toContain(name);
  });

  it.each(['chrome', 'firefox', 'gateway'])('allow distribution: %s', build => {
    expect(told(build).filter(({ license }) => !FREE.test(license))).toEqual([]);
  });
});
