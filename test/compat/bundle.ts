import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import type { Browser } from '../../src/build/browsers';
import { MINIMUM } from './support';

/** All that an extension is, as one browser is given it: one script, one sheet, its pages. */
export interface Bundle {
  readonly script: string;
  readonly sheet: string;
  readonly pages: readonly string[];
}

/** Where each script of the extension begins. */
const ENTRIES: Readonly<Record<Browser, readonly string[]>> = {
  chrome: ['background/index.ts', 'popup/index.tsx', 'options/index.tsx', 'offscreen/index.ts'],
  firefox: ['background/index.ts', 'popup/index.tsx', 'options/index.tsx'],
};

const SHEETS = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => /^(options|popup|ui)\/.*\.css$/.test(path));

/**
 * Builds the extension for one browser, with the names that people gave and without what is for the other one. It is one
 * script, so that what a name stands for can be followed through all of it.
 */
export async function bundleFor(browser: Browser): Promise<Bundle> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { __VERSION__: '""', __FIREFOX__: String(browser === 'firefox') },
    plugins: [everything([...ENTRIES[browser], ...SHEETS]), ownApi],
    build: {
      write: false,
      minify: false,
      cssMinify: true,
      target: `${browser}${MINIMUM[browser]}`,
      modulePreload: false,
      rolldownOptions: { input: 'everything', output: { codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput;
  const texts = (ending: string) =>
    output
      .filter(({ fileName }) => fileName.endsWith(ending))
      .map(file => String(file.type === 'chunk' ? file.code : file.source));
  return {
    script: texts('.js').join('\n'),
    sheet: texts('.css').join('\n'),
    pages: ENTRIES[browser]
      .filter(entry => !entry.startsWith('background/'))
      .map(entry => readFileSync(`src/${dirname(entry)}/index.html`, 'utf8')),
  };
}

/** The browser's own API in place of the polyfill, which hides what is used of it. */
const ownApi: Plugin = {
  name: 'own-api',
  enforce: 'pre',
  resolveId: source => (source === 'webextension-polyfill' ? '\0own-api' : undefined),
  load: id => (id === '\0own-api' ? 'export default chrome;' : undefined),
};

/** A module that imports all of these, by their paths in src. */
function everything(paths: readonly string[]): Plugin {
  const id = '\0everything';
  return {
    name: 'everything',
    resolveId: source => (source === 'everything' ? id : undefined),
    load: source => (source === id ? paths.map(path => `import '/src/${path}';`).join('\n') : undefined),
  };
}
