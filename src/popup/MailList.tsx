import { listOf } from '../core/mailbox';
import { privacyPageOf } from '../core/state';
import type { MessageKey } from '../core/text';
import { Icon } from '../ui/Icon';
import { VisitButton } from '../ui/VisitButton';
import { MessageRow } from './MessageRow';
import type { CheckedAccount } from './props';

interface Props extends CheckedAccount {
  /** Whether the user keeps every count from Facteur. */
  allWithheld: boolean;
}

/** The unread e-mails of an account, or why there are none to list. */
export function MailList(props: Props) {
  const { mailbox, allWithheld, now, locale, t, actions } = props;
  const { unread } = mailbox;
  const messages = listOf(mailbox.messages);
  if (messages.length === 0 && unread === 0)
    return (
      <div class="empty">
        <Icon name="letter" />
        <h1>{t('allRead')}</h1>
        <p>{t('allReadHelp')}</p>
      </div>
    );
  const older = typeof unread === 'number' ? unread - messages.length : 0;
  return (
    <>
      {allWithheld && <Withheld text="countsWithheldHelp" urgent {...props} />}
      {messages.length === 0 && !allWithheld && <Unlisted {...props} />}
      {messages.length > 0 && (
        <ul class="messages" aria-label={t('unreadList')}>
          {messages.map(message => (
            <MessageRow
              key={message.id}
              message={message}
              now={now}
              locale={locale}
              t={t}
              onOpen={actions.openLink}
            />
          ))}
        </ul>
      )}
      {messages.length > 0 && older > 0 && <p class="older">{t({ plural: 'moreUnread', count: older })}</p>}
    </>
  );
}

function Unlisted(props: Props) {
  const { mailbox, t } = props;
  if (mailbox.messages === 'withheld') return <Withheld text="listWithheld" {...props} />;
  return <p class="note">{t(mailbox.unread === 'unreported' ? 'listUnreported' : 'unreadElsewhere')}</p>;
}

/** What the user keeps from Facteur, and the way to where they can change that. */
function Withheld({
  text,
  urgent = false,
  account,
  mailbox,
  problem,
  t,
  actions,
}: Props & { text: MessageKey; urgent?: boolean }) {
  return (
    <div class="note" role={urgent ? 'alert' : undefined}>
      <p>{t(text)}</p>
      {problem && <p>{t(problem)}</p>}
      {privacyPageOf(mailbox) && (
        <VisitButton
          label="openPrivacyPage"
          visit={() => actions.visitPrivacyPage(account.id)}
          t={t}
          primary={urgent}
        />
      )}
    </div>
  );
}
