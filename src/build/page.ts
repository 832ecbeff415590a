import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { listLicenses } from './licenses.ts';
import { noHtml } from './no-html.ts';

/**
 * Bundles a page of the extension apart from the others. What it begins with is one script and one sheet, for each
 * further file that it shared would take a popup milliseconds to open.
 * @param html the page, by its path from the project's root, which is its path in the extension too
 * @param target the oldest browser that is to show it
 * @param define what stands for the build's constants
 */
export function page(html: string, target: string, define: Record<string, string>): Plugin {
  return {
    name: `page:${html}`,
    async generateBundle() {
      const result = (await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define,
        plugins: [plainImports, noHtml],
        build: {
          write: false,
          target,
          modulePreload: false,
          rolldownOptions: { input: html },
          ...listLicenses(html.replaceAll('/', '-')),
        },
      })) as Rolldown.RolldownOutput;
      for (const file of result.output)
        this.emitFile({
          type: 'asset',
          fileName: file.fileName,
          source: file.type === 'chunk' ? file.code : file.source,
        });
    },
  };
}

/**
 * Has `vite build --watch` build again whatever changes in these folders. What is bundled apart, as popup and background
 * are, is out of sight of the build around it.
 * @param folders by their paths from the project's root
 */
export function watchFolders(...folders: readonly string[]): Plugin {
  return {
    name: 'watch-folders',
    buildStart() {
      if (!this.meta.watchMode) return;
      for (const folder of folders)
        for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
          if (entry.isFile()) this.addWatchFile(resolve(entry.parentPath, entry.name));
    },
  };
}

/**
 * Has `import()` in a page be no more than that. Vite's helper, half a kilobyte that a popup would wait for, preloads
 * what a late part needs; here that is one file, from the same disk.
 */
export const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load(id) {
    return id === '\0vite/preload-helper.js' ? 'export const __vitePreload = load => load();' : undefined;
  },
};
