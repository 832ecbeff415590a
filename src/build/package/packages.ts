import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from '../browsers';
import { faultsOf } from './contents';
import { type Files, readFolder } from './files';
import { readSources } from './sources';
import { zipOf } from './zip';

export interface Package {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Packages {
  readonly packages: readonly Package[];
  /** Sentences. If there is one, no package may go to a store. */
  readonly faults: readonly string[];
  /** The paths of sources that are not in git yet. */
  readonly untracked: readonly string[];
}

const BROWSERS: readonly Browser[] = ['chrome', 'firefox'];

/**
 * Packs the built extension for each store, and its sources. Rejects if there is no build, or if the list of sources is
 * unknown.
 */
export async function makePackages(root: string): Promise<Packages> {
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const packages: Package[] = [];
  const faults: string[] = [];
  for (const browser of BROWSERS) {
    const files = withoutKey(await readFolder(join(root, 'dist', browser)));
    faults.push(...faultsOf(browser, files, version));
    packages.push({ name: `${name}-${version}-${browser}.zip`, bytes: zipOf(files) });
  }
  const { files, untracked } = await readSources(root);
  packages.push({ name: `${name}-${version}-source.zip`, bytes: zipOf(files) });
  return { packages, faults, untracked };
}

/** Removes the key, which gives an unpacked extension its id: Chrome's store rejects it. */
function withoutKey(files: Files): Files {
  const text = files.get('manifest.json');
  if (!text) return files;
  const { key: _, ...manifest } = JSON.parse(String(text));
  return new Map([...files, ['manifest.json', Buffer.from(JSON.stringify(manifest))]]);
}
