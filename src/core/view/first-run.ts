import type { Format } from '../store/stored-format';
import type { State } from './state';

/** What has come of the first steps: they were shown, or they are over for good. Nothing where nobody has seen them. */
export type FirstRun = 'unseen' | 'begun' | 'over';

export const FIRST_RUN_FORMAT: Format<FirstRun> = {
  fallback: 'unseen',
  migrations: [],
  parse: data => (data === 'begun' || data === 'over' ? data : 'unseen'),
};

/** The first steps in their order: an account is set up, it lets Facteur in, its first check has brought an answer. */
export const STEPS = ['connect', 'allow', 'done'] as const;

export type Step = (typeof STEPS)[number];

/** The step that the user is at. */
export function stepOf({ accounts, mailboxes }: Pick<State, 'accounts' | 'mailboxes'>): Step {
  if (accounts.length === 0) return 'connect';
  const isThere = accounts.some(({ id }) => {
    const mailbox = mailboxes[id];
    return mailbox && mailbox.checkedAt > 0 && !mailbox.failure;
  });
  return isThere ? 'done' : 'allow';
}

/** Whether the first steps are to be shown: to who has no account yet, and from then on until they end them. */
export function isFirstRun(
  firstRun: FirstRun,
  { accounts, policy }: Pick<State, 'accounts' | 'policy'>,
): boolean {
  if (firstRun === 'over') return false;
  return firstRun === 'begun' || (accounts.length === 0 && !policy.locked.includes('accounts'));
}
