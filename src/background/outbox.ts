import type { Outcome } from '../api/client';
import type { Account } from '../core/account/account';
import { isPaused } from '../core/account/pause';
import type { PostAction } from '../core/answer/api-vocabulary';
import type { CheckResult, Clock } from '../core/mailbox/apply-check';
import {
  applyRefused,
  applyResults,
  begun,
  idsToSend,
  nextToSend,
  type Sendable,
} from '../core/mailbox/apply-results';
import { type Failure, lacksNetwork } from '../core/mailbox/failure';
import { failureFor, type Read } from '../core/mailbox/failure-table';
import type { Mailbox } from '../core/mailbox/mailbox';
import { refusalFor } from '../core/mailbox/refusal-for';

export interface OutboxEffects {
  clock(): Promise<Clock>;
  mayContact(endpoint: string): Promise<boolean>;
  post(
    account: Account,
    action: PostAction,
    messageIds: readonly string[],
    folders: readonly string[],
  ): Promise<Outcome>;
  read(text: string, status: number): Promise<Read>;
  lock<T>(name: string, act: () => Promise<T>): Promise<T>;
}

/** Updates the account's mailbox; undefined if the account has changed meanwhile. */
export type Update = (change: (mailbox: Mailbox) => Mailbox) => Promise<Mailbox | undefined>;

type Failed = Extract<CheckResult, { kind: 'failure' }>;

/**
 * Sends the user's actions in order. An action waits for the next check if the server can't be reached; it comes back with
 * a word if the server can't do it. The background may be killed between any two effects: the next run sends the action
 * again, and the server does it once. Under a lock, so that no two runs send the same.
 * @returns a failure after which the server shouldn't be called again now
 */
export function sendOutbox(
  account: Account,
  update: Update,
  effects: OutboxEffects,
): Promise<Failed | undefined> {
  return effects.lock(`outbox ${account.id}`, async () => {
    for (;;) {
      const { now } = await effects.clock();
      if (!account.token || isPaused(account, now)) return undefined;
      if (!(await effects.mayContact(account.endpoint))) return undefined;
      const stored = await update(mailbox => {
        const next = nextToSend(mailbox);
        return next ? begun(mailbox, next.id, now) : mailbox;
      });
      const entry = stored && nextToSend(stored);
      if (!entry) return undefined;
      const failed = await send(account, entry, update, effects);
      if (failed) return isUnwelcome(failed) ? failed : undefined;
    }
  });
}

const NOTHING = { kind: 'results', results: [] } as const;

/** Returns the failure if the entry must wait. */
async function send(
  account: Account,
  entry: Sendable,
  update: Update,
  effects: OutboxEffects,
): Promise<Failed | undefined> {
  const messageIds = idsToSend(entry);
  // An undo of an action that marked nothing has nothing to send.
  const isEmpty = messageIds.length === 0 && entry.action !== 'markAllRead';
  const outcome = isEmpty ? NOTHING : await ask(account, entry, effects);
  const { now } = await effects.clock();
  if (outcome.kind === 'results') {
    await update(mailbox => applyResults(mailbox, entry.id, outcome.results, now));
    return undefined;
  }
  const reason = refusalFor(outcome.failure);
  if (!reason) return outcome;
  await update(mailbox => applyRefused(mailbox, entry.id, reason, now));
  return undefined;
}

async function ask(
  account: Account,
  entry: Sendable,
  effects: OutboxEffects,
): Promise<Extract<Read, { kind: 'results' }> | Failed> {
  const failed = (failure: Failure): Failed => ({ kind: 'failure', failure: failureFor(account, failure) });
  try {
    const outcome = await effects.post(account, entry.action, idsToSend(entry), entry.folders ?? []);
    if (outcome.kind === 'failed') return failed(outcome.failure);
    const { retryAfter } = outcome;
    const read = await effects.read(outcome.text, outcome.status);
    if (read.kind === 'results') return read;
    if (read.kind === 'answer') return failed({ kind: 'malformed' });
    return { ...failed(read.failure), ...(retryAfter !== undefined && { retryAfter }) };
  } catch {
    return failed({ kind: 'fault' });
  }
}

/** Without a network, or if the server asks to wait. A server that only fails at actions still tells its mail. */
function isUnwelcome({ failure, retryAfter }: Failed): boolean {
  return (
    failure.kind === 'busy' ||
    retryAfter !== undefined ||
    (lacksNetwork(failure) && failure.kind !== 'timeout')
  );
}
