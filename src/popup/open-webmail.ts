import type { Account } from '../core/account/account';
import type { PopupActions } from './props';

/** Opens the account's webmail, or the settings at the field for its address if it is unknown. */
export function openWebmail(account: Account, actions: PopupActions): void {
  if (account.webmail) actions.openWebmail(account);
  else actions.openSettings(`${account.id}:webmail`);
}
