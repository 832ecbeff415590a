import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { UserError } from './user-error';

/** A program that must be on this machine, with the Debian packages that bring it. */
export interface Need {
  /** What the program is, for people. */
  name: string;
  /** Where it is, or undefined where it is missing. */
  find(): string | undefined;
  debianPackages: readonly string[];
  /** What to do by hand on this system. */
  byHand: string;
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
  const names = missing.map(need => need.name).join(', ');
  if (!findOnPath('apt-get') || process.getuid?.() !== 0)
    throw new UserError(
      `Not found on this machine: ${names}.\n${missing.map(need => need.byHand).join('\n')}`,
    );

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
