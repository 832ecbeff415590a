import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeDebianPackage } from '../debian/debian-package';
import { makePackages } from './packages';

const FOLDER = 'dist/packages';

try {
  parseArgs();
  // Old packages must not reach a store by mistake.
  await rm(FOLDER, { recursive: true, force: true });
  const { packages, faults, untracked } = await makePackages('.');
  for (const path of untracked) process.stderr.write(`Not in git yet: ${path}\n`);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) throw new Error('Nothing was packed.');
  const debian = await makeDebianPackage('.');
  if (debian === undefined) process.stderr.write('No package for Debian: this system has no dpkg-deb.\n');
  await mkdir(FOLDER, { recursive: true });
  for (const { name, bytes } of debian === undefined ? packages : [...packages, debian]) {
    await writeFile(join(FOLDER, name), bytes);
    const digest = createHash('sha256').update(bytes).digest('hex');
    process.stdout.write(`${FOLDER}/${name}  ${bytes.length} bytes\n  sha256 ${digest}\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
