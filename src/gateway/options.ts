import { parseArgs } from 'node:util';

/** What a person can choose when starting the gateway. */
export interface Options {
  /** 0 to 65535; 0 takes any free port. */
  readonly port: number;
  /** Seconds between two demo mails, 0 to 86400; 0 for none. */
  readonly deliverEvery: number;
  /** How many unread e-mails the overview lists, 1 to 200. */
  readonly list: number;
}

/** What the command line asks for, or one line that says what is wrong with it and what to do. */
export type Request =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly line: string };

interface Setting {
  readonly variable: string;
  readonly min: number;
  readonly max: number;
  readonly standard: number;
}

const SETTINGS: Readonly<Record<string, Setting>> = {
  port: { variable: 'FACTEUR_GATEWAY_PORT', min: 0, max: 65_535, standard: 8337 },
  'deliver-every': { variable: 'FACTEUR_GATEWAY_DELIVER_EVERY', min: 0, max: 86_400, standard: 20 },
  list: { variable: 'FACTEUR_GATEWAY_LIST', min: 1, max: 200, standard: 20 },
};

const FLAGS = ['help', 'version'];
const PREFIX = 'FACTEUR_GATEWAY_';

export const HELP = `Usage: facteur-gateway [options]

Answers the Personal Messages API on 127.0.0.1 from a demo mailbox.

  --port <number>           Port to listen on, 0 for any free one (8337)
  --deliver-every <seconds> Time between two new demo mails, 0 for none (20)
  --list <number>           How many unread e-mails the overview lists, 1 to 200 (20)
  --version                 Print the version
  --help                    Print this text

An option can also be set in the environment: FACTEUR_GATEWAY_PORT,
FACTEUR_GATEWAY_DELIVER_EVERY, FACTEUR_GATEWAY_LIST. The command line comes first.
`;

class Wrong extends Error {}

/**
 * Reads arguments (without the program's name) and environment. An argument beats its variable; the last of two
 * equal arguments counts; an empty variable counts as not set. Throws nothing.
 */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Request {
  try {
    const given = readArguments(args);
    if (given.has('help')) return { kind: 'help' };
    if (given.has('version')) return { kind: 'version' };
    const variables = Object.values(SETTINGS).map(({ variable }) => variable);
    const unknown = Object.keys(env).find(name => name.startsWith(PREFIX) && !variables.includes(name));
    if (unknown !== undefined) {
      throw new Wrong(`unknown variable ${unknown}: unset it, or use one of ${variables.join(', ')}`);
    }
    const read = (name: string) => readSetting(name, given, env);
    return {
      kind: 'run',
      options: { port: read('port'), deliverEvery: read('deliver-every'), list: read('list') },
    };
  } catch (error) {
    if (error instanceof Wrong) return { kind: 'wrong', line: error.message };
    throw error;
  }
}

/** The arguments by name. Of what `parseArgs` accepts when it isn't strict, only what the help text shows is let through. */
function readArguments(args: readonly string[]): Map<string, string> {
  const options = Object.fromEntries([
    ...Object.keys(SETTINGS).map(name => [name, { type: 'string' as const }]),
    ...FLAGS.map(name => [name, { type: 'boolean' as const }]),
  ]);
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const given = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      throw new Wrong(`unexpected argument ${JSON.stringify(token.value)}: --help shows what can be given`);
    }
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!Object.hasOwn(options, name) || !rawName.startsWith('--')) {
      throw new Wrong(`unknown option ${JSON.stringify(rawName)}: --help shows the known ones`);
    }
    if (FLAGS.includes(name) && value !== undefined)
      throw new Wrong(`${rawName} takes no value: leave it out`);
    if (!FLAGS.includes(name) && value === undefined) {
      throw new Wrong(`${rawName} needs a value: give it ${rangeOf(name)}`);
    }
    given.set(name, value ?? '');
  }
  return given;
}

function readSetting(
  name: string,
  given: Map<string, string>,
  env: Readonly<Record<string, string | undefined>>,
) {
  const setting = SETTINGS[name];
  if (setting === undefined) throw new RangeError(`no setting ${name}`);
  const argument = given.get(name);
  const text = argument ?? (env[setting.variable] || String(setting.standard));
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= setting.min && value <= setting.max) return value;
  const source = argument === undefined ? setting.variable : `--${name}`;
  throw new Wrong(`${source} is ${JSON.stringify(text)}: give it ${rangeOf(name)}`);
}

function rangeOf(name: string): string {
  const setting = SETTINGS[name];
  return `a whole number from ${setting?.min} to ${setting?.max}`;
}
