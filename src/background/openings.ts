import type { Mailbox } from '../core/mailbox/mailbox';
import { OPENING } from '../core/mailbox/schedule';

/** After the user opens a mail, most readers have marked it as read by then, in ms. */
const EARLY_LOOK = 2_000;

export interface OpeningsEffects {
  /** Resolves after `time` ms. */
  wait(time: number): Promise<void>;
  /** Checks the account, behind a check that is running, if its mailbox is as wanted. */
  checkAfterAction(accountId: string, isWanted: (mailbox: Mailbox) => boolean): Promise<void>;
}

/**
 * Handles the opening of a mail or of an account's webmail: checks 10 s after the last of several. For a mail also 2 s after
 * the first; if that check no longer lists it, that is enough.
 */
export function createOpenings({ wait, checkAfterAction }: OpeningsEffects) {
  /** The latest opening of each account, until its last check. */
  const opened = new Map<string, { isWebmail: boolean }>();

  return async (accountId: string, what: 'mail' | 'webmail'): Promise<void> => {
    const former = opened.get(accountId);
    const turn = { isWebmail: what === 'webmail' || (former?.isWebmail ?? false) };
    opened.set(accountId, turn);
    const checkEarly = async () => {
      await wait(EARLY_LOOK);
      await checkAfterAction(accountId, hasOpened);
    };
    const checkLast = async () => {
      await wait(OPENING);
      if (opened.get(accountId) !== turn) return;
      opened.delete(accountId);
      await checkAfterAction(accountId, mailbox => turn.isWebmail || hasOpened(mailbox));
    };
    await Promise.all([former ? undefined : checkEarly(), checkLast()]);
  };
}

function hasOpened({ outbox = [] }: Mailbox): boolean {
  return outbox.some(({ action }) => action === 'open');
}
