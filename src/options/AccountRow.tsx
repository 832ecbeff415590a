import { useState } from 'preact/hooks';
import type { Account } from '../core/account';
import { countsText } from '../core/counts';
import { type Failure, failureHeadline, failureHelp, remedyFor } from '../core/failure';
import { checkedText } from '../core/friendly-date';
import { parseUrl } from '../core/link';
import { isUnchecked, type Mailbox } from '../core/mailbox';
import { isPreset } from '../core/presets';
import type { Trial } from '../core/protocol';
import { privacyPageOf } from '../core/state';
import type { Text, Translate } from '../core/text';
import { Icon } from '../ui/Icon';
import { VisitButton } from '../ui/VisitButton';

interface Props {
  account: Account;
  mailbox: Mailbox | undefined;
  /** What is to be said of the latest visit to its sign-in or privacy page. */
  problem: Text | undefined;
  /** ms since 1970 */
  now: number;
  /** BCP 47 */
  locale: string;
  t: Translate;
  /** Whether another account's form is open, whose text a click here would lose. */
  locked: boolean;
  onEdit(): void;
  onTry(account: Account): Promise<Trial>;
  onSignIn(account: Account): Promise<void>;
  onSignOut(account: Account): Promise<void>;
  onVisitPrivacyPage(accountId: string): Promise<void>;
  onRemove(accountId: string): Promise<void>;
}

/** An account as it stands, with what can be done with it. */
export function AccountRow(props: Props) {
  const { account, mailbox, problem, now, locale, t, locked, onEdit, onTry, onVisitPrivacyPage, onRemove } =
    props;
  const [lastTrial, setTrial] = useState<Trial | 'under-way'>();
  const [triedAt, setTriedAt] = useState(0);
  // A check since then has the newer word.
  const trial = lastTrial !== 'under-way' && mailbox && mailbox.attemptedAt > triedAt ? undefined : lastTrial;
  const [removing, setRemoving] = useState(false);
  const preset = isPreset(account);

  const tryAccount = async () => {
    setTrial('under-way');
    const result = await onTry(account).catch((): Trial => ({ kind: 'failed', failure: { kind: 'fault' } }));
    setTriedAt(Date.now());
    setTrial(result);
  };
  return (
    <>
      <div class="account">
        <h3 dir="auto">{account.name}</h3>
        {preset && (
          <p class="policy-note">
            <Icon name="organisation" />
            {t('managedAccount')}
          </p>
        )}
        <p class="hint">{parseUrl(account.endpoint)?.host ?? account.endpoint}</p>
        <p class={mailbox?.failure ? 'standing bad' : 'standing'}>
          {standingText(account, mailbox, now, locale, t)}
        </p>
        {problem && (
          <p role="status" class="bad">
            {t(problem)}
          </p>
        )}
        <p role="status" class={trialClass(trial)}>
          {trialText(account, trial, t)}
        </p>
      </div>
      {removing ? (
        <div
          class="buttons"
          role="alertdialog"
          aria-label={t({ key: 'removeQuestion', args: [account.name] })}
        >
          <p>{t({ key: 'removeQuestion', args: [account.name] })}</p>
          <button type="button" class="danger" onClick={() => void onRemove(account.id)}>
            {t('remove')}
          </button>
          <button type="button" onClick={() => setRemoving(false)}>
            {t('keep')}
          </button>
        </div>
      ) : (
        <div class="buttons">
          <SignInOrOut {...props} />
          {mailbox?.failure?.kind === 'privacy' && privacyPageOf(mailbox) && (
            <VisitButton label="openPrivacyPage" visit={() => onVisitPrivacyPage(account.id)} t={t} primary />
          )}
          <button type="button" disabled={locked} onClick={onEdit}>
            {t(preset ? 'enterToken' : 'edit')}
          </button>
          <button type="button" disabled={trial === 'under-way'} onClick={() => void tryAccount()}>
            {t('test')}
          </button>
          {!preset && (
            <button type="button" onClick={() => setRemoving(true)}>
              {t('remove')}
            </button>
          )}
        </div>
      )}
    </>
  );
}

/** Sign in where that is what the account needs; sign out where it has a token. */
function SignInOrOut({ account, mailbox, t, onSignIn, onSignOut }: Props) {
  const isNeeded = !account.token || (mailbox?.failure && remedyFor(mailbox.failure, account) === 'sign-in');
  if (isNeeded && account.signInPage)
    return <VisitButton label="signIn" visit={() => onSignIn(account)} t={t} primary />;
  if (!account.token) return null;
  return (
    <button type="button" onClick={() => void onSignOut(account)}>
      {t('signOut')}
    </button>
  );
}

function standingText(
  account: Account,
  mailbox: Mailbox | undefined,
  now: number,
  locale: string,
  t: Translate,
): string {
  if (!mailbox || isUnchecked(mailbox)) return t('firstCheck');
  if (mailbox.failure) return failureText(account, mailbox.failure, t);
  return `${t(countsText(mailbox.unread, mailbox.sms))} · ${t(checkedText(mailbox.checkedAt, now, locale))}`;
}

function failureText(account: Account, failure: Failure, t: Translate): string {
  return `${t(failureHeadline(failure))} ${t(failureHelp(failure, account))}`;
}

function trialText(account: Account, trial: Trial | 'under-way' | undefined, t: Translate): string {
  if (!trial) return '';
  if (trial === 'under-way') return t('testing');
  if (trial.kind === 'failed')
    return t({ key: 'trialFailed', args: [failureText(account, trial.failure, t)] });
  return t({ key: 'trialWorks', args: [countsText(trial.unread, trial.sms)] });
}

function trialClass(trial: Trial | 'under-way' | undefined): string {
  if (!trial || trial === 'under-way') return 'trial';
  return trial.kind === 'works' ? 'trial good' : 'trial bad';
}
