import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig, type Plugin, type Rolldown, type UserConfig } from 'vite';
import type { ViteUserConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };
import project from './package.json' with { type: 'json' };
import { BACKGROUND, background } from './src/build/background.ts';
import type { Browser } from './src/build/browsers.ts';
import { gatherLicenses, LICENSES, listLicenses } from './src/build/licenses.ts';
import { compactData, finishManifest } from './src/build/manifest.ts';
import { noHtml } from './src/build/no-html.ts';
import { page, plainImports, watchFolders } from './src/build/page.ts';

const shared: UserConfig = {
  logLevel: 'warn',
  define: { __VERSION__: JSON.stringify(project.version) },
};

/** The oldest of each that the manifest lets in: nothing is written in a longer way for older ones. */
const OLDEST: Readonly<Record<Browser, string>> = {
  chrome: `chrome${manifest.minimum_chrome_version}`,
  firefox: `firefox${Number.parseInt(manifest.browser_specific_settings.gecko.strict_min_version, 10)}`,
};

/** One manifest serves both browsers; each build drops what only the other one understands. */
function manifestFor(browser: Browser): ManifestV3Export {
  const {
    key,
    minimum_chrome_version,
    storage,
    browser_specific_settings,
    background: _own,
    ...common
  } = manifest;
  const version = project.version;
  const { default_area, default_popup: _popup, ...action } = common.action;
  if (browser === 'chrome') {
    // Without it, any other extension may connect; Firefox lets none in that isn't listened to.
    const externally_connectable = { ids: [] };
    return {
      ...common,
      action,
      version,
      key,
      minimum_chrome_version,
      storage,
      externally_connectable,
    } as ManifestV3Export;
  }
  const permissions = common.permissions.filter(name => name !== 'offscreen');
  return {
    ...common,
    action: { ...action, default_area },
    version,
    permissions,
    browser_specific_settings,
  } as ManifestV3Export;
}

/** Puts files into the extension that crx leaves behind. */
function carry(name: string, files: readonly string[]): Plugin {
  return {
    name,
    generateBundle() {
      for (const fileName of files)
        this.emitFile({ type: 'asset', fileName, source: readFileSync(fileName) });
    },
  };
}

/** Chrome reads a policy by its schema. Firefox takes any policy. */
const managedSchema = carry('managed-schema', [manifest.storage.managed_schema]);

/** The icons that the toolbar shows later on: code alone names them, where the manifest names the first. */
const stateIcons = carry(
  'state-icons',
  readdirSync('icons')
    .filter(file => file.endsWith('.png'))
    .map(file => `icons/${file}`)
    .filter(
      file => ![manifest.icons, manifest.action.default_icon].some(it => Object.values(it).includes(file)),
    ),
);

function extension(browser: Browser): UserConfig {
  // What a terminal says here would decide what is built: other than for production, with the folder's name in it.
  process.env.NODE_ENV = 'production';
  const define = { ...shared.define, __FIREFOX__: String(browser === 'firefox') };
  return {
    ...shared,
    define,
    plugins: [
      crx({ manifest: manifestFor(browser), browser }),
      background(browser, manifest.background.service_worker, OLDEST[browser], define),
      plainImports,
      watchFolders('src', '_locales', 'icons'),
      noHtml,
      page(manifest.action.default_popup, OLDEST[browser], define),
      // The offscreen page is Chrome's alone; Firefox parses in its event page.
      browser === 'chrome' && page('src/offscreen/index.html', OLDEST[browser], define),
      finishManifest(built => ({
        ...built,
        action: { ...(built.action as object), default_popup: manifest.action.default_popup },
        background:
          browser === 'chrome' ? { service_worker: BACKGROUND } : { scripts: [BACKGROUND], type: 'module' },
      })),
      stateIcons,
      browser === 'chrome' && managedSchema,
      gatherLicenses,
      compactData,
    ],
    build: {
      outDir: `dist/${browser}`,
      target: OLDEST[browser],
      modulePreload: false,
      ...listLicenses('settings'),
      // The settings need at once what other pages load when they need it.
      rolldownOptions: { checks: { ineffectiveDynamicImport: false } },
    },
  };
}

/** A Node program bundled into one folder, with the packages in `external` left to node_modules. */
function program(
  outDir: string,
  input: Record<string, string>,
  external: string[] = [],
  output: Pick<Rolldown.OutputOptions, 'banner' | 'codeSplitting' | 'entryFileNames'> = {},
): UserConfig {
  return {
    ...shared,
    publicDir: false,
    ssr: { noExternal: true, external },
    build: {
      outDir,
      ssr: true,
      target: 'node20',
      rolldownOptions: {
        input,
        external: [...builtinModules, /^node:/],
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', ...output },
      },
    },
  };
}

/** Native code, which isn't bundled: the gateway loads it where someone wants it and it is there. */
const KEYRING = '@napi-rs/keyring';

