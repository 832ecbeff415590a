import { POPUP_PAGE } from './browsers/session';
import { openImap } from './imap-source';
import { askForCheck } from './look';
import { hasDisplay } from './machine';
import { type MailSource, openDemo } from './mail-source';
import { reportOnce } from './once';
import { HELP, type LauncherOptions, parseOptions } from './options';
import { LIST_LENGTH, startTrial, type Trial } from './trial';
import { UserError } from './user-error';
import { watch } from './watch';

const DELIVER_EVERY = 20_000;

const print = (line: string) => void process.stdout.write(`${line}\n`);
const printError = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    print(HELP.trimEnd());
    return 0;
  }
  const headless = options.headless || !hasDisplay();
  const interruption = new AbortController();
  // A terminal sends Ctrl-C to npm and to us, and npm passes it on: the second one must not cut the clean-up short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interruption.abort());
  const interrupted = interruption.signal;
  endWithParent(interruption);
  // Nobody reads on, as with `| head`.
  process.stdout.on('error', () => interruption.abort());
  const source = await openSource(options);
  const { browser } = options;
  const trial = await startTrial({ browser, headless, source, log: printError, interrupted });
  interrupted.addEventListener('abort', () => void trial.close());
  try {
    if (options.once) return await once(trial, options);
    await run(trial, headless, interrupted);
    return 0;
  } finally {
    await trial.close();
  }
}

async function openSource({ imap, once }: LauncherOptions): Promise<MailSource> {
  if (imap !== undefined) return openImap(imap, LIST_LENGTH, printError);
  // A single check is compared with the mailbox, which must not move meanwhile.
  return openDemo(once ? 0 : DELIVER_EVERY);
}

/** npm ends on a signal sent to it alone without passing it on, and a demo is not to outlive what started it. */
function endWithParent(interruption: AbortController): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) interruption.abort();
  }, 500).unref();
}

async function once(trial: Trial, { json }: LauncherOptions): Promise<number> {
  const { report, problems } = await reportOnce(trial);
  print(`browser       ${trial.session.version}`);
  print(`badge         ${report.badge || '(none)'}`);
  for (const line of report.title.split('\n')) print(`title         ${line}`);
  for (const { from, subject, date } of report.rows)
    print(`row           ${date}  ${from}: ${subject || '(no subject)'}`);
  for (const { title, message } of report.notifications) print(`notification  ${title} – ${message}`);
  if (report.notifications.length === 0)
    print('notification  none: the first check of an account announces nothing');
  print(`screenshot    ${report.screenshot}`);
  for (const problem of problems) printError(`Disagreement: ${problem}.`);
  if (json) print(JSON.stringify(report));
  return problems.length === 0 ? 0 : 1;
}

async function run(trial: Trial, headless: boolean, interrupted: AbortSignal): Promise<void> {
  const { session, gateway, source, settingsPage } = trial;
  print(`Facteur ${__VERSION__} is running in ${session.version}${headless ? ', without a window' : ''}.`);
  const isDemo = source.onDelivery !== undefined;
  print(
    isDemo
      ? `The demo mailbox is at ${gateway.webmailAddress} and gets a new e-mail every 20 seconds.`
      : `It shows the mailbox ${source.name}, and marks nothing read unless you tell it to.`,
  );
  if (!headless) {
    print(
      'Look at the envelope on the toolbar: its number counts unread e-mails and SMS. Click it for the list.',
    );
    const opens = isDemo ? 'opens the e-mail, and so reads it' : 'opens the e-mail';
    print(`Each new e-mail brings a desktop notification; a click on one ${opens}.`);
  }
  const sooner = isDemo ? '; so that you need not wait, each delivery brings a check' : '';
  print(`Facteur checks once a minute here${sooner}.`);
  print('Ctrl-C ends it all.\n');
  source.onDelivery?.(() => void askForCheck(settingsPage).catch(() => {}));
  const popup = headless ? await session.openExtensionPage(POPUP_PAGE) : undefined;
  if (!headless) await settingsPage.bringToFront();
  await watch(settingsPage, popup, print, interrupted);
  await session.closed;
}

main().then(
  code => process.exit(code),
  error => {
    // Whoever pressed Ctrl-C needs no explanation.
    if (error?.name === 'AbortError') process.exit(0);
    printError(error instanceof UserError ? error.message : String(error?.stack ?? error));
    process.exit(error instanceof UserError ? 2 : 1);
  },
);
