import type { Account } from '../core/account';
import { countsText } from '../core/counts';
import { isUnchecked, shownMessages } from '../core/mailbox';
import { isAllWithheld } from '../core/state';
import type { Translate } from '../core/text';
import { visitProblem } from '../core/visits';
import { FailureBox } from './FailureBox';
import { MailList } from './MailList';
import { AllWithheld, NoList } from './NoList';
import type { AccountContext } from './props';
import { WebmailButton } from './WebmailButton';
import { WholeWords } from './WholeWords';

interface Props extends AccountContext {
  account: Account;
  /** Whether there are others beside it, from which its name tells it. */
  isOneOfMany: boolean;
}

/** One account: what is wrong with it, if anything, and its unread e-mails as last known. */
export function AccountSection(props: Props) {
  const { account, isOneOfMany, state, t, actions } = props;
  const mailbox = state.mailboxes[account.id];
  if (!isOneOfMany) return <Content {...props} />;
  return (
    <section aria-label={account.name} data-account={account.id}>
      <div class="account">
        <div>
          <h2 dir="auto">{account.name}</h2>
          {mailbox && mailbox.checkedAt > 0 && (
            <p>
              <WholeWords text={t(countsText(mailbox.unread, mailbox.sms))} />
            </p>
          )}
        </div>
        <WebmailButton account={account} t={t} actions={actions} />
      </div>
      <Content {...props} />
    </section>
  );
}

function Content({ account, state, ...context }: Props) {
  const mailbox = state.mailboxes[account.id];
  if (!mailbox || isUnchecked(mailbox)) return <FirstCheck t={context.t} />;
  const problem = visitProblem(state.visits, account.id, mailbox);
  const checked = { ...context, state, account, mailbox, problem };
  const { failure } = mailbox;
  const allWithheld = isAllWithheld(mailbox, state.settings);
  const hasList = shownMessages(mailbox).length > 0;
  return (
    <>
      {failure && <FailureBox failure={failure} {...checked} />}
      {!failure && allWithheld && <AllWithheld {...checked} />}
      {hasList && <MailList {...checked} />}
      {!hasList && !allWithheld && mailbox.checkedAt > 0 && <NoList {...checked} />}
    </>
  );
}

/** Where the list will be. */
function FirstCheck({ t }: { t: Translate }) {
  return (
    <div class="loading">
      <p class="note">{t('firstCheck')}</p>
      <div class="skeleton" aria-hidden="true" />
      <div class="skeleton" aria-hidden="true" />
    </div>
  );
}
