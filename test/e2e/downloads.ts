import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../src/launcher/browsers/session';
import { waitFor } from '../../src/launcher/wait-for';

/** A folder of its own for what a browser saves. */
export interface Downloads {
  /** Waits until a file is there, whole, and takes it out of the browser's reach: one overwrites what has the same name. */
  take(): Promise<{ name: string; text: string; path: string }>;
  remove(): Promise<void>;
}

interface Bidi {
  send(method: string, params: object): Promise<unknown>;
}

/** Has the browser of this page save what is downloaded, without a question, in a new folder. */
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
    async take() {
      // Firefox gives it a name by chance until it is whole.
      const files = () =>
        readdir(folder).then(names => names.filter(file => /^facteur-.*\.json$/.test(file)));
      const textOf = async ([file]: string[]) => (file ? readFile(join(folder, file), 'utf8') : '');
      const text = await waitFor(
        async () => textOf(await files()),
        text => text.endsWith('}\n'),
      );
      const [name = ''] = await files();
      const path = join(kept, String(++taken));
      await rename(join(folder, name), path);
      return { name, text, path };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
