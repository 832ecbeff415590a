import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { GATEWAY_PORT } from '../../core/account/gateway-address';
import { LEVELS, type Level } from '../shared/log';
import { type Environment, fromHome } from '../shared/user-folder';
import { defaultStateFolder } from '../state/state-folder';
import { FILE_OPTIONS, isFileOption } from './option-names';
import {
  ADMIN_ADDRESS,
  DATABASE,
  DNS_SERVER,
  EXTENSION,
  FILE,
  FOLDER,
  hasPassword,
  IP_ADDRESS,
  ORIGIN,
  oneOfWords,
  PROXY,
  SWITCH,
  type Value,
  wholeNumber,
} from './option-values';
import { type Table, textsOf } from './read-table';
import { isPasswordVariable, VARIABLE_PREFIX } from './secrets';

export interface Options {
  /** 0 for any free port. */
  readonly port: number;
  readonly host: string;
  readonly publicOrigin: string | undefined;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly allowPlainHttp: boolean;
  /** Extensions that may receive a token, as `parseExtension` returns them; if empty, all may. */
  readonly extensions: readonly string[];
  readonly state: string;
  /** Of PostgreSQL, which then keeps the state. May hold a password. */
  readonly databaseUrl: string | undefined;
  /** With the address on its first line. */
  readonly databaseUrlFile: string | undefined;
  /** With the key that all gateways on one database share. Default: `key` in the state folder. */
  readonly keyFile: string | undefined;
  /** IP addresses and networks of proxies before the gateway, which tell the address of a client. */
  readonly trustedProxies: readonly string[];
  /** To mail servers, 1 to 100000. */
  readonly maxConnections: number;
  /** At one mail server, 1 to 10000: how many sign in and take their first look at a time, and how many begin in a second. */
  readonly signInsAtOnce: number;
  readonly signInsPerSecond: number;
  /** Where health and metrics are told: `127.0.0.1:9337`, or the path of a socket. */
  readonly admin: string | undefined;
  /** Seconds between two demo mails, 0 to 86400; 0 for none. */
  readonly deliverEvery: number;
  /** Unread mails in the overview, 1 to 200. */
  readonly list: number;
  readonly logLevel: Level;
  readonly logFormat: LogFormat;
  /** The DNS server for SRV and MX records, with or without a port; the system's by default. */
  readonly dns: string | undefined;
}

