import type { Outcome } from '../api/client';
import { type Account, sameQuestion } from '../core/account/account';
import { applyBegun, applyCheck, type CheckResult, type Clock } from '../core/mailbox/apply-check';
import { withoutExpired } from '../core/mailbox/apply-results';
import { type CheckEntry, checkEntry } from '../core/mailbox/check-log';
import { failureFor } from '../core/mailbox/failure-table';
import { isPending, type Mailbox } from '../core/mailbox/mailbox';
import { mailboxOf } from '../core/mailbox/mailbox-of';
import { afterPause } from '../core/mailbox/next-check';
import { paceFor } from '../core/mailbox/schedule';
import { type OutboxEffects, sendOutbox } from './outbox';

/** All side effects of a check, replaced in tests. */
export interface CheckEffects extends OutboxEffects {
  call(account: Account): Promise<Outcome>;
  digest(text: string): Promise<string>;
  /** Rejects if the browser can't store it. */
  updateMailbox(accountId: string, change: (mailbox: Mailbox) => Mailbox): Promise<Mailbox>;
  /**
   * Like `updateMailbox`; `change` also gets the current account, or undefined if it was removed. The account
   * can't change until the mailbox is stored. An unchanged mailbox isn't written.
   */
  updateMailboxOf(
    accountId: string,
    change: (mailbox: Mailbox, account: Account | undefined) => Mailbox,
  ): Promise<Mailbox>;
  /** Draws the toolbar and shows the pending notifications of these accounts. */
  present(accountIds: readonly string[]): Promise<void>;
  /** Whether this browser session has shown everything that is stored. */
  shown(): Promise<boolean>;
  /** Runs an `act` that stores and shows something; if it is killed, the next start shows everything. */
  showing(act: () => Promise<void>, isAll?: boolean): Promise<void>;
  noteCheck(entry: CheckEntry): Promise<void>;
}

/**
 * Sends the user's actions with the mails of one account, then checks it and shows the result. A failed check keeps the
 * known mails. A result is dropped if the user has changed the credentials meanwhile. The background may be killed
 * between any two effects: the next check reads from storage how far this one came.
 * @param answered called once the call to the server has succeeded or failed
 */
export async function checkMail(
  account: Account,
  effects: CheckEffects,
  answered: () => void = () => {},
): Promise<void> {
  const clock = async (): Promise<Clock> => {
    const { pace, ...rest } = await effects.clock();
    return { ...rest, pace: paceFor(account, pace) };
  };
  const begun = await clock();
  // Started early, because the browser is slow to answer.
  const allowed = effects.mayContact(account.endpoint);
  // Avoids an unhandled rejection; the await below still sees it.
  allowed.catch(() => {});
  // A queued check may find the account changed or signed out.
  const before = await updateIfSame(account, effects, mailbox =>
    applyBegun(withoutExpired(mailbox, begun.now), begun),
  );
  if (!before) return;
  // Announce leftovers before fetching, or they would be summed up with the new mail and partly announced
  // twice. The check continues even if they can't be shown.
  if (isPending(before)) await effects.showing(() => effects.present([account.id])).catch(() => {});

  const asking = { ...effects, mayContact: () => allowed };
  let refused: CheckResult | undefined;
  if (before.outbox)
    // A background that wakes up after this one was killed sees from `shown` that it must send again.
    await effects.showing(async () => {
      refused = await sendOutbox(account, change => updateIfSame(account, effects, change), asking);
    });
  const asked = before.outbox ? await effects.clock() : begun;
  const result: CheckResult =
    refused ??
    (await askServer(account, before.digest, asking).catch(
      (): CheckResult => ({ kind: 'failure', failure: { kind: 'fault' } }),
    ));
  answered();
  const ended = await clock();
  // Only the time of the check changes, which the toolbar doesn't show.
  const isQuiet =
    result.kind === 'unchanged' &&
    !before.failure &&
    !before.outbox &&
    !before.refusals &&
    !isPending(before) &&
    (await effects.shown());
  let isSaved = false;
  const saveAndShow = async () => {
    // `attemptedAt` is lost if the user saved the account again meanwhile.
    const saved = await updateIfSame(account, effects, mailbox =>
      afterPause(
        mailbox,
        applyCheck({ ...mailbox, attemptedAt: begun.now }, result, ended, asked.now),
        account,
      ),
    );
    isSaved = saved !== undefined;
    if (!isSaved) return;
    if (!isQuiet) await effects.present([account.id]);
  };
  try {
    await (isQuiet ? saveAndShow() : effects.showing(saveAndShow));
  } finally {
    // Last, because nothing waits for it. A log that can't be stored doesn't fail the check.
    if (isSaved)
      await effects.noteCheck(checkEntry(account.id, result, begun.now, ended.now)).catch(() => {});
  }
}

/** Updates the mailbox if the account still has the same credentials; otherwise returns undefined. */
async function updateIfSame(
  account: Account,
  effects: Pick<CheckEffects, 'updateMailboxOf'>,
  change: (mailbox: Mailbox) => Mailbox,
): Promise<Mailbox | undefined> {
  let isSame = false;
  const stored = await effects.updateMailboxOf(account.id, (mailbox, current) => {
    isSame = current !== undefined && sameQuestion(account, current);
    return current && isSame ? change(mailboxOf(current, mailbox)) : mailbox;
  });
  return isSame ? stored : undefined;
}

/**
 * Calls the server and parses its answer.
 * @param known digest of the last answer, which isn't parsed again; empty to parse in any case
 */
export async function askServer(
  account: Account,
  known: string,
  effects: Pick<CheckEffects, 'mayContact' | 'call' | 'digest' | 'read'>,
): Promise<CheckResult> {
  if (!account.token) return { kind: 'failure', failure: { kind: 'signed-out' } };
  if (!(await effects.mayContact(account.endpoint)))
    return { kind: 'failure', failure: { kind: 'permission' } };
  const outcome = await effects.call(account);
  if (outcome.kind === 'failed') return { kind: 'failure', failure: outcome.failure };
  const { serverTime, retryAfter, pollInterval } = outcome;
  const times = {
    ...(serverTime !== undefined && { serverTime }),
    ...(pollInterval !== undefined && { pollInterval }),
  };
  const digest = await effects.digest(outcome.text);
  if (digest === known) return { kind: 'unchanged', digest, ...times };
  const read = await effects.read(outcome.text, outcome.status);
  if (read.kind === 'failure') {
    const failure = failureFor(account, read.failure);
    return { kind: 'failure', failure, ...(retryAfter !== undefined && { retryAfter }) };
  }
  if (read.kind === 'results') return { kind: 'failure', failure: { kind: 'malformed' } };
  return { ...read, digest, ...times };
}
