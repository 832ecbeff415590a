import { type Account, sameCredentials } from '../../core/account/account';
import { type Failure, isRefusal } from '../../core/mailbox/failure';
import type { Mailbox } from '../../core/mailbox/mailbox';
import type { Trial } from '../../core/protocol';

export interface SaveEffects {
  /** Called before any await: the browser asks the user only within the click. */
  askToContact(endpoint: string): Promise<boolean>;
  findFormer(accountId: string): Promise<{ account?: Account | undefined; mailbox?: Mailbox | undefined }>;
  tryAccount(account: Account): Promise<Trial>;
  store(account: Account): Promise<void>;
}

/** Result of saving; only `saved` has changed something. */
export type Saving =
  | { kind: 'saved' }
  /** The user has refused the host permission. */
  | { kind: 'not-allowed' }
  /** The server rejects the new token. */
  | { kind: 'refused'; failure: Failure }
  /** The server couldn't confirm the new credentials, and the stored token still works. */
  | { kind: 'unchecked'; failure: Failure };

/**
 * Saves an account after its server has accepted the new credentials. A rejected token would stop the checks,
 * and a working token must not be replaced by one that may not work.
 * @param anyway save even if the server couldn't confirm the credentials
 */
export async function saveAccount(account: Account, anyway: boolean, effects: SaveEffects): Promise<Saving> {
  if (!(await effects.askToContact(account.endpoint))) return { kind: 'not-allowed' };
  const former = await effects.findFormer(account.id);
  const isEntered = !former.account || !sameCredentials(former.account, account);
  if (account.token && isEntered) {
    const trial = await effects.tryAccount(account);
    if (trial.kind === 'failed') {
      const { failure } = trial;
      // With an unchanged token, something else was rejected; the user decides.
      const isNewToken = account.token !== former.account?.token;
      if (isNewToken && isRefusal(failure)) return { kind: 'refused', failure };
      // Only a valid token gets the answer that privacy settings block Facteur.
      const isGood = failure.kind === 'privacy';
      if (!isGood && !anyway && (!isNewToken || works(former))) return { kind: 'unchecked', failure };
    }
  }
  await effects.store(account);
  return { kind: 'saved' };
}

/** Whether the stored token has worked and wasn't rejected since. */
function works({ account, mailbox }: Awaited<ReturnType<SaveEffects['findFormer']>>): boolean {
  if (!account?.token || !mailbox || mailbox.checkedAt === 0) return false;
  return !mailbox.failure || !isRefusal(mailbox.failure);
}
