import { build, type Plugin, type Rolldown } from 'vite';
import type { Browser } from './browsers.ts';
import { isLicenseList, listLicenses } from './licenses.ts';

/** The script that a wake-up evaluates. */
export const BACKGROUND = 'background.js';

/**
 * Bundles the background into one file, `BACKGROUND`, and its late parts. Built apart from the pages,
 * it shares no file with them: one that is read at each wake-up is faster than five.
 * @param entry the module, by its path from the project's root
 * @param target the oldest browser that is to run it
 * @param define what stands for the build's constants
 */
export function background(
  browser: Browser,
  entry: string,
  target: string,
  define: Record<string, string>,
): Plugin {
  return {
    name: 'background',
    async generateBundle() {
      const files = await bundleOf(browser, entry, target, define);
      const chunks = files.filter(file => file.type === 'chunk');
      for (const file of files)
        if (file.type === 'asset' && isLicenseList(file.fileName))
          this.emitFile({ type: 'asset', fileName: file.fileName, source: file.source });
      const late = chunks.map(({ fileName }) => fileName).filter(name => name !== BACKGROUND);
      for (const { fileName, code } of chunks)
        this.emitFile({
          type: 'asset',
          fileName,
          source: browser === 'chrome' ? inWorker(fileName, code, late) : code,
        });
    },
  };
}

async function bundleOf(
  browser: Browser,
  entry: string,
  target: string,
  define: Record<string, string>,
): Promise<(Rolldown.OutputChunk | Rolldown.OutputAsset)[]> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define,
    // Without what Vite adds for pages.
    ssr: { noExternal: true },
    build: {
      ssr: true,
      write: false,
      minify: true,
      target,
      ...listLicenses('background'),
      rolldownOptions: {
        input: entry,
        output: {
          // A service worker takes no `import()`.
          format: browser === 'chrome' ? 'cjs' : 'es',
          entryFileNames: BACKGROUND,
          // A worker is installed anew where its script is another one, and that names its parts.
          chunkFileNames: 'background-[name]-[hash].js',
        },
      },
    },
  });
  return (Array.isArray(result) ? result : [result]).flatMap(it => ('output' in it ? it.output : []));
}

/**
 * A CommonJS module as a script for `importScripts`, which a service worker has for what it needs later on: it keeps
 * the scripts that were imported when it was installed, and gives no others (Service Workers, section 6.3.2).
 */
function inWorker(fileName: string, code: string, late: readonly string[]): string {
  const module = `parts[${JSON.stringify(fileName)}]=(exports,require)=>{${code}}`;
  if (fileName !== BACKGROUND) return `${module};`;
  return `
const parts = {}, loaded = {};
function load(path) {
  const name = path.replace('./', '');
  if (!(name in parts)) importScripts(name);
  if (name in loaded) return loaded[name];
  try {
    parts[name](loaded[name] = {}, load);
  } catch (error) {
    delete loaded[name];
    throw error;
  }
  return loaded[name];
}
addEventListener('install', () => importScripts(...${JSON.stringify(late)}));
${module};
load(${JSON.stringify(BACKGROUND)});
`
    .trim()
    .replace(/\n\s*/g, '\n');
}
