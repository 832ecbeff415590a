import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Files, readFiles } from './files';

/** What both extensions and their packages are built of, and the words on how. */
const SOURCES = [
  '_locales',
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

/** The paths of the sources, one a line: a source package holds it, for there is no git where that is unpacked. */
const LIST = 'sources.txt';

/** What the source package is made of. */
export interface Sources {
  readonly files: Files;
  /** The paths of those that git doesn't have yet. */
  readonly newcomers: readonly string[];
}

/** Reads the sources in a checkout, or in a folder that a source package was unpacked to. Rejects where it is neither. */
export async function readSources(root: string): Promise<Sources> {
  const { paths, newcomers } = await listSources(root);
  const list = Buffer.from(paths.map(path => `${path}\n`).join(''));
  return { files: new Map([...(await readFiles(root, paths)), [LIST, list]]), newcomers };
}

async function listSources(root: string): Promise<{ paths: string[]; newcomers: string[] }> {
  const list = await readFile(join(root, LIST), 'utf8').catch(() => undefined);
  if (list !== undefined) return { paths: list.split('\n').filter(Boolean), newcomers: [] };
  try {
    const known = await askGit(root, '--cached');
    const newcomers = await askGit(root, '--others', '--exclude-standard');
    // What the build was made of is what is there, committed or not.
    return { paths: [...(await existing(root, known)), ...newcomers].sort(), newcomers };
  } catch (cause) {
    throw new Error(
      `Which files are the sources? Neither git says so here, nor a file ${LIST}: run this in a checkout of the repository, or in a folder that holds what is in facteur-<version>-source.zip, all of it.`,
      { cause },
    );
  }
}

async function askGit(root: string, ...options: string[]): Promise<string[]> {
  const args = ['ls-files', '-z', ...options, '--', ...SOURCES];
  const { stdout } = await promisify(execFile)('git', args, { cwd: root });
  return stdout.split('\0').filter(Boolean);
}

/** Those that are there: git lists what was deleted until that is committed. */
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
