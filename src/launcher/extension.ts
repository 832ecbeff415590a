import { build } from 'vite';
import { buildFolder } from './browsers/launch';
import type { BrowserName } from './browsers/session';
import { attempt } from './user-error';

/**
 * Builds the extension for a browser.
 * @returns `outDir`
 * @throws UserError if the build fails
 */
export async function buildExtension(browser: BrowserName, outDir: string): Promise<string> {
  await attempt('build the extension', 'If npm ci doesn’t help, please report it.', () =>
    build({
      mode: buildFolder(browser),
      // The default loader writes into node_modules, which may be read-only.
      configLoader: 'runner',
      logLevel: 'silent',
      build: { outDir, emptyOutDir: true },
    }),
  );
  return outDir;
}
