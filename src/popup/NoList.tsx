import type { Mailbox } from '../core/mailbox/mailbox';
import type { MessageKey } from '../core/text/text';
import { withheldHelp } from '../core/view/counts';
import { privacyPageOf } from '../core/view/state';
import { Icon } from '../ui/Icon';
import { readIcon, withheldIcon } from '../ui/icons';
import { VisitButton } from '../ui/VisitButton';
import { ProblemBox } from './ProblemBox';
import type { CheckedAccount } from './props';

/** Says why there are no e-mails to list: all are read, or the list is not given. */
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
        {/* Mail may never show up where the server gives no list. */}
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

/** SMS may be unread where their number isn't 0. A server that reports none knows of none. */
function allReadTitle({ sms }: Mailbox): MessageKey {
  return sms === 0 || sms === 'unreported' ? 'allRead' : 'emailsRead';
}

function reasonFor({ unread, messages }: Mailbox): MessageKey {
  if (messages === 'withheld') return 'listWithheld';
  if (typeof unread === 'number') return 'unreadElsewhere';
  return messages === 'unreported' ? 'listUnreported' : 'listEmpty';
}

/** Says that the user keeps every count from Facteur that would be shown. */
export function AllWithheld(props: CheckedAccount) {
  return (
    <ProblemBox look="needs-you" icon={withheldIcon} headline={props.t(withheldHelp(props.mailbox))}>
      <PrivacyPage isPrimary {...props} />
    </ProblemBox>
  );
}

/** The way to where the user can change what they keep from Facteur, and what came of the latest visit there. */
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
