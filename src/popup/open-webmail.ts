import type { Account } from '../core/account/account';
import type { PopupActions } from './props';

/** Opens the account's webmail, or the place in the settings where its address goes. */
export function openWebmail(account: Account, actions: PopupActions): void {
  if (account.webmail) actions.openWebmail(account);
  else actions.openSettings(`${account.id}:webmail`);
}