/** Pages that show the real components in made-up states, with no extension around them, and the checks of such pages. */
function stages(name: 'gallery' | 'screenshots', pages: readonly string[]): UserConfig {
  const page = (it: string) => [it, resolve(`test/${name}/pages/${it}.html`)];
  return {
    ...shared,
    root: `test/${name}/pages`,
    base: './',
    publicDir: false,
    build: {
      outDir: resolve(`dist/${name}/pages`),
      emptyOutDir: true,
      // As the extension is built: for older browsers, colours would be put in another way.
      target: Object.values(OLDEST),
      modulePreload: false,
      rolldownOptions: {
        input: { ...Object.fromEntries(pages.map(page)), checks: resolve('test/gallery/checks/index.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  };
}

const inNode = {
  setupFiles: 'test/setup.ts',
  // The tests share no state; loading all anew for each file took two thirds of the time.
  isolate: false,
  maxWorkers: 2,
};

const inBrowsers = {
  globalSetup: 'test/e2e/machine.ts',
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

/**
 * A policy holds for all browsers of the machine; a desktop has one focus, and sound breaks off where the processor is
 * busy; the accessibility test takes both cores by itself.
 */
const ALONE = ['policy', 'desktop', 'toolbar', 'sound', 'accessibility'].map(
  name => `test/e2e/${name}.test.ts`,
);

/** The gateway as it is shipped, and on a real mail server. */
const PROGRAMS = ['test/imap/**/*.test.ts', 'test/gateway/program.test.ts'];

const test: ViteUserConfig = {
  define: { ...shared.define, __FIREFOX__: true },
  test: {
    // A sheet that is served as a text has to be one in the tests; those of components are left out.
    css: { include: /\.css\?raw$/ },
    projects: [
      {
        extends: true,
        test: {
          ...inNode,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/lives/**', ...PROGRAMS],
        },
      },
      {
        extends: true,
        test: {
          ...inNode,
          name: 'lives',
          include: ['test/lives/**/*.test.ts'],
          // Each is tens of thousands of lives.
          testTimeout: 300_000,
          sequence: { groupOrder: 5 },
        },
      },
      {
        extends: true,
        test: {
          ...inNode,
          name: 'component',
          include: ['test/**/*.test.tsx'],
          environment: 'jsdom',
          // A worker that has to change its environment starts anew.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'gateway',
          include: PROGRAMS,
          globalSetup: 'test/imap/machine.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          ...inBrowsers,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ALONE,
          // A quarter of the time, two would both wait for a clock.
          maxWorkers: 3,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          ...inBrowsers,
          name: 'e2e-alone',
          include: ALONE,
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
};

export default defineConfig(({ mode }) => {
  switch (mode) {
    case 'chrome':
    case 'firefox':
      return extension(mode);
    case 'gateway': {
      const gateway = program('dist/gateway', { 'facteur-gateway': 'src/gateway/main.ts' }, [KEYRING], {
        banner: '#!/usr/bin/env node',
        // Wherever it is put, and whatever package.json is there, it is a module.
        entryFileNames: '[name].mjs',
        codeSplitting: false,
      });
      return { ...gateway, build: { ...gateway.build, license: { fileName: LICENSES } } };
    }
    case 'icons':
      return program('dist/icons', { render: 'src/launcher/icons/main.ts' }, ['puppeteer-core']);
    case 'package':
      return program('dist/packager', { package: 'src/build/package/main.ts' });
    case 'soak':
      return program('dist/soak', { soak: 'test/soak/main.ts' }, ['puppeteer-core']);
    case 'gallery':
      return stages('gallery', ['popup', 'settings']);
    case 'gallery-program':
      return program('dist/gallery/program', { gallery: 'test/gallery/main.ts' }, [
        'puppeteer-core',
        'vite',
        'axe-core',
      ]);
    case 'screenshots':
      return stages('screenshots', ['scene', 'popup', 'settings']);
    case 'screenshots-program':
      return program('dist/screenshots/program', { screenshots: 'test/screenshots/main.ts' }, [
        'puppeteer-core',
        'vite',
      ]);
    case 'bench':
      return program(
        'dist/bench',
        { bench: 'test/bench/extension/main.ts', 'reading-page': 'test/bench/extension/reading-page.ts' },
        ['puppeteer-core'],
      );
    case 'bench-gateway':
      return program(
        'dist/bench',
        { 'gateway-bench': 'test/bench/gateway/main.ts', floor: 'test/bench/gateway/floor.ts' },
        ['jsdom', 'vite'],
      );
    case 'simulate':
      return program('dist/simulate', {
        simulate: 'test/simulate/main.ts',
        worker: 'test/simulate/worker.ts',
      });
    case 'test':
      return test;
    default:
      throw new Error(`vite --mode ${mode}: not one of the modes in vite.config.ts`);
  }
});
