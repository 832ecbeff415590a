import { parseArgs } from 'node:util';
import { EMAIL, HOST_NAME, PORT, SECURITY } from '../gateway/config/mailbox-settings';
import type { Value } from '../gateway/config/option-values';
import type { BrowserName } from './browsers/session';
import type { ImapChoice } from './imap-source';
import { UserError } from './user-error';

export interface LauncherOptions {
  /** Any that is found, where none is asked for. */
  browser: BrowserName | undefined;
  headless: boolean;
  /** A mailbox of one's own instead of the demo. */
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

  --imap <address>             show your own mailbox: its password is asked for and kept nowhere
  --host, --port, --user       its server, port and user name, where Facteur doesn't know them
  --security tls|starttls      how it is encrypted: from the first byte, or after a greeting (default: by the port)
  --ca <file>                  trust this certificate too, in PEM form
  --browser chromium|firefox   which browser (default: whichever is found; Chrome and Edge count as chromium)
  --headless                   show no window, print each change instead (default where there is no display)
  --once                       check once, print the badge, the popup's rows and the notifications, and end
  --json                       with --once: print the same as one JSON object on the last line
  --help                       print this
`;

/**
 * Reads the launcher's arguments.
 * @throws UserError for one it doesn't understand
 */
export function parseOptions(args: string[]): LauncherOptions {
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

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        browser: { type: 'string' },
        imap: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        user: { type: 'string' },
        security: { type: 'string' },
        ca: { type: 'string' },
        headless: { type: 'boolean' },
        once: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UserError(`${(error as Error).message}\nTry: npm start -- --help`);
  }
}
