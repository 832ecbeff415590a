import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { CONFIG_FILES, type PackageFile, PRIVATE_FOLDERS, readContents } from './contents';

const SCRIPTS = ['postinst', 'prerm', 'postrm'];

/** In seconds since 1970: dpkg-deb writes it as the time of every file, so that the same files give the same bytes. */
const TIME = '315532800';

export interface DebianPackage {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Packs the built gateway for Debian with dpkg-deb. Resolves to undefined on a system without it. Rejects if the gateway
 * isn’t built.
 */
export async function makeDebianPackage(root: string): Promise<DebianPackage | undefined> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const files = await readContents(root);
  const folder = await mkdtemp(join(tmpdir(), 'facteur-debian-'));
  try {
    const tree = join(folder, 'tree');
    for (const file of files) await write(tree, file);
    for (const path of PRIVATE_FOLDERS) await chmod(join(tree, path), 0o700);
    for (const file of await controlFiles(root, version, files)) await write(tree, file);
    const name = `facteur-gateway_${version}_all.deb`;
    if (!(await pack(tree, join(folder, name)))) return undefined;
    return { name, bytes: await readFile(join(folder, name)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(tree: string, { path, content, mode }: PackageFile): Promise<void> {
  const place = join(tree, path);
  await makeFolder(dirname(place), tree);
  if (!Buffer.isBuffer(content)) return symlink(content.linkTo, place);
  await writeFile(place, content);
  await chmod(place, mode);
}

/** Readable for all, whatever the umask. */
async function makeFolder(path: string, tree: string): Promise<void> {
  if ((await mkdir(path, { recursive: true })) === undefined) return;
  for (let folder = path; folder.startsWith(tree); folder = dirname(folder)) await chmod(folder, 0o755);
}

async function controlFiles(
  root: string,
  version: string,
  files: readonly PackageFile[],
): Promise<PackageFile[]> {
  const source = (name: string) => readFile(join(root, 'src/deploy/debian', name), 'utf8');
  const bytes = files.reduce((sum, { content }) => sum + (Buffer.isBuffer(content) ? content.length : 0), 0);
  const control = (await source('control'))
    .replace('VERSION', version)
    .replace('SIZE', String(Math.ceil(bytes / 1024)));
  const scripts = await Promise.all(SCRIPTS.map(async name => [name, await source(name), 0o755] as const));
  const texts = [
    ['control', control, 0o644],
    ['conffiles', CONFIG_FILES.map(path => `${path}\n`).join(''), 0o644],
    ...scripts,
  ] as const;
  return texts.map(([name, text, mode]) => ({ path: `DEBIAN/${name}`, content: Buffer.from(text), mode }));
}

async function pack(tree: string, to: string): Promise<boolean> {
  const options = ['--root-owner-group', '-Zxz', '--build', tree, to];
  const env = { ...process.env, SOURCE_DATE_EPOCH: TIME };
  try {
    await promisify(execFile)('dpkg-deb', options, { env });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
