import type { ShownFailure } from '../core/mailbox/failure';
import { FAILURES, failureHeadline, failureHelp, remedyFor } from '../core/mailbox/failure-table';
import type { MessageKey } from '../core/text/text';
import { waitingActions } from '../core/view/actions';
import { privacyPageOf } from '../core/view/state';
import { type IconDrawing, lockIcon, offlineIcon, warningIcon } from '../ui/icons';
import { VisitButton } from '../ui/VisitButton';
import { ProblemBox } from './ProblemBox';
import type { CheckedAccount } from './props';

interface Props extends CheckedAccount {
  failure: ShownFailure;
}

export function FailureBox(props: Props) {
  const { account, mailbox, failure, problem, isOneOfMany, now, t } = props;
  const { look, retry } = FAILURES[failure.kind];
  const { checkedAt, retryAt = 0 } = mailbox;
  const waiting = waitingActions(mailbox);
  return (
    <ProblemBox look={look} icon={iconOf(failure)} headline={t(failureHeadline(failure, account))}>
      <p>{t(problem ?? failureHelp(failure, account))}</p>
      {(retry === 'back-off' || retry === 'quick') && retryAt > now && (
        <p>{t({ key: 'nextTryAt', args: [{ time: retryAt }] })}</p>
      )}
      {waiting > 0 && <p>{t({ plural: 'waitingActions', count: waiting })}</p>}
      {isOneOfMany && checkedAt > 0 && (
        <p class="age">{t({ key: 'lastKnownAt', args: [{ time: checkedAt }] })}</p>
      )}
      <RemedyButton {...props} />
    </ProblemBox>
  );
}

function iconOf({ kind }: ShownFailure): IconDrawing {
  if (kind === 'offline') return offlineIcon;
  return FAILURES[kind].look === 'needs-you' ? lockIcon : warningIcon;
}

function RemedyButton({ account, mailbox, failure, t, actions }: Props) {
  const button = (label: MessageKey, act: () => void) => (
    <button type="button" class="primary" onClick={act}>
      {t(label)}
    </button>
  );
  switch (remedyFor(failure, account)) {
    case 'check-now':
      return null;
    case 'edit-account':
      return button('editAccount', () => actions.openSettings(account.id));
    case 'grant-permission':
      return button('allowServer', () => actions.allowServer(account.endpoint));
    case 'sign-in':
      return <VisitButton label="signIn" visit={() => actions.signIn(account)} t={t} primary />;
    case 'open-privacy-page':
      if (!privacyPageOf(mailbox)) return null;
      return (
        <VisitButton
          label="openPrivacyPage"
          visit={() => actions.visitPrivacyPage(account.id)}
          t={t}
          primary
        />
      );
  }
}