export type Command =
  | { readonly kind: 'run'; readonly given: Given }
  | { readonly kind: 'check'; readonly given: Given }
  | { readonly kind: 'manager'; readonly given: Given }
  | { readonly kind: 'users' | 'status'; readonly given: Given; readonly json: boolean }
  | { readonly kind: 'revoke'; readonly given: Given; readonly user: string }
  | { readonly kind: 'install'; readonly given: Given }
  | { readonly kind: 'uninstall' }
  | { readonly kind: 'keep-password'; readonly given: Given; readonly mailbox: string }
  | { readonly kind: 'sign-in'; readonly given: Given; readonly mailbox: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' };

export const LOG_FORMATS = ['text', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

type Given = ReadonlyMap<string, readonly string[]>;

/** An option is invalid. The message is one line and tells the user how to correct it. */
export class UsageError extends Error {}

const SETTINGS = {
  port: wholeNumber(0, 65_535),
  host: IP_ADDRESS,
  'public-origin': ORIGIN,
  'tls-cert': FILE,
  'tls-key': FILE,
  'allow-plain-http': SWITCH,
  extension: EXTENSION,
  state: FOLDER,
  'database-url': DATABASE,
  'database-url-file': FILE,
  'key-file': FILE,
  'trusted-proxies': PROXY,
  'max-connections': wholeNumber(1, 100_000),
  'sign-ins-at-once': wholeNumber(1, 10_000),
  'sign-ins-per-second': wholeNumber(1, 10_000),
  admin: ADMIN_ADDRESS,
  'deliver-every': wholeNumber(0, 86_400),
  list: wholeNumber(1, 200),
  'log-level': oneOfWords(LEVELS),
  'log-format': oneOfWords(LOG_FORMATS),
  dns: DNS_SERVER,
  config: FILE,
  demo: SWITCH,
} satisfies Record<(typeof FILE_OPTIONS)[number] | 'config' | 'demo', Value<unknown>>;

type Name = keyof typeof SETTINGS;

const FLAGS: readonly string[] = ['allow-plain-http', 'demo', 'json', 'help', 'version'];

/** @throws {UsageError} */
export function readCommand(args: readonly string[]): Command {
  const { given, words } = readArguments(args);
  if (given.has('help')) return { kind: 'help' };
  if (given.has('version')) return { kind: 'version' };
  const [command = 'run', mailbox, ...more] = words;
  const json = given.has('json');
  if (json && command !== 'users' && command !== 'status')
    throw new UsageError('--json is for users and status: leave it out');
  if (command === 'revoke') {
    if (mailbox !== undefined && more.length === 0) return { kind: command, given, user: mailbox };
    throw new UsageError('revoke needs the name of one user');
  }
  if (command === 'keep-password' || command === 'sign-in') {
    if (mailbox !== undefined && more.length === 0) return { kind: command, given, mailbox };
    throw new UsageError(`${command} needs the name of one mailbox`);
  }
  if (!isCommand(command)) throw unexpected(command);
  if (mailbox !== undefined) throw unexpected(mailbox);
  if (command === 'users' || command === 'status') return { kind: command, given, json };
  if (command !== 'uninstall') return { kind: command, given };
  if (given.size > 0) throw new UsageError('uninstall takes no options: leave them out');
  return { kind: command };
}

const COMMANDS = ['run', 'check', 'manager', 'users', 'status', 'install', 'uninstall'] as const;
const isCommand = (word: string): word is (typeof COMMANDS)[number] =>
  COMMANDS.some(command => command === word);

/** The same options for another start: from another folder, so with absolute paths. */
export function argumentsOf(given: Given): string[] {
  return [...given].flatMap(([name, values]) => {
    if (FLAGS.includes(name)) return [`--${name}`];
    const setting = SETTINGS[name as Name];
    const isPath = setting === FILE || setting === FOLDER;
    return values.flatMap(value => [`--${name}`, isPath ? resolve(fromHome(value)) : value]);
  });
}

export interface MailboxChoice {
  /** Undefined for the default path, which may not exist. */
  readonly config: string | undefined;
  readonly demo: boolean;
}

/** @throws {UsageError} */
export function readMailboxChoice(given: Given, env: Environment): MailboxChoice {
  refuseUnknownVariables(env);
  if (given.has('config') && given.has('demo')) {
    throw new UsageError('--demo ignores the config file: give either --config or --demo');
  }
  const last = lastOf(given, env, new Map());
  return { config: last('config', SETTINGS.config), demo: last('demo', SETTINGS.demo) ?? false };
}

/**
 * The command line beats the environment, which beats the config file. The last of several values counts, but
 * `--extension` collects all. An empty variable counts as unset. @throws {UsageError}
 */
export function readOptions(given: Given, env: Environment, file: Table = {}): Options {
  const texts = textsOfFile(file);
  const last = lastOf(given, env, texts);
  const cert = last('tls-cert', SETTINGS['tls-cert']);
  const key = last('tls-key', SETTINGS['tls-key']);
  if ((cert === undefined) !== (key === undefined)) {
    throw new UsageError('TLS needs two files: give both --tls-cert and --tls-key, or neither');
  }
  if (given.get('database-url')?.some(hasPassword)) {
    throw new UsageError(
      'other users can see the password in --database-url: put the address into a file and give --database-url-file, or set FACTEUR_GATEWAY_DATABASE_URL',
    );
  }
  return {
    port: last('port', SETTINGS.port) ?? GATEWAY_PORT,
    host: last('host', SETTINGS.host) ?? '127.0.0.1',
    publicOrigin: last('public-origin', SETTINGS['public-origin']),
    tls: cert !== undefined && key !== undefined ? { cert, key } : undefined,
    allowPlainHttp: last('allow-plain-http', SETTINGS['allow-plain-http']) ?? false,
    extensions: readValues('extension', SETTINGS.extension, given, env, texts),
    state: last('state', SETTINGS.state) ?? defaultStateFolder(env),
    deliverEvery: last('deliver-every', SETTINGS['deliver-every']) ?? 20,
    list: last('list', SETTINGS.list) ?? 20,
    databaseUrl: last('database-url', SETTINGS['database-url']),
    databaseUrlFile: last('database-url-file', SETTINGS['database-url-file']),
    keyFile: last('key-file', SETTINGS['key-file']),
    trustedProxies: readValues('trusted-proxies', SETTINGS['trusted-proxies'], given, env, texts),
    maxConnections: last('max-connections', SETTINGS['max-connections']) ?? 5000,
    signInsAtOnce: last('sign-ins-at-once', SETTINGS['sign-ins-at-once']) ?? 32,
    signInsPerSecond: last('sign-ins-per-second', SETTINGS['sign-ins-per-second']) ?? 50,
    admin: last('admin', SETTINGS.admin),
    logFormat: last('log-format', SETTINGS['log-format']) ?? 'text',
    logLevel: last('log-level', SETTINGS['log-level']) ?? 'info',
    dns: last('dns', SETTINGS.dns),
  };
}

const lastOf =
  (given: Given, env: Environment, file: Given) =>
  <T>(name: Name, value: Value<T>): T | undefined =>
    readValues(name, value, given, env, file).at(-1);

const unexpected = (word: string) =>
  new UsageError(`unexpected argument ${JSON.stringify(word)}: --help shows what can be given`);

/** `parseArgs` isn't strict here, so options that the help text doesn't list are rejected below. */
function readArguments(args: readonly string[]): {
  readonly given: Given;
  readonly words: readonly string[];
} {
  const flags = FLAGS.map(name => [name, { type: 'boolean' as const }]);
  const settings = Object.keys(SETTINGS).map(name => [name, { type: 'string' as const }]);
  const options = Object.fromEntries([...settings, ...flags]);
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const given = new Map<string, string[]>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!Object.hasOwn(options, name) || !rawName.startsWith('--')) {
      throw new UsageError(`unknown option ${JSON.stringify(rawName)}: see --help`);
    }
    const isFlag = FLAGS.includes(name);
    if (isFlag && value !== undefined) throw new UsageError(`${rawName} takes no value: leave it out`);
    if (!isFlag && value === undefined) {
      throw new UsageError(`${rawName} needs a value: give it ${SETTINGS[name as Name].expected}`);
    }
    given.set(name, [...(given.get(name) ?? []), value ?? '1']);
  }
  return { given, words };
}

