import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from '../browsers';
import { faultsOf } from './contents';
import { type Files, readFolder } from './files';
import { readSources } from './sources';
import { zipOf } from './zip';

/** A zip file, as a store takes it. */
export interface Package {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The packages of a version, or what keeps them from being that. */
export interface Packages {
  readonly packages: readonly Package[];
  /** In words; where there is one, nothing is to be given to a store. */
  readonly faults: readonly string[];
  /** The sources that git doesn't have yet. */
  readonly newcomers: readonly string[];
}

const BROWSERS: readonly Browser[] = ['chrome', 'firefox'];

/**
 * Packs what was built of a project, for each store, and what it was built of. Rejects where it isn't built, or where
 * nothing tells which files are the sources.
 * @param root the project's folder
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
  const { files, newcomers } = await readSources(root);
  packages.push({ name: `${name}-${version}-source.zip`, bytes: zipOf(files) });
  return { packages, faults, newcomers };
}

/** Chrome's store refuses the key that gives an unpacked extension its id. */
function withoutKey(files: Files): Files {
  const text = files.get('manifest.json');
  if (!text) return files;
  const { key: _, ...manifest } = JSON.parse(String(text));
  return new Map([...files, ['manifest.json', Buffer.from(JSON.stringify(manifest))]]);
}
