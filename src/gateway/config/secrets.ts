import { StartupError } from '../shared/startup-error';
import { type Environment, fromHome } from '../shared/user-folder';
import { readPrivateFile } from '../state/private-file';

export interface SecretSources {
  readonly env: Environment;
  /** @throws {StartupError} if there is no keyring */
  fromKeyring(name: string): Promise<string | undefined>;
}

export interface SecretSettings {
  readonly password: string | undefined;
  readonly file: string | undefined;
  readonly keyring: boolean;
}

/** What the names of all variables for the gateway begin with. */
export const VARIABLE_PREFIX = 'FACTEUR_GATEWAY_';

/** Leaves out the gateway’s own variables and prints their names. */
export function withoutVariables(env: Environment, print: (line: string) => void): Environment {
  const own = Object.keys(env).filter(name => name.startsWith(VARIABLE_PREFIX));
  if (own.length > 0)
    print(`Ignored ${own.join(', ')}: give options instead, or set them in the config file`);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.includes(name)));
}

/** `FACTEUR_GATEWAY_WORK_PASSWORD` for `work`. */
export function passwordVariable(name: string, purpose: '' | 'SIGN_IN_' = ''): string {
  return `${VARIABLE_PREFIX}${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_${purpose}PASSWORD`;
}

/** Whether a variable may hold a mailbox's password, or the path of a file with one. */
export const isPasswordVariable = (name: string) => /^FACTEUR_GATEWAY_\w+_PASSWORD(?:_FILE)?$/.test(name);

/**
 * In this order: config file, its file, environment, its file, keyring. @throws {StartupError} if one is
 * unusable
 */
export async function findSecret(
  settings: SecretSettings,
  variable: string,
  keyringName: string,
  { env, fromKeyring }: SecretSources,
): Promise<string | undefined> {
  if (settings.password !== undefined) return settings.password;
  if (settings.file !== undefined) return readPasswordFile(settings.file);
  if (env[variable]) return env[variable];
  const file = env[`${variable}_FILE`];
  if (file) return readPasswordFile(fromHome(file));
  if (!settings.keyring) return undefined;
  const kept = await fromKeyring(keyringName);
  if (kept !== undefined) return kept;
  throw new StartupError(
    `the keyring has no password for ${keyringName}: run facteur-gateway keep-password ${keyringName}`,
  );
}

/**
 * Returns the first line. @param what the file’s content, for errors
 * @throws {StartupError} if others may read the file, or it is missing or empty
 */
export async function readPasswordFile(path: string, what = 'password'): Promise<string> {
  const name = `${what} file`;
  const text = await readPrivateFile(path, { name, orElse: '', orElsewhere: '' });
  if (text === undefined) throw new StartupError(`there is no ${name} ${path}`);
  const [line = ''] = text.split(/\r?\n/);
  if (line === '') throw new StartupError(`the ${name} ${path} is empty: put the ${what} on its first line`);
  return line;
}
