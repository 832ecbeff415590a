import { whileOpen } from './browsers/launch';
import { POPUP_PAGE } from './browsers/session';
import { openImap } from './imap-source';
import { askForCheck } from './look';
import { type MailSource, openDemo } from './mail-source';
import { preparePicture, reportOnce } from './once';
import type { LauncherOptions } from './options';
import { print, printError } from './print';
import { LIST_LENGTH, START_AGAIN, startTrial, type Trial, type TrialOptions } from './trial';
import { attempt } from './user-error';
import { watch } from './watch';

const DELIVER_EVERY = 20_000;

/**
 * Starts the extension in a browser and prints its badge, rows and notifications. It ends after one check with `once`,
 * otherwise when the user closes the browser.
 * @returns the exit code: 1 if the one check shows something else than the mailbox contains
 * @throws UserError for an error that the user can fix; the signal's reason after an interruption
 */
export async function show(options: LauncherOptions, start: Omit<TrialOptions, 'source'>): Promise<number> {
  const { headless, interrupted } = start;
  if (options.once) await preparePicture();
  const source = await orInterrupted(openSource(options), interrupted);
  const trial = await startTrial({ ...start, source });
  interrupted.addEventListener('abort', () => void trial.close());
  try {
    return await attempt(`go on with ${trial.session.version}`, START_AGAIN, async () => {
      if (options.once) return await whileOpen(trial.session, once(trial, options));
      await run(trial, headless, interrupted);
      return 0;
    });
  } finally {
    await trial.close();
    interrupted.throwIfAborted();
  }
}

async function openSource({ imap, once }: LauncherOptions): Promise<MailSource> {
  if (imap !== undefined) return openImap(imap, LIST_LENGTH, printError);
  // With `once` the popup is compared with the mailbox: no new mail may arrive in between.
  return openDemo(once ? 0 : DELIVER_EVERY);
}

function orInterrupted<T>(work: Promise<T>, interrupted: AbortSignal): Promise<T> {
  const interruption = new Promise<never>((_resolve, reject) => {
    interrupted.addEventListener('abort', () => reject(interrupted.reason));
  });
  return Promise.race([work, interruption]);
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
