import type { Account } from '../core/account';
import { countsText } from '../core/counts';
import { isAllWithheld, type State } from '../core/state';
import { visitProblem } from '../core/visits';
import { FailureAlert } from './FailureAlert';
import { MailList } from './MailList';
import type { PopupProps } from './props';
import { WebmailButton } from './WebmailButton';

interface Props extends PopupProps {
  account: Account;
  /** Whether the account needs its name above it, because there are others. */
  named: boolean;
}

/** One account: what is wrong with it, if anything, and its unread e-mails as last known. */
export function AccountSection({ account, named, state, ...context }: Props) {
  const { t, actions } = context;
  const mailbox = state.mailboxes[account.id];
  const content = <Content account={account} state={state} {...context} />;
  if (!named) return content;
  return (
    <section aria-label={account.name}>
      <div class="account">
        <div>
          <h2 dir="auto">{account.name}</h2>
          {mailbox && mailbox.checkedAt > 0 && <p>{t(countsText(mailbox.unread, mailbox.sms))}</p>}
        </div>
        <WebmailButton account={account} t={t} actions={actions} />
      </div>
      {content}
    </section>
  );
}

function Content({ account, state, ...context }: Omit<Props, 'named'> & { state: State }) {
  const mailbox = state.mailboxes[account.id];
  if (!mailbox || (mailbox.checkedAt === 0 && !mailbox.failure))
    return <p class="note">{context.t('firstCheck')}</p>;
  const checked = {
    ...context,
    account,
    mailbox,
    problem: visitProblem(state.visits, account.id, mailbox),
  };
  const allWithheld = isAllWithheld(mailbox, state.settings);
  return (
    <>
      {mailbox.failure && <FailureAlert failure={mailbox.failure} {...checked} />}
      {mailbox.checkedAt > 0 && !(mailbox.failure && allWithheld) && (
        <MailList allWithheld={allWithheld} {...checked} />
      )}
    </>
  );
}
