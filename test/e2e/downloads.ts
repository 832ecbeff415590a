import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../src/launcher/browsers/session';
import { waitFor } from '../../src/launcher/wait-for';

export interface Downloads {
  /** Waits for a complete file, and moves it away, so that the next download of the same name can't replace it. */
  take(ending?: '.json' | '.zip'): Promise<{ name: string; text: string; path: string }>;
  remove(): Promise<void>;
}

interface Bidi {
  send(method: string, params: object): Promise<unknown>;
}

/** Makes the page's browser save downloads in a new folder, without a dialog. */
export async function catchDownloads(name: BrowserName, page: Page): Promise<Downloads> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-downloads-'));
  if (name === 'chromium') {
    const client = await page.browser().target().createCDPSession();
    await client.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  } else {
    const { connection } = page.browser() as unknown as { connection: Bidi };
    const downloadBehavior = { type: 'allowed', destinationFolder: folder };
    await connection.send('browser.setDownloadBehavior', { downloadBehavior });
  }
  const kept = join(folder, 'kept');
  await mkdir(kept);
  let taken = 0;
  return {
    async take(ending = '.json') {
      // Firefox uses a random name until the file is complete.
      const files = () => readdir(folder).then(names => names.filter(file => file.endsWith(ending)));
      const textOf = async ([file]: string[]) =>
        file ? readFile(join(folder, file), ending === '.zip' ? 'latin1' : 'utf8') : '';
      const text = await waitFor(
        async () => textOf(await files()),
        text => (ending === '.zip' ? text.includes('PK\x05\x06') : text.endsWith('}\n')),
      );
      const [name = ''] = await files();
      const path = join(kept, String(++taken));
      await rename(join(folder, name), path);
      return { name, text, path };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
