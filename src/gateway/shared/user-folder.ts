import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A path with the user's home for the `~/` at its beginning, which only a shell would replace. */
export function fromHome(path: string): string {
  return path.replace(/^~(?=[/\\])/, homedir());
}

/**
 * Facteur's folder for the user who runs it, where this system wants it.
 * @param variable what names the place on Linux (XDG Base Directory Specification), which has relative paths ignored
 * @param otherwise the place below the user's home if the variable isn't set
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
