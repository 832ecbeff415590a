import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import type { Plugin, UserConfig } from 'vite';
import manifest from '../../manifest.json' with { type: 'json' };
import project from '../../package.json' with { type: 'json' };
import type { Browser } from './browsers.ts';
import { LICENSES } from './licenses.ts';
import { noHtml } from './no-html.ts';
import { polyfillModule } from './polyfill-module.ts';

/** The minimum versions of the manifest, as build targets. */
export const OLDEST: Readonly<Record<Browser, string>> = {
  chrome: `chrome${manifest.minimum_chrome_version}`,
  firefox: `firefox${Number.parseInt(manifest.browser_specific_settings.gecko.strict_min_version, 10)}`,
};

/**
 * Vite's configuration of the extension for a browser. It builds into `dist/chrome` or `dist/firefox`.
 * @param isDev for `npm run dev`, which builds into `dist/dev`
 */
export function extension(browser: Browser, isDev: boolean): UserConfig {
  // Or a NODE_ENV of the terminal would change the build.
  process.env.NODE_ENV = 'production';
  const isChrome = browser === 'chrome';
  return {
    define: { __FIREFOX__: String(!isChrome) },
    plugins: [
      crx({ manifest: manifestFor(browser, isDev), browser }),
      noHtml,
      polyfillModule,
      // Chrome needs the schema of a policy. Firefox accepts any policy.
      addFiles(isChrome ? [...stateIcons(), manifest.storage.managed_schema] : stateIcons()),
    ],
    build: {
      outDir: isDev ? 'dist/dev' : `dist/${browser}`,
      target: OLDEST[browser],
      modulePreload: false,
      license: { fileName: LICENSES },
      // Chrome's service worker has no DOMParser, so an offscreen page parses. Firefox's background has one.
      rolldownOptions: { input: isChrome ? { offscreen: 'src/offscreen/index.html' } : {} },
    },
  };
}

/** The manifest for one browser: `manifest.json` without the keys of the other one. */
function manifestFor(browser: Browser, isDev: boolean): ManifestV3Export {
  const {
    key,
    minimum_chrome_version,
    storage,
    browser_specific_settings,
    background: { service_worker, scripts, type },
    ...others
  } = manifest;
  const common = {
    ...others,
    version: project.version,
    ...(isDev && { content_security_policy: devPolicy() }),
  };
  if (browser === 'chrome') {
    const { default_area: _firefox, ...action } = common.action;
    // Without this key, every extension may connect. Firefox needs none: nothing listens to other extensions.
    const externally_connectable = { ids: [] };
    const background = { service_worker, type };
    return {
      ...common,
      action,
      key,
      minimum_chrome_version,
      storage,
      externally_connectable,
      background,
    } as ManifestV3Export;
  }
  const permissions = common.permissions.filter(name => name !== 'offscreen');
  const background = { scripts, type };
  return { ...common, permissions, browser_specific_settings, background } as ManifestV3Export;
}

/** The development server adds styles by script, and reports changes to the pages through a WebSocket. */
function devPolicy(): typeof manifest.content_security_policy {
  return {
    extension_pages: manifest.content_security_policy.extension_pages
      .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
      .replace('connect-src', 'connect-src ws://localhost:*'),
  };
}

/** Icons that only code names, for the toolbar's other states. crxjs adds only those of the manifest. */
function stateIcons(): string[] {
  const named: string[] = [manifest.icons, manifest.action.default_icon].flatMap(it => Object.values(it));
  return readdirSync('icons')
    .filter(file => file.endsWith('.png'))
    .map(file => `icons/${file}`)
    .filter(file => !named.includes(file));
}

function addFiles(files: readonly string[]): Plugin {
  return {
    name: 'add-files',
    generateBundle() {
      for (const fileName of files)
        this.emitFile({ type: 'asset', fileName, source: readFileSync(fileName) });
    },
    // `npm run dev` makes no bundle, so copy the files.
    configureServer({ httpServer, config }) {
      httpServer?.once('listening', () => {
        for (const file of files) cpSync(file, resolve(config.build.outDir, file));
      });
    },
  };
}
