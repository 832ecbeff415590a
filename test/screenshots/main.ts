import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchPlain } from '../../src/launcher/browsers/plain';
import { servePages } from '../gallery/serve-pages';
import { photograph } from './photograph';
import { PICTURES, STORE_LANGUAGES } from './pictures';

const STORE = resolve('dist/store');

async function main(): Promise<number> {
  parseArgs();
  const pages = await servePages('screenshots');
  const browser = await launchPlain('chromium');
  const problems: string[] = [];
  try {
    await rm(STORE, { recursive: true, force: true });
    const page = await browser.newPage();
    await page.emulateTimezone('Europe/Paris');
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    for (const picture of PICTURES)
      for (const language of STORE_LANGUAGES) {
        const file = join(STORE, language, picture.file);
        const { png, faults } = await photograph(page, pages, picture, language);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, png);
        const name = relative('.', file);
        process.stdout.write(
          `${name}: ${picture.width} × ${picture.height}, ${Math.ceil(png.length / 1024)} kB\n`,
        );
        problems.push(...faults.map(why => `${name}: ${why}`));
      }
  } finally {
    await browser.close();
    pages.close();
  }
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  return problems.length === 0 ? 0 : 1;
}

main().then(
  code => process.exit(code),
  error => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exit(1);
  },
);
