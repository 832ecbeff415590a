import { parseArgs } from 'node:util';
import type { BrowserName } from './browsers/session';
import { UserError } from './user-error';

export interface LauncherOptions {
  /** Any that is found, where none is asked for. */
  browser: BrowserName | undefined;
  headless: boolean;
  /** Check once, print, and end. */
  once: boolean;
  /** Print one JSON object on the last line. */
  json: boolean;
  help: boolean;
}

export const HELP = `Usage: npm start -- [options]

Starts Facteur in a browser of its own, connected to a demo mailbox that a new e-mail reaches every 20 seconds.

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
  return { browser, headless, once, json, help };
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        browser: { type: 'string' },
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
