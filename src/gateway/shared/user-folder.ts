import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Replaces `~/` at the beginning with the home folder, as a shell would. */
export function fromHome(path: string): string {
  return path.replace(/^~(?=[/\\])/, homedir());
}

/** Ignores relative paths in `variable` (XDG Base Directory Specification). */
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
