import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { buildFolder } from '../../src/launcher/browsers/launch';
import type { BrowserName } from '../../src/launcher/browsers/session';

const PACKAGES = resolve('test/releases');

const RELEASES = {
  /** The first storage format: plain values without a version. */
  first: '0.1.0-1d6cd57',
  /** The second format of a mailbox, and fewer settings than now. */
  fewSettings: '0.1.0-b518243',
  last: '0.1.0-de4af1d',
} as const;

export type Release = keyof typeof RELEASES | 'present';

/** Unpacks a release, or copies the present build, into a new folder inside `inside`. Returns the new folder. */
export async function unpackRelease(release: Release, browser: BrowserName, inside: string): Promise<string> {
  const build = buildFolder(browser);
  const folder = await mkdtemp(join(inside, `${release}-`));
  if (release === 'present') {
    await cp(resolve('dist', build), folder, { recursive: true });
    return folder;
  }
  const zip = await readFile(join(PACKAGES, `facteur-${RELEASES[release]}-${build}.zip`));
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
  return folder;
}

export function makeReleaseFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'facteur-releases-'));
}
