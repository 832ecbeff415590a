import type { Outcome } from '../api/client';
import { type Account, sameCredentials } from '../core/account';
import type { Reading } from '../core/answer';
import { applyCheck, type CheckResult } from '../core/apply-check';
import { failureOf } from '../core/failure';
import { type Mailbox, mailboxAt } from '../core/mailbox';
import type { State } from '../core/state';

/** Everything that a check does to the world or learns from it. */
export interface CheckEffects {
  /** ms since 1970 */
  now(): number;
  loadState(): Promise<State>;
  mayContact(endpoint: string): Promise<boolean>;
  call(account: Account): Promise<Outcome>;
  digest(text: string): Promise<string>;
  read(text: string): Promise<Reading>;
  updateMailbox(accountId: string, change: (mailbox: Mailbox) => Mailbox): Promise<unknown>;
  /** Shows what is now stored: the toolbar, and the account's pending notices. */
  present(accountId: string): Promise<void>;
}

/**
 * Checks one account and shows what came. What was known stays known when the check fails, and a result for
 * credentials that the user has replaced meanwhile is dropped.
 */
export async function checkMail(account: Account, effects: CheckEffects): Promise<void> {
  const { mailboxes } = await effects.loadState();
  const { digest } = mailboxAt(account.endpoint, mailboxes[account.id]);
  const result = await askServer(account, digest, effects).catch(
    (): CheckResult => ({ kind: 'failure', failure: { kind: 'fault' } }),
  );
  const { accounts } = await effects.loadState();
  const current = accounts.find(({ id }) => id === account.id);
  if (!sameCredentials(account, current)) return;
  await effects.updateMailbox(account.id, mailbox =>
    applyCheck(mailboxAt(account.endpoint, mailbox), result, effects.now()),
  );
  await effects.present(account.id);
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
  const digest = await effects.digest(outcome.text);
  if (digest === known) return { kind: 'unchanged' };
  const reading = await effects.read(outcome.text);
  const failure = failureOf(reading, outcome.status);
  if (failure) return { kind: 'failure', failure };
  if (reading.kind !== 'answer') return { kind: 'failure', failure: { kind: 'malformed' } };
  return { kind: 'answer', answer: reading.answer, digest };
}

/** Runs a check of an account at most once at a time: a second caller joins the one under way. */
export function singleFlight(
  check: (account: Account) => Promise<void>,
): (account: Account) => Promise<void> {
  const running = new Map<string, { account: Account; done: Promise<void> }>();
  return account => {
    const current = running.get(account.id);
    if (current && sameCredentials(current.account, account)) return current.done;
    const done = check(account).finally(() => {
      if (running.get(account.id)?.done === done) running.delete(account.id);
    });
    running.set(account.id, { account, done });
    return done;
  };
}
