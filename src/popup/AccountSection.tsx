import { useState } from 'preact/hooks';
import type { Account } from '../core/account';
import { countsText } from '../core/counts';
import { FAILURES, type Failure, failureHeadline, type Remedy } from '../core/failure';
import { listOf, type Mailbox } from '../core/mailbox';
import { isAllWithheld } from '../core/state';
import type { MessageKey } from '../core/text';
import { Icon } from '../ui/Icon';
import { MessageRow } from './MessageRow';
import type { PopupProps } from './props';
import { WebmailButton } from './WebmailButton';

type Context = Pick<PopupProps, 'now' | 'locale' | 't' | 'actions'>;
type Props = Context & {
  account: Account;
  mailbox: Mailbox | undefined;
  /** Whether the account needs its name above it, because there are others. */
  named: boolean;
};

/** One account: what is wrong with it, if anything, and its unread e-mails as last known. */
export function AccountSection({ account, mailbox, named, ...context }: Props) {
  const { t, actions } = context;
  const checked = mailbox !== undefined && mailbox.checkedAt > 0;
  const content = (
    <>
      {mailbox?.failure && (
        <FailureAlert
          account={account}
          failure={mailbox.failure}
          retryAt={mailbox.retryAt}
          dashboard={mailbox.dashboard}
          {...context}
        />
      )}
      {checked && !(mailbox.failure && isAllWithheld(mailbox)) && <MailList mailbox={mailbox} {...context} />}
      {!checked && !mailbox?.failure && <p class="note">{t('firstCheck')}</p>}
    </>
  );
  if (!named) return content;
  return (
    <section aria-label={account.name}>
      <div class="account">
        <div>
          <h2>{account.name}</h2>
          {checked && <p>{t(countsText(mailbox.unread, mailbox.sms))}</p>}
        </div>
        <WebmailButton account={account} t={t} actions={actions} />
      </div>
      {content}
    </section>
  );
}

function MailList({ mailbox, now, locale, t, actions }: Context & { mailbox: Mailbox }) {
  const { unread, dashboard } = mailbox;
  const messages = listOf(mailbox.messages);
  const privacyButton = dashboard && (
    <button type="button" onClick={() => actions.openLink(dashboard)}>
      {t('openPrivacyPage')}
    </button>
  );
  if (isAllWithheld(mailbox))
    return (
      <div class="note" role="alert">
        <p>{t('countsWithheldHelp')}</p>
        {privacyButton}
      </div>
    );
  if (messages.length === 0 && unread === 0)
    return (
      <div class="empty">
        <Icon name="letter" />
        <h1>{t('allRead')}</h1>
        <p>{t('allReadHelp')}</p>
      </div>
    );
  if (messages.length === 0) {
    const withheld = mailbox.messages === 'withheld';
    const reason: MessageKey = withheld
      ? 'listWithheld'
      : unread === 'unreported'
        ? 'listUnreported'
        : 'unreadElsewhere';
    return (
      <div class="note">
        <p>{t(reason)}</p>
        {withheld && privacyButton}
      </div>
    );
  }
  const older = typeof unread === 'number' ? unread - messages.length : 0;
  return (
    <>
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
      {older > 0 && <p class="older">{t({ plural: 'moreUnread', count: older })}</p>}
    </>
  );
}

interface FailureProps extends Context {
  account: Account;
  failure: Failure;
  /** ms since 1970 */
  retryAt: number | undefined;
  /** Where the user changes what Facteur may see, as the last answer told. */
  dashboard: string | undefined;
}

function FailureAlert({ account, failure, retryAt = 0, dashboard, now, t, actions }: FailureProps) {
  const [problem, setProblem] = useState<MessageKey>();
  const row = FAILURES[failure.kind];

  const signIn = async () => {
    setProblem(undefined);
    const result = await actions.signIn(account.id).catch(() => 'failed' as const);
    if (result !== 'signed-in') setProblem(result === 'cancelled' ? 'signInCancelled' : 'signInFailed');
  };
  const edit = { label: 'editAccount', run: () => actions.openSettings(account.id) } as const;
  const privacyPage = failure.kind === 'privacy' ? (failure.url ?? dashboard) : undefined;
  const remedies: Record<Remedy, { label: MessageKey; run: () => void } | undefined> = {
    'check-now': undefined,
    'edit-account':
      account.signInPage && failure.kind === 'account' ? { label: 'signIn', run: () => void signIn() } : edit,
    'sign-in': account.signInPage ? { label: 'signIn', run: () => void signIn() } : edit,
    'grant-permission': { label: 'allowServer', run: () => actions.allowServer(account.endpoint) },
    'open-privacy-page': privacyPage
      ? { label: 'openPrivacyPage', run: () => actions.openLink(privacyPage) }
      : undefined,
  };
  const remedy = remedies[row.remedy];
  return (
    <div class={`alert ${row.look}`} role="alert">
      <Icon name="warning" />
      <div>
        <p class="headline">{t(failureHeadline(failure))}</p>
        <p>{t(problem ?? row.help)}</p>
        {row.retry === 'back-off' && retryAt > now && (
          <p>{t({ key: 'nextTryAt', args: [{ time: retryAt }] })}</p>
        )}
        {remedy && (
          <button type="button" onClick={remedy.run}>
            {t(remedy.label)}
          </button>
        )}
      </div>
    </div>
  );
}
