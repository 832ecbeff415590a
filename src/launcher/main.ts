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
  // Firefox starts without it and never answers.
  if (browser === 'firefox')
    await attempt(`write into ${homedir()}`, 'Set HOME to a folder that you may write in.', () =>
      access(homedir(), constants.W_OK),
    );
  const interrupted = listenForInterruptions();
  return withTemporaryFolder(temporaryPlace(executable), async folder => {
    // Here, so that whoever has mistyped an option doesn't wait for all that this loads.
    const load = () => import('./show');
    const { show } = await attempt('load all of Facteur', 'Install what it needs: npm ci', load);
    return show(options, { browser, executable, headless, folder, interrupted });
  });
}

function listenForInterruptions(): AbortSignal {
  const interruption = new AbortController();
  // A terminal sends Ctrl-C to npm and to us, and npm passes it on: the second one must not cut the clean-up short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interruption.abort());
  // Nobody reads on, as with `| head`.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => interruption.abort());
  process.on('uncaughtException', error => interruption.abort(error));
  endWithParent(interruption);
  return interruption.signal;
}

/** npm ends on a signal sent to it alone without passing it on, and a demo is not to outlive what started it. */
function endWithParent(interruption: AbortController): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) interruption.abort();
  }, 500).unref();
}

/** Tells why it ends, and gives the exit code. */
function tell(error: Error): number {
  // Whoever pressed Ctrl-C needs no explanation.
  if (error.name === 'AbortError') return 0;
  if (error instanceof UserError) {
    printError(error.message);
    return 2;
  }
  printError(`Facteur has a fault. Please report it with these lines:\n${error.stack ?? error}`);
  return 1;
}

process.exit(await main().catch(tell));
