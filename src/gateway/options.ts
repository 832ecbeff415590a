import { parseArgs } from 'node:util';
import { GATEWAY_PORT } from '../core/gateway-address';
import { LEVELS, type Level } from './log';
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
}

/** What the command line asks for, or one line that says what is wrong with it and what to do. */
export type Request =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly line: string };

type Environment = Readonly<Record<string, string | undefined>>;

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
} satisfies Record<string, Value<unknown>>;

type Name = keyof typeof SETTINGS;

/** These take no value on the command line. */
const FLAGS: readonly string[] = ['allow-plain-http', 'help', 'version'];

class Wrong extends Error {}

/**
 * Reads arguments (without the program's name) and environment. An argument beats its variable; the last of two
 * equal arguments counts, but all of `--extension`; an empty variable counts as not set. Throws nothing.
 */
export function readOptions(args: readonly string[], env: Environment): Request {
  try {
    const given = readArguments(args);
    if (given.has('help')) return { kind: 'help' };
    if (given.has('version')) return { kind: 'version' };
    refuseUnknownVariables(env);
    return { kind: 'run', options: readSettings(given, env) };
  } catch (error) {
    if (error instanceof Wrong) return { kind: 'wrong', line: error.message };
    throw error;
  }
}

type Given = ReadonlyMap<string, readonly string[]>;

function readSettings(given: Given, env: Environment): Options {
  const all = <T>(name: Name, value: Value<T>) => readValues(name, value, given, env);
  const last = <T>(name: Name, value: Value<T>) => all(name, value).at(-1);
  const cert = last('tls-cert', SETTINGS['tls-cert']);
  const key = last('tls-key', SETTINGS['tls-key']);
  if ((cert === undefined) !== (key === undefined)) {
    throw new Wrong('TLS needs both files: give --tls-cert and --tls-key, or none of them');
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
  };
}

/** The arguments by name. Of what `parseArgs` accepts when it isn't strict, only what the help text shows is let through. */
function readArguments(args: readonly string[]): Given {
  const flags = FLAGS.map(name => [name, { type: 'boolean' as const }]);
  const settings = Object.keys(SETTINGS).map(name => [name, { type: 'string' as const }]);
  const options = Object.fromEntries([...settings, ...flags]);
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      throw new Wrong(`unexpected argument ${JSON.stringify(token.value)}: --help shows what can be given`);
    }
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!Object.hasOwn(options, name) || !rawName.startsWith('--')) {
      throw new Wrong(`unknown option ${JSON.stringify(rawName)}: --help shows the known ones`);
    }
    const isFlag = FLAGS.includes(name);
    if (isFlag && value !== undefined) throw new Wrong(`${rawName} takes no value: leave it out`);
    if (!isFlag && value === undefined) {
      throw new Wrong(`${rawName} needs a value: give it ${SETTINGS[name as Name].expected}`);
    }
    given.set(name, [...(given.get(name) ?? []), value ?? '1']);
  }
  return given;
}

const variableOf = (name: string) => PREFIX + name.toUpperCase().replaceAll('-', '_');

function refuseUnknownVariables(env: Environment): void {
  const variables = Object.keys(SETTINGS).map(variableOf);
  const unknown = Object.keys(env).find(name => name.startsWith(PREFIX) && !variables.includes(name));
  if (unknown !== undefined) {
    throw new Wrong(`unknown variable ${unknown}: unset it, or use one of ${variables.join(', ')}`);
  }
}

function readValues<T>(name: Name, value: Value<T>, given: Given, env: Environment): readonly T[] {
  const variable = variableOf(name);
  const set = env[variable];
  const texts = given.get(name) ?? (set ? (value.split?.(set) ?? [set]) : []);
  return texts.map(text => {
    const read = value.read(text);
    if (read !== undefined) return read;
    const source = given.has(name) ? `--${name}` : variable;
    throw new Wrong(`${source} is ${JSON.stringify(text)}: give it ${value.expected}`);
  });
}
