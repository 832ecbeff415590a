import type { Account } from '../core/account/account';
import { webmailOf } from '../core/account/webmail';
import type { Translate } from '../core/text/text';
import { Icon } from '../ui/Icon';
import { openIcon } from '../ui/icons';
import type { PopupActions } from './props';

interface Props {
  /** Without words. */
  isIcon?: boolean;
  account: Account;
  t: Translate;
  actions: PopupActions;
}

/** Nothing if the account's webmail is unknown. */
export function WebmailButton({ isIcon = false, account, t, actions }: Props) {
  if (!webmailOf(account)) return null;
  return (
    <button
      type="button"
      class={isIcon ? 'quiet only-icon' : 'quiet'}
      {...(isIcon && { title: t('openWebmail'), 'aria-label': t('openWebmail') })}
      aria-keyshortcuts="o"
      onClick={() => actions.openWebmail(account)}
    >
      <Icon icon={openIcon} />
      {!isIcon && t('openWebmail')}
    </button>
  );
}
