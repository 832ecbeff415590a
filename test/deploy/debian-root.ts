import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../gateway/folder';

const run = promisify(execFile);

/** An empty system that dpkg installs into. The machine’s own packages aren’t touched. */
export interface DebianRoot {
  readonly folder: string;
  /** Calls dpkg for this system. Rejects with its messages if it fails. */
  dpkg(...args: readonly string[]): Promise<void>;
  /** Installs an empty package of this name, as if it were the real one. */
  pretend(name: string, version: string): Promise<void>;
}

export async function createDebianRoot(): Promise<DebianRoot> {
  const folder = await temporaryFolder();
  for (const path of ['info', 'updates', 'triggers'])
    await mkdir(join(folder, 'var/lib/dpkg', path), { recursive: true });
  await writeFile(join(folder, 'var/lib/dpkg/status'), '');
  const dpkg = async (...args: readonly string[]) => {
    // There is no shell in this system: its packages’ scripts run outside, and get its folder as DPKG_ROOT.
    const how = [`--root=${folder}`, '--force-script-chrootless', '--force-not-root', '--force-confold'];
    await run('dpkg', [...how, ...args], { env: { ...process.env, LC_ALL: 'C' } });
  };
  return {
    folder,
    dpkg,
    async pretend(name, version) {
      const tree = await temporaryFolder();
      await mkdir(join(tree, 'DEBIAN'));
      const control = `Package: ${name}
Version: ${version}
Architecture: all
Maintainer: Nobody <nobody@example.org>
Description: stands for ${name}
`;
      await writeFile(join(tree, 'DEBIAN/control'), control);
      await run('dpkg-deb', ['--root-owner-group', '--build', tree, `${tree}/${name}.deb`]);
      await dpkg('--install', `${tree}/${name}.deb`);
    },
  };
}
