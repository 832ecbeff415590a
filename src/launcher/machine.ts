import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { attempt, UserError } from './user-error';

/** A program that must be on this machine, with the Debian packages that bring it. */
export interface Need {
  /** What the program is, for people. */
  name: string;
  /** Where it is, or undefined where it is missing. */
  find(): string | undefined;
  debianPackages: readonly string[];
  /** What to do by hand on this system. */
  readonly byHand: string;
}

/** The path of a program on PATH, or undefined. */
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
 * Makes sure of every need: installs what is missing with apt where this is Debian or Ubuntu and we are root,
 * and says so through `log`.
 * @throws UserError with what to do, where it can't install or apt fails
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

/** Whether a window can be shown here. */
export function hasDisplay(platform = process.platform, env: NodeJS.ProcessEnv = process.env): boolean {
  return platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** What a browser's profile and the extension take, with as much again to go on with; in bytes. */
const ROOM = 50 * 2 ** 20;

/**
 * Runs `use` with an empty folder in `place`, which holds all temporary files meanwhile, also those of programs that
 * are started; removes it with all that is in it.
 * @throws UserError where there can be none
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
  // The first is Unix's, the others are Windows's.
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
  try {
    return await use(folder);
  } finally {
    // What has just ended may take a moment longer to let go of its files.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
