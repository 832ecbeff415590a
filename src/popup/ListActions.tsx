import type { Account } from '../core/account/account';
import type { Mailbox } from '../core/mailbox/mailbox';
import type { Text, Translate } from '../core/text/text';
import { MAX_OPENED, mayMarkAllRead, openableMails } from '../core/view/actions';
import { Icon } from '../ui/Icon';
import { type IconDrawing, markAllReadIcon, openAllIcon } from '../ui/icons';
import type { MailDeeds, PopupActions } from './props';

interface Props {
  account: Account;
  mailbox: Mailbox | undefined;
  t: Translate;
  actions: PopupActions;
  deeds: MailDeeds;
}

/** What the user can do with the whole list of an account. */
export function ListActions({ account, mailbox, t, actions, deeds }: Props) {
  if (!mailbox) return null;
  const { mails, areAll } = openableMails(mailbox);
  const button = (label: Text, icon: IconDrawing, act: () => void) => (
    <button type="button" class="quiet list-action" title={t(label)} aria-label={t(label)} onClick={act}>
      <Icon icon={icon} />
    </button>
  );
  return (
    <>
      {mails.length > 1 &&
        button(areAll ? { key: 'openAll' } : { key: 'openFirst', args: [MAX_OPENED] }, openAllIcon, () =>
          actions.openAll(account, mails),
        )}
      {mayMarkAllRead(mailbox) &&
        button({ key: 'markAllRead' }, markAllReadIcon, () => deeds.act(account, 'markAllRead', []))}
    </>
  );
}
