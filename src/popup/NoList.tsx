import type { Mailbox } from '../core/mailbox/mailbox';
import type { MessageKey } from '../core/text/text';
import { withheldHelp } from '../core/view/counts';
import { privacyPageOf } from '../core/view/state';
import { Icon } from '../ui/Icon';
import { readIcon, withheldIcon } from '../ui/icons';
import { VisitButton } from '../ui/VisitButton';
import { ProblemBox } from './ProblemBox';
import type { CheckedAccount } from './props';

/** Shown in place of the list: all mails are read, or the server gives no list. */
export function NoList(props: CheckedAccount) {
  const { mailbox, isOneOfMany, t } = props;
  const { unread, messages } = mailbox;
  if (unread === 0 && messages !== 'withheld') {
    const title = t(allReadTitle(mailbox));
    if (isOneOfMany) return <p class="note">{title}</p>;
    return (
      <div class="empty">
        <Icon icon={readIcon} />
        <h2>{title}</h2>
        {/* Not if the server never gives a list: new mail would not appear here. */}
        {messages !== 'unreported' && <p>{t('allReadHelp')}</p>}
      </div>
    );
  }
  return (
    <div class="note">
      {messages === 'withheld' && <Icon icon={withheldIcon} />}
      <p>{t(reasonFor(mailbox))}</p>
      {(messages === 'withheld' || unread === 'withheld') && <PrivacyPage {...props} />}
    </div>
  );
}

/** "All read" needs no unread SMS. A server that reports no number has no SMS. */
function allReadTitle({ sms }: Mailbox): MessageKey {
  return sms === 0 || sms === 'unreported' ? 'allRead' : 'emailsRead';
}

function reasonFor({ unread, messages }: Mailbox): MessageKey {
  if (messages === 'withheld') return 'listWithheld';
  if (typeof unread === 'number') return 'unreadElsewhere';
  return messages === 'unreported' ? 'listUnreported' : 'listEmpty';
}

/** Shown if the user's privacy choices hide all counts from Facteur. */
export function AllWithheld(props: CheckedAccount) {
  return (
    <ProblemBox look="needs-you" icon={withheldIcon} headline={props.t(withheldHelp(props.mailbox))}>
      <PrivacyPage isPrimary {...props} />
    </ProblemBox>
  );
}

/** The button to the provider's privacy page, and the problem of the last visit there. */
function PrivacyPage({
  isPrimary = false,
  account,
  mailbox,
  problem,
  t,
  actions,
}: CheckedAccount & { isPrimary?: boolean }) {
  return (
    <>
      {problem && <p>{t(problem)}</p>}
      {privacyPageOf(mailbox) && (
        <VisitButton
          label="openPrivacyPage"
          visit={() => actions.visitPrivacyPage(account.id)}
          t={t}
          primary={isPrimary}
        />
      )}
    </>
  );
}
