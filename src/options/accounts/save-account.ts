import { type Account, sameCredentials } from '../../core/account/account';
import { type Failure, isRefusal } from '../../core/mailbox/failure';
import type { Mailbox } from '../../core/mailbox/mailbox';
import type { Trial } from '../../core/protocol';

export interface SaveEffects {
  /** Must be called in the click itself, for the browser asks the user. */
  askToContact(endpoint: string): Promise<boolean>;
  /** The account as it is stored, and what is known of its mail. */
  findFormer(accountId: string): Promise<{ account?: Account | undefined; mailbox?: Mailbox | undefined }>;
  tryAccount(account: Account): Promise<Trial>;
  store(account: Account): Promise<void>;
}

/** What saving an account came to; nothing has changed unless it is saved. */
export type Saving =
  | { kind: 'saved' }
  /** The user doesn't let Facteur contact its server. */
  | { kind: 'not-allowed' }
  /** The server refuses the token. */
  | { kind: 'refused'; failure: Failure }
  /** There is a token that works, and whether it does with what was entered couldn't be found out. */
  | { kind: 'unchecked'; failure: Failure };

/**
 * Saves an account once its server has accepted the credentials that were entered: one that refuses them
 * would put an end to its checks, and a token that works is replaced by none that may not.
 * @param anyway whether the user wants it saved though it couldn't be checked
 */
export async function saveAccount(account: Account, anyway: boolean, effects: SaveEffects): Promise<Saving> {
  if (!(await effects.askToContact(account.endpoint))) return { kind: 'not-allowed' };
  const former = await effects.findFormer(account.id);
  const isEntered = !former.account || !sameCredentials(former.account, account);
  if (account.token && isEntered) {
    const trial = await effects.tryAccount(account);
    if (trial.kind === 'failed') {
      const { failure } = trial;
      // With the former token, something else may be refused: that is for the user to tell.
      const isNewToken = account.token !== former.account?.token;
      if (isNewToken && isRefusal(failure)) return { kind: 'refused', failure };
      // That the user's privacy choices keep Facteur out is said to those alone whose token is good.
      const isGood = failure.kind === 'privacy';
      if (!isGood && !anyway && (!isNewToken || works(former))) return { kind: 'unchecked', failure };
    }
  }
  await effects.store(account);
  return { kind: 'saved' };
}

/** Whether the token of an account as it was stored has brought answers, and none has refused it since. */
function works({ account, mailbox }: Awaited<ReturnType<SaveEffects['findFormer']>>): boolean {
  if (!account?.token || !mailbox || mailbox.checkedAt === 0) return false;
  return !mailbox.failure || !isRefusal(mailbox.failure);
}
