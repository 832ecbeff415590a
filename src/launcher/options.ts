import { parseArgs } from 'node:util';
import { EMAIL, HOST_NAME, PORT, SECURITY } from '../gateway/config/mailbox-settings';
import type { Value } from '../gateway/config/option-values';
import type { BrowserName } from './browsers/session';
import type { ImapChoice } from './imap-source';
import { UserError } from './user-error';

export interface LauncherOptions {
  /** Undefined: the first that is found. */
  browser: BrowserName | undefined;
  headless: boolean;
  /** Undefined: the demo mailbox. */
  imap: ImapChoice | undefined;
  /** Check once, print, and end. */
  once: boolean;
  /** Print one JSON object on the last line. */
  json: boolean;
  help: boolean;
}

export const HELP = `Usage: npm start -- [options]

Starts Facteur in a browser of its own, connected to a demo mailbox that a new e-mail reaches every 20 seconds, or to
a mailbox of yours.

  --imap <address>             show your own mailbox: its password, or a sign-in at its provider, is kept nowhere
  --host, --port, --user       its server, port and user name, where Facteur can't find them
  --security tls|starttls      how it is encrypted: from the first byte, or after a greeting (default: by the port)
  --ca <file>                  trust this certificate too, in PEM form
  --browser chromium|firefox   which browser (default: the first that is found; Chrome, Edge, Brave, Opera and Vivaldi
                               count as chromium)
  --headless                   show no window, print each change instead (default where there is no display)
  --once                       check once, print the badge, the popup's rows and the notifications, and end
  --json                       with --once: print the same as one JSON object on the last line
  --help                       print this
`;

const OPTIONS = {
  imap: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  user: { type: 'string' },
  security: { type: 'string' },
  ca: { type: 'string' },
  browser: { type: 'string' },
  headless: { type: 'boolean' },
  once: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Reads the launcher's arguments.
 * @param env has a variable for each option that npm took for itself
 * @throws UserError for an unknown option, a wrong value, or an option that npm took
 */
export function parseOptions(args: string[], env: NodeJS.ProcessEnv): LauncherOptions {
  refuseKeptOptions(args, env);
  const { values } = readArguments(args);
  const { browser, headless = false, once = false, json = false, help = false } = values;
  if (browser !== undefined && browser !== 'chromium' && browser !== 'firefox')
    throw new UserError(`--browser takes chromium or firefox, not "${browser}".`);
  if (json && !once) throw new UserError('--json goes with --once.');
  return { browser, headless, imap: imapOf(values), once, json, help };
}

const SERVER_OPTIONS = ['host', 'port', 'user', 'security', 'ca'] as const;

function imapOf({
  imap: address,
  ...values
}: ReturnType<typeof readArguments>['values']): ImapChoice | undefined {
  if (address === undefined) {
    const lone = SERVER_OPTIONS.find(name => values[name] !== undefined);
    if (lone !== undefined) throw new UserError(`--${lone} goes with --imap.`);
    return undefined;
  }
  const read = <T>(name: 'host' | 'port' | 'security', setting: Value<T>, text: string | undefined) => {
    const value = text === undefined ? undefined : setting.read(text);
    if (text !== undefined && value === undefined)
      throw new UserError(`--${name} is ${JSON.stringify(text)}: give it ${setting.expected}.`);
    return value;
  };
  if (EMAIL.read(address) === undefined)
    throw new UserError(`--imap is ${JSON.stringify(address)}: give it ${EMAIL.expected}.`);
  return {
    address,
    host: read('host', HOST_NAME, values.host),
    port: read('port', PORT, values.port),
    security: read('security', SECURITY, values.security),
    user: values.user,
    ca: values.ca,
  };
}

/** Options that are npm settings too. A file `.npmrc` may set them for npm, but hardly to `true`. */
const NPM_HAS_TOO = ['browser', 'ca', 'json', 'user'];

/** For `npm start --headless`, without `--`, npm only sets the variable `npm_config_headless`. */
function refuseKeptOptions(args: string[], env: NodeJS.ProcessEnv): void {
  const kept = Object.entries(OPTIONS).flatMap(([name, { type }]) => {
    const value = env[`npm_config_${name}`];
    if (!value || (value !== 'true' && NPM_HAS_TOO.includes(name)) || args.includes(`--${name}`)) return [];
    // npm passes the value on without the option's name, or not at all.
    return type === 'boolean' ? `--${name}` : `--${name} ${value === 'true' ? '…' : value}`;
  });
  // `json = true` may be in the user's .npmrc: alone it is no error.
  if (kept.every(option => option === '--json')) return;
  throw new UserError(
    `npm takes options before a lone "--" for itself. Put them after it: npm start -- ${kept.join(' ')}`,
  );
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS });
  } catch (error) {
    const [line] = (error as Error).message.split('\n');
    throw new UserError(`${line?.replace(/\.?$/, '.')} All options: npm start -- --help`);
  }
}
