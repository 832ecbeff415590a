import type { Format } from '../store/stored-format';
import type { State } from './state';

/**
 * How far the first steps have come: shown (`begun`), an account added (`connected`), a first answer received
 * (`checked`), hidden by the user (`over`).
 */
export type FirstRun = (typeof PROGRESS)[number];

const PROGRESS = ['unseen', 'begun', 'connected', 'checked', 'over'] as const;

export const FIRST_RUN_FORMAT: Format<FirstRun> = {
  fallback: 'unseen',
  migrations: [],
  parse: data => PROGRESS.find(known => known === data) ?? 'unseen',
};

/** In order: add an account, sign in and give permission, get a first answer. */
export const STEPS = ['connect', 'allow', 'done'] as const;

export type Step = (typeof STEPS)[number];

const STEP_AT: Readonly<Record<FirstRun, Step>> = {
  unseen: 'connect',
  begun: 'connect',
  connected: 'allow',
  checked: 'done',
  over: 'done',
};

const AFTER: Readonly<Record<Step, FirstRun>> = { connect: 'begun', allow: 'connected', done: 'checked' };

/** The current step. A step that is done stays done, also if the account fails or is removed. */
export function stepOf(firstRun: FirstRun, state: Pick<State, 'accounts' | 'mailboxes'>): Step {
  const place = Math.max(STEPS.indexOf(STEP_AT[firstRun]), STEPS.indexOf(stepNow(state)));
  return STEPS[place] ?? 'done';
}

function stepNow({ accounts, mailboxes }: Pick<State, 'accounts' | 'mailboxes'>): Step {
  if (accounts.length === 0) return 'connect';
  const isThere = accounts.some(({ id }) => {
    const mailbox = mailboxes[id];
    return mailbox && mailbox.checkedAt > 0 && !mailbox.failure;
  });
  return isThere ? 'done' : 'allow';
}

/** The progress to store. */
export function progressOf(
  firstRun: FirstRun,
  state: Pick<State, 'accounts' | 'mailboxes' | 'policy'>,
): FirstRun {
  return isFirstRun(firstRun, state) ? AFTER[stepOf(firstRun, state)] : firstRun;
}

/** Whether to show the first steps: from the time without any account until they end. */
export function isFirstRun(
  firstRun: FirstRun,
  { accounts, policy }: Pick<State, 'accounts' | 'policy'>,
): boolean {
  if (firstRun === 'over') return false;
  return firstRun !== 'unseen' || (accounts.length === 0 && !policy.locked.includes('accounts'));
}
