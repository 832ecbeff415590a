import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserName } from '../../src/launcher/browsers/session';
import { UserError } from '../../src/launcher/user-error';
import { setup } from '../e2e/machine';
import { indexPage } from './index-page';
import { describeFindings, inspect } from './inspect';
import { type GalleryOptions, HELP, parseOptions } from './options';
import { type ServedPages, servePages } from './serve-pages';
import { GALLERY, shoot } from './shoot';
import { BROWSERS, kept } from './spots';
import { launchVisitor } from './walk';

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  setup();
  const pages = await servePages();
  const shown = await Promise.all(
    kept(BROWSERS, options.filter.browser).map(name => showIn(name, pages, options)),
  );
  pages.close();
  const pictures = shown.flatMap(it => it.pictures);
  if (pictures.length === 0) throw new UserError('There is no such state or language.');
  const file = join(GALLERY, 'index.html');
  await writeFile(file, indexPage(pictures));
  process.stdout.write(`${pictures.length} pictures: ${file}\n`);
  const lines = shown.flatMap(it => it.lines);
  for (const line of lines) process.stdout.write(`${line}\n`);
  return lines.length === 0 ? 0 : 1;
}

async function showIn(name: BrowserName, pages: ServedPages, { filter, scale }: GalleryOptions) {
  const session = await launchVisitor(name);
  try {
    const pictures = await shoot(session, pages, filter, scale);
    const { access, overflow } = await inspect(session, pages, filter);
    return { pictures, lines: describeFindings([...access, ...overflow]) };
  } finally {
    await session.close();
  }
}

main().then(
  code => process.exit(code),
  error => {
    const expected = error instanceof UserError;
    process.stderr.write(`${expected ? error.message : (error?.stack ?? error)}\n`);
    process.exit(expected ? 2 : 1);
  },
);
