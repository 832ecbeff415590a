import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Replaces `~/` at the beginning with the home folder, as a shell would. */
export function fromHome(path: string): string {
  return path.replace(/^~(?=[/\\])/, homedir());
}

/**
 * Facteur's folder for the current user, at the system's usual place.
 * @param variable the variable on Linux; relative paths are ignored (XDG Base Directory Specification)
 * @param otherwise the path below the home folder if the variable isn't set
 */
export function userFolder(
  variable: 'XDG_STATE_HOME' | 'XDG_CONFIG_HOME',
  otherwise: string,
  env: Environment,
  platform: NodeJS.Platform,
): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'facteur');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'facteur');
  const named = env[variable];
  const base = named && isAbsolute(named) ? named : join(env.HOME || homedir(), otherwise);
  return join(base, 'facteur');
}