function textsOfFile(file: Table): Given {
  return new Map(
    Object.entries(file).map(([name, value]) => {
      if (!isFileOption(name)) {
        throw new UsageError(
          `${JSON.stringify(name)} in the config file is not a setting: use ${FILE_OPTIONS.join(', ')}, or begin a [[mailbox]] before it`,
        );
      }
      const texts = textsOf(value);
      if (texts !== undefined) return [name, texts];
      throw new UsageError(
        `${name} in the config file can’t be used: give it ${SETTINGS[name as Name].expected}`,
      );
    }),
  );
}

const variableOf = (name: string) => VARIABLE_PREFIX + name.toUpperCase().replaceAll('-', '_');

function refuseUnknownVariables(env: Environment): void {
  const variables = Object.keys(SETTINGS).map(variableOf);
  const unknown = Object.keys(env).find(
    name => name.startsWith(VARIABLE_PREFIX) && !variables.includes(name) && !isPasswordVariable(name),
  );
  if (unknown !== undefined) {
    throw new UsageError(`unknown variable ${unknown}: unset it, or use one of ${variables.join(', ')}`);
  }
}

function readValues<T>(
  name: Name,
  value: Value<T>,
  given: Given,
  env: Environment,
  file: Given,
): readonly T[] {
  const variable = variableOf(name);
  const set = env[variable];
  const texts = given.get(name) ?? (set ? (value.split?.(set) ?? [set]) : (file.get(name) ?? []));
  return texts.map(text => {
    const read = value.read(text);
    if (read !== undefined) return read;
    const source = given.has(name) ? `--${name}` : set ? variable : `${name} in the config file`;
    const is = value.isSecret ? 'can’t be used' : `is ${JSON.stringify(text)}`;
    throw new UsageError(`${source} ${is}: give it ${value.expected}`);
  });
}
