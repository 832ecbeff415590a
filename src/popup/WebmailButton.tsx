import type { Account } from '../core/account';
import type { Translate } from '../core/text';
import { Icon } from '../ui/Icon';
import type { PopupActions } from './props';

interface Props {
  account: Account;
  t: Translate;
  actions: PopupActions;
}

/** Opens the account's webmail, or the place in the settings where its address goes. */
export function WebmailButton({ account, t, actions }: Props) {
  const open = () =>
    account.webmail ? actions.openLink(account.webmail) : actions.openSettings(`${account.id}:webmail`);
  return (
    <button type="button" class="quiet" onClick={open}>
      <Icon name="open" />
      {t('openWebmail')}
    </button>
  );
}
