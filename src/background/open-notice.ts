import type { Account } from '../core/account/account';
import type { VisitProblem } from '../core/account/web-auth';
import { accountOfNotice } from '../core/announce/notice-id';
import type { Notice } from '../core/announce/notices';
import { remedyFor } from '../core/mailbox/failure-table';
import type { Translate } from '../core/text/text';
import type { State } from '../core/view/state';
import { problemText } from '../core/view/visits';

export interface OpenNoticeEffects {
  loadState(): Promise<State>;
  /** Opens an address in the account's webmail tab or a new tab, as the settings say. */
  openIn(account: Account, address: string): Promise<void>;
  /** Called after a mail of this account was opened, or its webmail (without ids). */
  opened(accountId: string, ids: readonly string[]): Promise<void>;
  openListInTab(): Promise<void>;
  openSettings(accountId: string): Promise<void>;
  signIn(accountId: string): Promise<VisitProblem | undefined>;
  showNotice(notice: Notice, stays: boolean): Promise<void>;
  clearNotice(id: string): Promise<void>;
  t: Translate;
}

/** Reads stored data only: the click may have woken the background. */
export async function openNotice(noticeId: string, effects: OpenNoticeEffects): Promise<void> {
  const { accounts, mailboxes } = await effects.loadState();
  const account = accounts.find(({ id }) => id === accountOfNotice(noticeId));
  const mailbox = account && mailboxes[account.id];
  const announced = mailbox?.announced.find(({ id }) => id === noticeId);
  await effects.clearNotice(noticeId);
  if (account && announced?.about === 'stop') {
    if (mailbox?.failure && remedyFor(mailbox.failure, account) === 'sign-in')
      return signInAgain(account, { ...announced }, effects);
    return effects.openSettings(account.id);
  }
  if (account && announced?.link) {
    await effects.openIn(account, announced.link);
    const { messageIds, link } = announced;
    const isMail = messageIds.length === 1 && link !== account.webmail;
    return effects.opened(account.id, isMail ? messageIds : []);
  }
  return effects.openListInTab();
}

/** Signs in. If that fails, shows the notification again with the reason. */
async function signInAgain(account: Account, notice: Notice, effects: OpenNoticeEffects): Promise<void> {
  const problem = await effects.signIn(account.id);
  if (problem) await effects.showNotice({ ...notice, message: effects.t(problemText(problem)) }, false);
}
