import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { ANY_BROWSER, BROWSER_NEEDS, findBrowser, temporaryPlace } from './browsers/find';
import { ensureInstalled, hasDisplay, withTemporaryFolder } from './machine';
import { HELP, parseOptions } from './options';
import { print, printError } from './print';
import { attempt, UserError } from './user-error';

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options.help) {
    print(HELP.trimEnd());
    return 0;
  }
  const { browser: wanted } = options;
  ensureInstalled([wanted ? BROWSER_NEEDS[wanted] : ANY_BROWSER], printError);
  const browser = wanted ?? (findBrowser('chromium') ? 'chromium' : 'firefox');
  const executable = findBrowser(browser) ?? browser;
  const headless = options.headless || !hasDisplay();
  // Without a writable home folder Firefox starts, but never answers.
  if (browser === 'firefox')
    await attempt(`write into ${homedir()}`, 'Set HOME to a folder that you may write in.', () =>
      access(homedir(), constants.W_OK),
    );
  const interrupted = listenForInterruptions();
  return withTemporaryFolder(temporaryPlace(executable), async folder => {
    // Loaded this late so that a mistyped option is reported without a wait.
    const load = () => import('./show');
    const { show } = await attempt('load all of Facteur', 'Install what it needs: npm ci', load);
    return show(options, { browser, executable, headless, folder, interrupted });
  });
}

function listenForInterruptions(): AbortSignal {
  const interruption = new AbortController();
  // On Ctrl-C a terminal signals npm, its shell and Node. npm 11 also passes SIGINT and SIGTERM to its shell. If
  // that is bash, it has replaced itself by Node. Node then gets the signal twice: the second one must not end the
  // clean-up.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interruption.abort());
  // The reader has closed the pipe, as `| head` does.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => interruption.abort());
  process.on('uncaughtException', error => interruption.abort(error));
  endWithParent(interruption);
  return interruption.signal;
}

/**
 * Interrupts when the parent process has ended. If npm's shell is dash, a SIGTERM sent to npm alone ends npm and
 * dash, but never reaches Node.
 */
function endWithParent(interruption: AbortController): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) interruption.abort();
  }, 500).unref();
}

/** Prints the error. Returns the exit code. */
function tell(error: Error): number {
  // The user has pressed Ctrl-C.
  if (error.name === 'AbortError') return 0;
  if (error instanceof UserError) {
    printError(error.message);
    return 2;
  }
  printError(`Facteur has a fault. Please report it with these lines:\n${error.stack ?? error}`);
  return 1;
}

process.exit(await main().catch(tell));
