import type { Account } from '../core/account/account';
import { accountColour } from '../core/account/colour';
import { isPaused } from '../core/account/pause';
import { shownFailure } from '../core/mailbox/failing';
import { isUnchecked, shownMessages } from '../core/mailbox/mailbox';
import type { Translate } from '../core/text/text';
import { isAllWithheld } from '../core/view/state';
import { visitProblem } from '../core/view/visits';
import { AccountHead } from './AccountHead';
import { FailureBox } from './FailureBox';
import { MailList } from './MailList';
import { AllWithheld, NoList } from './NoList';
import { PausedNote } from './PausedNote';
import type { CheckedAccount, ListContext, PopupProps } from './props';
import { RefusalBox } from './RefusalBox';

interface Props {
  account: Account;
  popup: PopupProps;
  context: ListContext;
  /** Maximum number of rows to render. */
  rowsAtMost: number;
}

/** One account: its name if there are several, its problem, and its list or the reason why there is none. */
export function AccountMail({ account, popup, context, rowsAtMost }: Props) {
  const { state, t } = popup;
  const { accounts, mailboxes } = state;
  const mailbox = mailboxes[account.id];
  const isOneOfMany = accounts.length > 1;
  const content = isPaused(account, popup.now) ? (
    <PausedNote account={account} t={t} actions={context.actions} />
  ) : !mailbox || isUnchecked(mailbox) ? (
    <FirstCheck t={t} />
  ) : (
    <CheckedMail
      checked={{
        ...popup,
        account,
        mailbox,
        isOneOfMany,
        problem: visitProblem(state.visits, account.id, mailbox),
      }}
      context={context}
      rowsAtMost={rowsAtMost}
    />
  );
  if (!isOneOfMany) return content;
  return (
    <section
      class={`tinted colour-${accountColour(account.id, accounts)}`}
      aria-label={account.name}
      data-account={account.id}
    >
      <AccountHead account={account} mailbox={mailbox} settings={state.settings} {...context} />
      {content}
    </section>
  );
}

interface CheckedProps extends Pick<Props, 'context' | 'rowsAtMost'> {
  checked: CheckedAccount;
}

function CheckedMail({ checked, context, rowsAtMost }: CheckedProps) {
  const { account, mailbox, state } = checked;
  const failure = shownFailure(mailbox);
  const allWithheld = isAllWithheld(mailbox, state.settings);
  return (
    <>
      {failure ? <FailureBox failure={failure} {...checked} /> : allWithheld && <AllWithheld {...checked} />}
      <RefusalBox
        refusals={mailbox.refusals}
        t={checked.t}
        onDismiss={() => void checked.actions.dismissRefusals(account).catch(() => {})}
      />
      {shownMessages(mailbox).length > 0 ? (
        <MailList
          {...context}
          settings={state.settings}
          account={account}
          mailbox={mailbox}
          rowsAtMost={rowsAtMost}
        />
      ) : (
        mailbox.checkedAt > 0 && !allWithheld && <NoList {...checked} />
      )}
    </>
  );
}

function FirstCheck({ t }: { t: Translate }) {
  return (
    <div class="loading">
      <p class="note">{t('firstCheck')}</p>
      <div class="skeleton" aria-hidden="true" />
      <div class="skeleton" aria-hidden="true" />
    </div>
  );
}
