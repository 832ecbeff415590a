import { join } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import { StartupError } from '../shared/startup-error';
import { type Environment, userFolder } from '../shared/user-folder';
import { readPrivateFile } from '../state/private-file';
import { isTable, type Table } from './read-table';

export interface ConfigFile {
  readonly path: string;
  readonly options: Table;
  readonly mailboxes: readonly Table[];
  readonly services: readonly Table[];
  /** The table `[manager]`; empty if there is none. */
  readonly manager: Table;
  /** The table `[sign-in]`. */
  readonly signIn: Table | undefined;
  /** The tables `[oauth.…]`, by name. */
  readonly oauth: Readonly<Record<string, Table>>;
}

const KIND = {
  name: 'config file',
  orElse: '; it holds passwords',
  orElsewhere: ', or choose another file with --config',
};

export function defaultConfigPath(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  return join(userFolder('XDG_CONFIG_HOME', '.config', env, platform), 'gateway.toml');
}

/**
 * Reads the config file; returns undefined if it doesn't exist.
 * @throws {StartupError} if the file can't be used. The message quotes no line of the file, which may hold a password.
 */
export async function readConfigFile(path: string): Promise<ConfigFile | undefined> {
  const text = await readPrivateFile(path, KIND);
  if (text === undefined) return undefined;
  const { mailbox = [], service = [], ...single } = parseToml(text, path);
  const { manager = {}, 'sign-in': signIn, oauth = {}, ...options } = single;
  if (!isTable(manager))
    throw new StartupError(`${path}: put the API Manager’s settings after a line [manager]`);
  if (signIn !== undefined && !isTable(signIn))
    throw new StartupError(`${path}: put who may sign in after a line [sign-in]`);
  if (!isTableOfTables(oauth))
    throw new StartupError(
      `${path}: put each provider’s settings after a line with its name, such as [oauth.microsoft]`,
    );
  const tables = (value: unknown, name: string): readonly Table[] => {
    if (Array.isArray(value) && value.every(isTable)) return value;
    throw new StartupError(`${path}: begin each ${name} with a line [[${name}]], in double brackets`);
  };
  return {
    path,
    options,
    mailboxes: tables(mailbox, 'mailbox'),
    services: tables(service, 'service'),
    manager,
    signIn,
    oauth,
  };
}

const isTableOfTables = (value: unknown): value is Readonly<Record<string, Table>> =>
  isTable(value) && Object.values(value).every(isTable);

function parseToml(text: string, path: string): Table {
  try {
    return parse(text);
  } catch (error) {
    // TomlError quotes lines of the file, which may contain a password.
    const where = error instanceof TomlError ? ` in line ${error.line}, column ${error.column}` : '';
    throw new StartupError(
      `${path} is not valid TOML${where}: put texts in quotation marks, and each setting on its own line`,
    );
  }
}
