import type { Outcome } from '../api/client';
import { type Account, sameCredentials } from '../core/account';
import { applyBegun, applyUnchanged, type CheckResult, type Clock } from '../core/apply-unchanged';
import { type CheckEntry, checkEntry } from '../core/check-log';
import type { Read } from '../core/failure-table';
import { isPending, type Mailbox, mailboxOf } from '../core/mailbox';
import type { Shown } from './showing';

/** A result that tells more than that nothing has changed. */
export type Told = Exclude<CheckResult, { kind: 'unchanged' }>;

/** Everything that a check does to the world or learns from it. */
export interface CheckEffects {
  clock(): Promise<Clock>;
  mayContact(endpoint: string): Promise<boolean>;
  call(account: Account): Promise<Outcome>;
  digest(text: string): Promise<string>;
  read(text: string, status: number): Promise<Read>;
  /** What becomes of the mailbox where a check came to this. */
  change(result: Told): Promise<Change>;
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
  /** How much of what is stored has been shown since the browser or the extension was started. */
  shown(): Promise<Shown>;
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
  // Whoever awaits it is told if it fails.
  allowed.catch(() => {});
  // One that had to wait may find the account changed, or signed out.
  const before = await updateIfSame(account, effects, mailbox => applyBegun(mailbox, begun));
  if (!before) return;
  // As it was found: what is new now would be grouped with it otherwise, and a part of it told twice.
  // That it can't be shown now is no reason not to check.
  if (isPending(before)) await effects.showing(() => effects.present([account.id])).catch(() => {});

  const result = await askServer(account, before.digest, { ...effects, mayContact: () => allowed }).catch(
    (): CheckResult => ({ kind: 'failure', failure: { kind: 'fault' } }),
  );
  answered();
  const change = await changeBy(result, effects);
  const ended = await effects.clock();
  // All that changes then is when it was checked, which the toolbar doesn't tell.
  const isQuiet =
    result.kind === 'unchanged' && !before.failure && !isPending(before) && (await effects.shown()) === 'all';
  let isSaved = false;
  const saveAndShow = async () => {
    // An account that was saved again meanwhile has forgotten that this check began.
    const saved = await updateIfSame(account, effects, mailbox =>
      change({ ...mailbox, attemptedAt: begun.now }, ended),
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

/** What becomes of a mailbox. */
type Change = (mailbox: Mailbox, ended: Clock) => Mailbox;

async function changeBy(result: CheckResult, effects: Pick<CheckEffects, 'change'>): Promise<Change> {
  if (result.kind !== 'unchanged') return effects.change(result);
  return (mailbox, { now }) => applyUnchanged(mailbox, result, now);
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

/**
 * Runs a check of an account at most once at a time: a second caller joins the one under way, or has another one
 * follow it where the answer must be no older than the call, or is there already.
 * @param check tells by its second argument that the server has answered
 */
export function singleFlight(
  check: (account: Account, answered: () => void) => Promise<void>,
): (account: Account, follow?: boolean) => Promise<void> {
  const running = new Map<string, { account: Account; done: Promise<void>; answered: boolean }>();
  return (account, follow = false) => {
    const found = running.get(account.id);
    const current = found && sameCredentials(found.account, account) ? found : undefined;
    if (current && !follow && !current.answered) return current.done;
    const entry = { account, done: Promise.resolve(), answered: false };
    const begin = () =>
      check(account, () => {
        entry.answered = true;
      });
    const turn = current ? current.done.catch(() => {}).then(begin) : begin();
    entry.done = turn.finally(() => {
      if (running.get(account.id) === entry) running.delete(account.id);
    });
    running.set(account.id, entry);
    return entry.done;
  };
}
