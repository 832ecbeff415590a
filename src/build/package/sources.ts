import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Files, readFiles } from './files';

const SOURCES = [
  '_locales',
  'docs/gateway.md',
  'docs/organisations.md',
  'docs/releasing.md',
  'icons',
  'LICENSE',
  'manifest.json',
  'package-lock.json',
  'package.json',
  'README.md',
  'src',
  'tsconfig.json',
  'vite.config.ts',
];

/** The file in the source package that lists the paths of all sources, one per line. It replaces git there. */
const LIST = 'sources.txt';

export interface Sources {
  readonly files: Files;
  /** The paths of files that are not in git yet. */
  readonly untracked: readonly string[];
}

/** Reads the sources of a checkout, or of an unpacked source package. Rejects if `root` is neither. */
export async function readSources(root: string): Promise<Sources> {
  const { paths, untracked } = await listSources(root);
  const list = Buffer.from(paths.map(path => `${path}\n`).join(''));
  return { files: new Map([...(await readFiles(root, paths)), [LIST, list]]), untracked };
}

async function listSources(root: string): Promise<{ paths: string[]; untracked: string[] }> {
  const list = await readFile(join(root, LIST), 'utf8').catch(() => undefined);
  if (list !== undefined) return { paths: list.split('\n').filter(Boolean), untracked: [] };
  try {
    const known = await askGit(root, '--cached');
    const untracked = await askGit(root, '--others', '--exclude-standard');
    // The build uses all present files, committed or not.
    return { paths: [...(await existing(root, known)), ...untracked].sort(), untracked };
  } catch (cause) {
    throw new Error(
      `Neither git nor a file ${LIST} lists the sources here: run this in a checkout of the repository, or in a folder with all files of facteur-<version>-source.zip.`,
      { cause },
    );
  }
}

async function askGit(root: string, ...options: string[]): Promise<string[]> {
  const args = ['ls-files', '-z', ...options, '--', ...SOURCES];
  const { stdout } = await promisify(execFile)('git', args, { cwd: root });
  return stdout.split('\0').filter(Boolean);
}

/** The paths that exist. Git still lists a deleted file until the deletion is staged. */
async function existing(root: string, paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(path =>
      stat(join(root, path)).then(
        () => [path],
        () => [],
      ),
    ),
  );
  return found.flat();
}
