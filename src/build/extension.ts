import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import type { Plugin, UserConfig } from 'vite';
import manifest from '../../manifest.json' with { type: 'json' };
import project from '../../package.json' with { type: 'json' };
import type { Browser } from './browsers.ts';
import { LICENSES } from './licenses.ts';
import { noHtml } from './no-html.ts';

/** The oldest browsers that the manifest lets in: nothing is compiled for older ones. */
export const OLDEST: Readonly<Record<Browser, string>> = {
  chrome: `chrome${manifest.minimum_chrome_version}`,
  firefox: `firefox${Number.parseInt(manifest.browser_specific_settings.gecko.strict_min_version, 10)}`,
};

/**
 * How the extension is built for a browser, into `dist/chrome` or `dist/firefox`.
 * @param isDev for `npm run dev`, whose extension is `dist/dev`
 */
export function extension(browser: Browser, isDev: boolean): UserConfig {
  // A terminal's NODE_ENV would decide what is built.
  process.env.NODE_ENV = 'production';
  const isChrome = browser === 'chrome';
  return {
    define: { __FIREFOX__: String(!isChrome) },
    plugins: [
      crx({ manifest: manifestFor(browser, isDev), browser }),
      noHtml,
      // Chrome reads a policy by its schema. Firefox takes any policy.
      addFiles(isChrome ? [...stateIcons(), manifest.storage.managed_schema] : stateIcons()),
    ],
    build: {
      outDir: isDev ? 'dist/dev' : `dist/${browser}`,
      target: OLDEST[browser],
      modulePreload: false,
      license: { fileName: LICENSES },
      // Chrome's worker has no DOMParser, so a page without a window parses for it. Firefox's background has one.
      rolldownOptions: { input: isChrome ? { offscreen: 'src/offscreen/index.html' } : {} },
    },
  };
}

/** One manifest serves both browsers; each build drops what only the other one understands. */
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
    // Without it, any other extension may connect; Firefox lets none in that isn't listened to.
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

/** The development server sends styles as scripts, and tells the pages through a WebSocket what has changed. */
function devPolicy(): typeof manifest.content_security_policy {
  return {
    extension_pages: manifest.content_security_policy.extension_pages
      .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
      .replace('connect-src', 'connect-src ws://localhost:*'),
  };
}

/** The icons of the toolbar's other states. Only code names them; the manifest names the first. */
function stateIcons(): string[] {
  const named: string[] = [manifest.icons, manifest.action.default_icon].flatMap(it => Object.values(it));
  return readdirSync('icons')
    .filter(file => file.endsWith('.png'))
    .map(file => `icons/${file}`)
    .filter(file => !named.includes(file));
}

/** Adds files that crxjs doesn't know of. */
function addFiles(files: readonly string[]): Plugin {
  return {
    name: 'add-files',
    generateBundle() {
      for (const fileName of files)
        this.emitFile({ type: 'asset', fileName, source: readFileSync(fileName) });
    },
    // `npm run dev` makes no bundle.
    configureServer({ httpServer, config }) {
      httpServer?.once('listening', () => {
        for (const file of files) cpSync(file, resolve(config.build.outDir, file));
      });
    },
  };
}
