import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig, mergeConfig, type Rolldown, type UserConfig } from 'vite';
import project from './package.json' with { type: 'json' };
import { extension, OLDEST } from './src/build/extension.ts';
import { LICENSES } from './src/build/licenses.ts';
import { tests } from './src/build/test-projects.ts';

/** A Node program, bundled into one folder. It loads the `external` packages from node_modules. */
function program(
  outDir: string,
  input: Record<string, string>,
  external: string[] = [],
  output: Pick<Rolldown.OutputOptions, 'banner' | 'codeSplitting' | 'entryFileNames'> = {},
): UserConfig {
  return {
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

/** Native code can't be bundled. The gateway loads it if the user wants it and has installed it. */
const KEYRING = '@napi-rs/keyring';

/** Web pages that show the real components in sample states, without the extension, and the checks of these pages. */
function stages(name: 'gallery' | 'screenshots', pages: readonly string[]): UserConfig {
  const page = (it: string) => [it, resolve(`test/${name}/pages/${it}.html`)];
  return {
    root: `test/${name}/pages`,
    base: './',
    publicDir: false,
    build: {
      outDir: resolve(`dist/${name}/pages`),
      emptyOutDir: true,
      // Same targets as the extension: for older browsers, colours would be compiled differently.
      target: Object.values(OLDEST),
      modulePreload: false,
      rolldownOptions: {
        input: { ...Object.fromEntries(pages.map(page)), checks: resolve('test/gallery/checks/index.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  };
}

export default defineConfig(({ mode, command }) =>
  mergeConfig(configFor(mode, command === 'serve'), {
    logLevel: 'warn',
    define: { __VERSION__: JSON.stringify(project.version) },
    // No warning about slow plugins: on a slow computer, every build would show it.
    build: { rolldownOptions: { checks: { bundlerTimings: false } } },
  }),
);

function configFor(mode: string, isServed: boolean): UserConfig {
  switch (mode) {
    case 'chrome':
    case 'firefox':
      return extension(mode, isServed);
    case 'gateway': {
      const gateway = program('dist/gateway', { 'facteur-gateway': 'src/gateway/main.ts' }, [KEYRING], {
        banner: '#!/usr/bin/env node',
        // `.mjs` makes it a module, whatever the package.json beside it says.
        entryFileNames: '[name].mjs',
        codeSplitting: false,
      });
      return { ...gateway, build: { ...gateway.build, license: { fileName: LICENSES } } };
    }
    case 'icons':
      return program('dist/icons', { icons: 'src/build/icons/main.ts' }, ['@resvg/resvg-js']);
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
      return tests as UserConfig;
    default:
      throw new Error(`vite --mode ${mode}: not one of the modes in vite.config.ts`);
  }
}
