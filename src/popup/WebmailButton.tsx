import type { Account } from '../core/account/account';
import type { Translate } from '../core/text/text';
import { Icon } from '../ui/Icon';
import { openIcon } from '../ui/icons';
import { openWebmail } from './open-webmail';
import type { PopupActions } from './props';

interface Props {
  account: Account;
  t: Translate;
  actions: PopupActions;
}

export function WebmailButton({ account, t, actions }: Props) {
  return (
    <button type="button" class="quiet" aria-keyshortcuts="o" onClick={() => openWebmail(account, actions)}>
      <Icon icon={openIcon} />
      {t('openWebmail')}
    </button>
  );
}
