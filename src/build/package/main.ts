import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makePackages } from './packages';

const FOLDER = 'dist/packages';

try {
  parseArgs();
  // What is there of another version, or from before a fault, is not to be given to a store by mistake.
  await rm(FOLDER, { recursive: true, force: true });
  const { packages, faults, newcomers } = await makePackages('.');
  for (const path of newcomers) process.stderr.write(`Not in git yet: ${path}\n`);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) throw new Error('Nothing was packed.');
  await mkdir(FOLDER, { recursive: true });
  for (const { name, bytes } of packages) {
    await writeFile(join(FOLDER, name), bytes);
    const digest = createHash('sha256').update(bytes).digest('hex');
    process.stdout.write(`${FOLDER}/${name}  ${bytes.length} bytes\n  sha256 ${digest}\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
