import type { Account } from '../core/account/account';
import type { Mailbox } from '../core/mailbox/mailbox';
import type { Translate } from '../core/text/text';
import { mayMarkAllRead } from '../core/view/actions';
import type { MailDeeds } from './props';

interface Props {
  account: Account;
  mailbox: Mailbox | undefined;
  t: Translate;
  deeds: MailDeeds;
}

/** Nothing if the server can't do it, or no mail is unread. */
export function MarkAllRead({ account, mailbox, t, deeds }: Props) {
  if (!mailbox || !mayMarkAllRead(mailbox)) return null;
  return (
    <button type="button" class="quiet mark-all" onClick={() => deeds.act(account, 'markAllRead', [])}>
      {t('markAllRead')}
    </button>
  );
}
