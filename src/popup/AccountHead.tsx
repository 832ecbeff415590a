import type { Account } from '../core/account/account';
import type { Mailbox } from '../core/mailbox/mailbox';
import type { Settings } from '../core/settings/settings';
import type { Translate } from '../core/text/text';
import { countsText } from '../core/view/counts';
import { unreadEmails } from '../core/view/state';
import { MarkAllRead } from './MarkAllRead';
import type { MailDeeds, PopupActions } from './props';
import { WebmailButton } from './WebmailButton';
import { WholeWords } from './WholeWords';

interface Props {
  account: Account;
  mailbox: Mailbox | undefined;
  settings: Settings;
  t: Translate;
  actions: PopupActions;
  deeds: MailDeeds;
}

export function AccountHead({ account, mailbox, settings, t, actions, deeds }: Props) {
  return (
    <div class="account">
      <div>
        <h2 dir="auto" title={account.name}>
          {account.name}
        </h2>
        {mailbox && mailbox.checkedAt > 0 && (
          <div class="second">
            <p>
              <WholeWords text={t(countsText(unreadEmails(mailbox, settings), mailbox.sms))} />
            </p>
            <MarkAllRead {...{ account, mailbox, t, deeds }} />
          </div>
        )}
      </div>
      <WebmailButton isIcon account={account} t={t} actions={actions} />
    </div>
  );
}
