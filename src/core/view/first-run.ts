import type { Format } from '../store/stored-format';
import type { State } from './state';

/** Whether the first steps were shown (`begun`) or are finished for good (`over`). */
export type FirstRun = 'unseen' | 'begun' | 'over';

export const FIRST_RUN_FORMAT: Format<FirstRun> = {
  fallback: 'unseen',
  migrations: [],
  parse: data => (data === 'begun' || data === 'over' ? data : 'unseen'),
};

/** In order: add an account, give permission, get a first answer. */
export const STEPS = ['connect', 'allow', 'done'] as const;

export type Step = (typeof STEPS)[number];

export function stepOf({ accounts, mailboxes }: Pick<State, 'accounts' | 'mailboxes'>): Step {
  if (accounts.length === 0) return 'connect';
  const isThere = accounts.some(({ id }) => {
    const mailbox = mailboxes[id];
    return mailbox && mailbox.checkedAt > 0 && !mailbox.failure;
  });
  return isThere ? 'done' : 'allow';
}

/** Whether to show the first steps: from the time without any account until they end. */
export function isFirstRun(
  firstRun: FirstRun,
  { accounts, policy }: Pick<State, 'accounts' | 'policy'>,
): boolean {
  if (firstRun === 'over') return false;
  return firstRun === 'begun' || (accounts.length === 0 && !policy.locked.includes('accounts'));
}
