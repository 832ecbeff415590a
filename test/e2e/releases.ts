import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { buildFolder } from '../../src/launcher/browsers/launch';
import type { BrowserName } from '../../src/launcher/browsers/session';

const PACKAGES = resolve('test/releases');

/** What is installed before the present build, and over it: the packages in `test/releases`, oldest first. */
const RELEASES = {
  /** The first format of all: values as they are, with no version beside them. */
  first: '0.1.0-1d6cd57',
  /** Knows the second format of a mailbox, and few of the settings. */
  fewSettings: '0.1.0-b518243',
  last: '0.1.0-de4af1d',
} as const;

export type Release = keyof typeof RELEASES | 'present';

/** Puts a release, or the present build, into a new folder inside this one, as a browser keeps each version. */
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

/** A folder to unpack releases in, for as long as a browser runs. */
export function makeReleaseFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'facteur-releases-'));
}
