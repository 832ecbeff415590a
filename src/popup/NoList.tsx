import { privacyPageOf } from '../core/state';
import type { MessageKey } from '../core/text';
import { Icon } from '../ui/Icon';
import { VisitButton } from '../ui/VisitButton';
import { ProblemBox } from './ProblemBox';
import type { CheckedAccount } from './props';

/** Why there are no e-mails to list: all are read, or the list is not given. */
export function NoList(props: CheckedAccount) {
  const { mailbox, isOneOfMany, t } = props;
  const { unread, sms, messages } = mailbox;
  if (unread === 0) {
    const title = t(typeof sms === 'number' && sms > 0 ? 'emailsRead' : 'allRead');
    if (isOneOfMany) return <p class="note">{title}</p>;
    return (
      <div class="empty">
        <Icon name="read" />
        <h2>{title}</h2>
        <p>{t('allReadHelp')}</p>
      </div>
    );
  }
  if (messages === 'withheld')
    return (
      <div class="note">
        <Icon name="withheld" />
        <p>{t('listWithheld')}</p>
        <PrivacyPage {...props} />
      </div>
    );
  return <p class="note">{t(unread === 'unreported' ? 'listUnreported' : 'unreadElsewhere')}</p>;
}

/** Says that the user keeps every count from Facteur. */
export function AllWithheld(props: CheckedAccount) {
  const headline: MessageKey = 'countsWithheldHelp';
  return (
    <ProblemBox look="needs-you" icon="withheld" headline={props.t(headline)}>
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
