import { parseArgs } from 'node:util';
import { GATEWAY_PORT } from '../../core/account/gateway-address';
import { LEVELS, type Level } from '../shared/log';
import type { Environment } from '../shared/user-folder';
import {
  EXTENSION,
  FILE,
  FOLDER,
  IP_ADDRESS,
  ORIGIN,
  oneOf,
  SWITCH,
  type Value,
  wholeNumber,
} from './option-values';
import { type Table, textsOf } from './read-table';
import { isPasswordVariable } from './secrets';

/** What a person can choose when starting the gateway. */
export interface Options {
  /** 0 to 65535; 0 takes any free port. */
  readonly port: number;
  /** The IP address to listen on. */
  readonly host: string;
  /** How browsers reach the gateway, if not at the address it listens on. */
  readonly publicOrigin: string | undefined;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly allowPlainHttp: boolean;
  /** The only extensions that may be given a token, as `parseExtension` gives them; none for all. */
  readonly extensions: readonly string[];
  /** The folder of what outlives a restart; the system's own place for it if not given. */
  readonly state: string | undefined;
  /** Seconds between two demo mails, 0 to 86400; 0 for none. */
  readonly deliverEvery: number;
  /** How many unread e-mails the overview lists, 1 to 200. */
  readonly list: number;
  /** The least that is logged. */
  readonly logLevel: Level;
  /** The config file to use; the one at its usual place, if it is there, unless given. */
  readonly config: string | undefined;
  /** The demo mailbox, whatever a config file says. */
  readonly demo: boolean;
}

/** What the command line asks for, or one line that says what is wrong with it and what to do. */
export type Request =
  | { readonly kind: 'run'; readonly options: Options }
  /** To try every mailbox of the config file once and tell how it went. */
  | { readonly kind: 'check'; readonly options: Options }
  /** To ask for a mailbox's password and keep it in the system's keyring. */
  | { readonly kind: 'keep-password'; readonly mailbox: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly line: string };

const PREFIX = 'FACTEUR_GATEWAY_';

const SETTINGS = {
  port: wholeNumber(0, 65_535),
  host: IP_ADDRESS,
  'public-origin': ORIGIN,
  'tls-cert': FILE,
  'tls-key': FILE,
  'allow-plain-http': SWITCH,
  extension: EXTENSION,
  state: FOLDER,
  'deliver-every': wholeNumber(0, 86_400),
  list: wholeNumber(1, 200),
  'log-level': oneOf(LEVELS),
  config: FILE,
  demo: SWITCH,
} satisfies Record<string, Value<unknown>>;

type Name = keyof typeof SETTINGS;

/** These take no value on the command line. */
const FLAGS: readonly string[] = ['allow-plain-http', 'demo', 'help', 'version'];

/** What only the command line or the environment can say, for it says which file to read or not to. */
const NOT_IN_FILE: readonly string[] = ['config', 'demo'];

class Wrong extends Error {}

/**
 * Reads arguments (without the program's name), environment and what the config file says of them. An argument beats
 * its variable, and that the file; the last of two equal arguments counts, but all of `--extension`; an empty variable
 * counts as not set. Throws nothing.
 */
export function readOptions(args: readonly string[], env: Environment, file: Table = {}): Request {
  try {
    const { given, words } = readArguments(args);
    if (given.has('help')) return { kind: 'help' };
    if (given.has('version')) return { kind: 'version' };
    const [command = 'run', mailbox, ...more] = words;
    if (command === 'keep-password' && mailbox !== undefined && more.length === 0) {
      return { kind: 'keep-password', mailbox };
    }
    if (command === 'keep-password') throw new Wrong('keep-password needs the name of one mailbox');
    if (command !== 'run' && command !== 'check') throw unexpected(command);
    if (mailbox !== undefined) throw unexpected(mailbox);
    refuseUnknownVariables(env);
    return { kind: command, options: readSettings(given, env, textsOfFile(file)) };
  } catch (error) {
    if (error instanceof Wrong) return { kind: 'wrong', line: error.message };
    throw error;
  }
}

type Given = ReadonlyMap<string, readonly string[]>;

const unexpected = (word: string) => new Wrong(`unexpected argument ${JSON.stringify(word)}: see --help`);

function readSettings(given: Given, env: Environment, file: Given): Options {
  const all = <T>(name: Name, value: Value<T>) => readValues(name, value, given, env, file);
  const last = <T>(name: Name, value: Value<T>) => all(name, value).at(-1);
  const cert = last('tls-cert', SETTINGS['tls-cert']);
  const key = last('tls-key', SETTINGS['tls-key']);
  if ((cert === undefined) !== (key === undefined)) {
    throw new Wrong('TLS needs two files: give both --tls-cert and --tls-key, or neither');
  }
  if (given.has('config') && given.has('demo')) {
    throw new Wrong('--demo ignores the config file: give either --config or --demo');
  }
  return {
    port: last('port', SETTINGS.port) ?? GATEWAY_PORT,
    host: last('host', SETTINGS.host) ?? '127.0.0.1',
    publicOrigin: last('public-origin', SETTINGS['public-origin']),
    tls: cert !== undefined && key !== undefined ? { cert, key } : undefined,
    allowPlainHttp: last('allow-plain-http', SETTINGS['allow-plain-http']) ?? false,
    extensions: all('extension', SETTINGS.extension),
    state: last('state', SETTINGS.state),
    deliverEvery: last('deliver-every', SETTINGS['deliver-every']) ?? 20,
    list: last('list', SETTINGS.list) ?? 20,
    logLevel: last('log-level', SETTINGS['log-level']) ?? 'info',
    config: last('config', SETTINGS.config),
    demo: last('demo', SETTINGS.demo) ?? false,
  };
}

/** The arguments by name. Of what `parseArgs` accepts when it isn't strict, only what the help text shows is let through. */
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
      throw new Wrong(`unknown option ${JSON.stringify(rawName)}: see --help`);
    }
    const isFlag = FLAGS.includes(name);
    if (isFlag && value !== undefined) throw new Wrong(`${rawName} takes no value: leave it out`);
    if (!isFlag && value === undefined) {
      throw new Wrong(`${rawName} needs a value: give it ${SETTINGS[name as Name].expected}`);
    }
    given.set(name, [...(given.get(name) ?? []), value ?? '1']);
  }
  return { given, words };
}

/** What a config file says of the options, by their names. */
function textsOfFile(file: Table): Given {
  const names = Object.keys(SETTINGS).filter(name => !NOT_IN_FILE.includes(name));
  return new Map(
    Object.entries(file).map(([name, value]) => {
      if (!names.includes(name)) {
        throw new Wrong(
          `${JSON.stringify(name)} in the config file is not a setting: use ${names.join(', ')}, or begin a [[mailbox]] before it`,
        );
      }
      const texts = textsOf(value);
      if (texts !== undefined) return [name, texts];
      throw new Wrong(`${name} in the config file can’t be used: give it ${SETTINGS[name as Name].expected}`);
    }),
  );
}

const variableOf = (name: string) => PREFIX + name.toUpperCase().replaceAll('-', '_');

function refuseUnknownVariables(env: Environment): void {
  const variables = Object.keys(SETTINGS).map(variableOf);
  const unknown = Object.keys(env).find(
    name => name.startsWith(PREFIX) && !variables.includes(name) && !isPasswordVariable(name),
  );
  if (unknown !== undefined) {
    throw new Wrong(`unknown variable ${unknown}: unset it, or use one of ${variables.join(', ')}`);
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
    throw new Wrong(`${source} is ${JSON.stringify(text)}: give it ${value.expected}`);
  });
}
