import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Replaces `~/` at the beginning with the home folder, as a shell would. */
export function fromHome(path: string): string {
  return path.replace(/^~(?=[/\\])/, homedir());
}

type XdgVariable = 'XDG_STATE_HOME' | 'XDG_CONFIG_HOME';

/** Ignores a relative path in `variable` (XDG Base Directory Specification). */
export function xdgFolder(variable: XdgVariable, otherwise: string, env: Environment): string {
  const named = env[variable];
  return named && isAbsolute(named) ? named : join(env.HOME || homedir(), otherwise);
}

/** `variable` and `otherwise` are for Linux. */
export function userFolder(
  variable: XdgVariable,
  otherwise: string,
  env: Environment,
  platform: NodeJS.Platform,
): string {
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'facteur');
  }
  if (platform === 'darwin') {
    return join(env.HOME || homedir(), 'Library', 'Application Support', 'facteur');
  }
  return join(xdgFolder(variable, otherwise, env), 'facteur');
}
