import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/facteur-packages');

/**
 * Unpacks Debian packages, and libraries that they need and this machine lacks, into a folder. Nothing is
 * installed, because Debian allows one IMAP server on a machine. Downloads are kept for the next run.
 * Returns the folders of the libraries, for LD_LIBRARY_PATH.
 */
export async function unpack(names: readonly string[], folder: string): Promise<string> {
  const cached = join(CACHE, names.join('+'));
  const packages = await readdir(cached).catch(async () => {
    await download(names, cached);
    return readdir(cached);
  });
  for (const name of packages) await run('dpkg-deb', ['-x', join(cached, name), folder]);
  const places = ['lib', 'usr/lib'].map(place => join(folder, place));
  const inside = places.map(async place => {
    const found = await readdir(place).catch(() => []);
    return found.filter(name => name.endsWith('-linux-gnu')).map(name => join(place, name));
  });
  return [...places, ...(await Promise.all(inside)).flat()].join(':');
}

async function download(names: readonly string[], to: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'download-'));
  const downloadAll = async () => {
    const libraries = await missingLibraries(names);
    const all = [...new Set([...names, ...libraries])];
    await run('apt-get', ['-qq', 'download', ...all], { cwd: folder });
  };
  try {
    await downloadAll().catch(async () => {
      // A new machine has no package lists yet.
      await run('apt-get', ['-qq', 'update']);
      await downloadAll();
    });
    await rename(folder, to).catch(error => {
      // Another test was faster.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The libraries that apt-get would install with these packages. */
async function missingLibraries(names: readonly string[]): Promise<string[]> {
  const { stdout } = await run('apt-get', ['-qq', '-s', '--no-install-recommends', 'install', ...names]);
  // A line such as "Inst libical3 (3.0.16-1 …)". An older version in brackets after the name: not missing.
  return [...stdout.matchAll(/^Inst (lib\S+) \(/gm)].flatMap(([, name]) => name ?? []);
}
