import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { attempt, UserError } from './user-error';

/** A program that must be installed, with its Debian packages. */
export interface Need {
  /** The program's name in messages. */
  name: string;
  /** The program's path; undefined if it is missing. */
  find(): string | undefined;
  debianPackages: readonly string[];
  /** How the user can install it, as a sentence. */
  readonly byHand: string;
}

/** The path of the first of these programs on PATH; undefined if there is none. */
export function findOnPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap(name => folders.map(folder => join(folder, name))).find(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Installs missing programs with apt-get, as root on Debian or Ubuntu. Reports that through `log`.
 * @throws UserError with advice if it can't install them, or if apt-get fails
 */
export function ensureInstalled(needs: readonly Need[], log: (line: string) => void): void {
  const missing = needs.filter(need => !need.find());
  if (missing.length === 0) return;
  if (!findOnPath('apt-get') || process.getuid?.() !== 0)
    throw new UserError(
      missing.map(({ name, byHand }) => `Not found on this machine: ${name}. ${byHand}`).join('\n'),
    );

  const names = missing.map(need => need.name).join(', ');
  const packages = [...new Set(missing.flatMap(need => need.debianPackages))];
  log(`Not found on this machine: ${names}. Installing with apt-get: ${packages.join(' ')} …`);
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...packages);
  const still = missing.filter(need => !need.find());
  if (still.length > 0)
    throw new UserError(`apt-get installed ${packages.join(' ')}, but ${still[0]?.name} is still not found.`);
}

function apt(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync('apt-get', ['-qq', ...args], { env, encoding: 'utf8' });
  if (status !== 0) throw new UserError(`apt-get ${args.join(' ')} failed:\n${stderr.trim()}`);
}

export function hasDisplay(platform = process.platform, env: NodeJS.ProcessEnv = process.env): boolean {
  return platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** The free space to require, in bytes: twice what a browser's profile and the extension take. */
const ROOM = 50 * 2 ** 20;

/**
 * Creates a folder in `place`, runs `use` and removes the folder. This process and its child processes keep their
 * temporary files there.
 * @throws UserError if it can't be created or too little space is free
 */
export async function withTemporaryFolder<T>(place: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await attempt(
    `put temporary files into ${place}`,
    'Set TMPDIR to a folder that you may write in.',
    async () => {
      const { bavail, bsize } = await statfs(place);
      if (bavail * bsize < ROOM) throw new Error(`fewer than ${ROOM / 2 ** 20} MB are free there`);
      return mkdtemp(join(place, 'facteur-'));
    },
  );
  // TMPDIR is for Unix, TMP and TEMP are for Windows.
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
  try {
    return await use(folder);
  } finally {
    // A process that has just ended may still hold files there: retry.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
