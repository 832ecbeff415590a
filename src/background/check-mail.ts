import type { Outcome } from '../api/client';
import { type Account, sameCredentials } from '../core/account/account';
import { applyCheck } from '../core/mailbox/apply-check';
import { applyBegun, type CheckResult, type Clock } from '../core/mailbox/apply-unchanged';
import { type CheckEntry, checkEntry } from '../core/mailbox/check-log';
import type { Read } from '../core/mailbox/failure-table';
import { isPending, type Mailbox, mailboxOf } from '../core/mailbox/mailbox';

/** Everything that a check does to the world or learns from it. */
export interface CheckEffects {
  clock(): Promise<Clock>;
  mayContact(endpoint: string): Promise<boolean>;
  call(account: Account): Promise<Outcome>;
  digest(text: string): Promise<string>;
  read(text: string, status: number): Promise<Read>;
  /** Rejects where the browser can't store it. */
  updateMailbox(accountId: string, change: (mailbox: Mailbox) => Mailbox): Promise<Mailbox>;
  /**
   * The same, given the account as it is now or undefined where it is no more; nobody changes it until that is stored.
   * What is unchanged isn't stored again.
   */
  updateMailboxOf(
    accountId: string,
    change: (mailbox: Mailbox, account: Account | undefined) => Mailbox,
  ): Promise<Mailbox>;
  /** Shows what is stored: the toolbar, and the pending notices of these accounts. */
  present(accountIds: readonly string[]): Promise<void>;
  /** Whether all that is stored has been shown in this browser session. */
  shown(): Promise<boolean>;
  /** Does what stores something and shows it. Should the background die of it, all is shown when it wakes again. */
  showing(act: () => Promise<void>, isAll?: boolean): Promise<void>;
  /** Remembers how the check went, for who looks into what goes wrong. */
  noteCheck(entry: CheckEntry): Promise<void>;
}

/**
 * Checks one account and shows what came. What was known stays known when the check fails, and a result for
 * credentials that the user has replaced meanwhile is dropped. It may be killed between any two effects: what it
 * has begun, storage tells the next one.
 * @param answered is called once the server has answered, or hasn't
 */
export async function checkMail(
  account: Account,
  effects: CheckEffects,
  answered: () => void = () => {},
): Promise<void> {
  const begun = await effects.clock();
  // Asked at once, for a browser takes its time to tell.
  const allowed = effects.mayContact(account.endpoint);
  // Avoids an unhandled rejection; the await below still sees it.
  allowed.catch(() => {});
  // One that had to wait may find the account changed, or signed out.
  const before = await updateIfSame(account, effects, mailbox => applyBegun(mailbox, begun));
  if (!before) return;
  // Announce leftovers before fetching, or they would be summed up with the new mail and partly announced twice.
  // A check goes on even if they can't be shown.
  if (isPending(before)) await effects.showing(() => effects.present([account.id])).catch(() => {});

  const result = await askServer(account, before.digest, { ...effects, mayContact: () => allowed }).catch(
    (): CheckResult => ({ kind: 'failure', failure: { kind: 'fault' } }),
  );
  answered();
  const ended = await effects.clock();
  // All that changes then is when it was checked, which the toolbar doesn't tell.
  const isQuiet =
    result.kind === 'unchanged' && !before.failure && !isPending(before) && (await effects.shown());
  let isSaved = false;
  const saveAndShow = async () => {
    // An account that was saved again meanwhile has forgotten that this check began.
    const saved = await updateIfSame(account, effects, mailbox =>
      applyCheck({ ...mailbox, attemptedAt: begun.now }, result, ended),
    );
    isSaved = saved !== undefined;
    if (!isSaved) return;
    if (!isQuiet) await effects.present([account.id]);
  };
  try {
    await (isQuiet ? saveAndShow() : effects.showing(saveAndShow));
  } finally {
    // Last, for nothing that a person waits for waits for it; and that it can't be stored is no failure of the check.
    if (isSaved)
      await effects.noteCheck(checkEntry(account.id, result, begun.now, ended.now)).catch(() => {});
  }
}

/** Changes the mailbox of an account whose credentials are still the same; of another one, undefined is all that comes. */
async function updateIfSame(
  account: Account,
  effects: Pick<CheckEffects, 'updateMailboxOf'>,
  change: (mailbox: Mailbox) => Mailbox,
): Promise<Mailbox | undefined> {
  let isSame = false;
  const stored = await effects.updateMailboxOf(account.id, (mailbox, current) => {
    isSame = current !== undefined && sameCredentials(account, current);
    return current && isSame ? change(mailboxOf(current, mailbox)) : mailbox;
  });
  return isSame ? stored : undefined;
}

/**
 * What the account's server says now.
 * @param known the digest of the last answer, which is not read again; empty to read whatever comes
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
  const told = {
    ...(serverTime !== undefined && { serverTime }),
    ...(pollInterval !== undefined && { pollInterval }),
  };
  const digest = await effects.digest(outcome.text);
  if (digest === known) return { kind: 'unchanged', digest, ...told };
  const read = await effects.read(outcome.text, outcome.status);
  if (read.kind === 'failure') return { ...read, ...(retryAfter !== undefined && { retryAfter }) };
  return { ...read, digest, ...told };
}
