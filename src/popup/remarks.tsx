import type { Account } from '../core/account';
import { shownFailure } from '../core/failing';
import { isUnchecked, shownMessages } from '../core/mailbox';
import { isAllWithheld } from '../core/state';
import type { Translate } from '../core/text';
import { visitProblem } from '../core/visits';
import { FailureBox } from './FailureBox';
import type { Remarks } from './Layout';
import { AllWithheld, NoList } from './NoList';
import type { CheckedAccount, PopupProps } from './props';

/** What is wrong with an account, and why it lists nothing, as far as that is to be said. */
export function remarksOn(account: Account, props: PopupProps): Remarks {
  const { state, t } = props;
  const mailbox = state.mailboxes[account.id];
  if (!mailbox || isUnchecked(mailbox)) return { below: <FirstCheck t={t} /> };
  const checked: CheckedAccount = {
    ...props,
    account,
    mailbox,
    isOneOfMany: state.accounts.length > 1,
    problem: visitProblem(state.visits, account.id, mailbox),
  };
  const failure = shownFailure(mailbox);
  const allWithheld = isAllWithheld(mailbox, state.settings);
  const lacksList = shownMessages(mailbox).length === 0 && !allWithheld && mailbox.checkedAt > 0;
  return {
    above: failure ? (
      <FailureBox failure={failure} {...checked} />
    ) : (
      allWithheld && <AllWithheld {...checked} />
    ),
    below: lacksList && <NoList {...checked} />,
  };
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
