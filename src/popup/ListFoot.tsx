import type { Account } from '../core/account/account';
import { type Mailbox, shownMessages } from '../core/mailbox/mailbox';
import type { Translate } from '../core/text/text';
import { MAX_OPENED, openableMails } from '../core/view/actions';
import type { PopupActions } from './props';

interface Props {
  account: Account;
  mailbox: Mailbox;
  t: Translate;
  actions: PopupActions;
}

/** How many mails are unread but not listed, and a button that opens the listed ones. */
export function ListFoot({ account, mailbox, t, actions }: Props) {
  const { unread } = mailbox;
  const older = typeof unread === 'number' ? unread - shownMessages(mailbox).length : 0;
  const { mails, areAll } = openableMails(mailbox);
  if (older <= 0 && mails.length < 2) return null;
  return (
    <div class="list-foot">
      {older > 0 && <p class="older">{t({ plural: 'moreUnread', count: older })}</p>}
      {mails.length > 1 && (
        <button type="button" class="quiet" onClick={() => actions.openAll(account, mails)}>
          {t(areAll ? 'openAll' : { key: 'openFirst', args: [MAX_OPENED] })}
        </button>
      )}
    </div>
  );
}
