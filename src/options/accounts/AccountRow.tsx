import { useEffect, useRef, useState } from 'preact/hooks';
import type { Account } from '../../core/account/account';
import { accountColour } from '../../core/account/colour';
import { isPaused } from '../../core/account/pause';
import { parseUrl } from '../../core/answer/link';
import { isPreset } from '../../core/policy/presets';
import type { Trial } from '../../core/protocol';
import type { Text, Translate } from '../../core/text/text';
import { countsText } from '../../core/view/counts';
import { needsSignIn, privacyPageOf } from '../../core/view/state';
import { Icon } from '../../ui/Icon';
import { organisationIcon } from '../../ui/icons';
import { VisitButton } from '../../ui/VisitButton';
import { Checkbox } from '../controls/Checkbox';
import { AccountSettings, type AccountSettingsProps } from './AccountSettings';
import { AccountStanding, failureText } from './AccountStanding';
import { AccountTitle, type Direction } from './AccountTitle';

interface Props extends AccountSettingsProps {
  /** Problem of the last visit to the sign-in or privacy page. */
  problem: Text | undefined;
  /** BCP 47 */
  locale: string;
  /** Where the account can be moved; undefined if the order can't be changed. */
  moves: readonly Direction[] | undefined;
  /** Whether another account's form is open; clicking Edit here would lose its text. */
  isOtherFormOpen: boolean;
  /** Whether the first steps offer what the account needs; its own button is then a second one. */
  isInSteps: boolean;
  onEdit(): void;
  onMove(direction: Direction): void;
  onTry(account: Account): Promise<Trial>;
  onSignIn(account: Account): Promise<void>;
  onSignOut(account: Account): Promise<void>;
  onVisitPrivacyPage(accountId: string): Promise<void>;
  onRemove(): void;
  onAllow(address: string): Promise<void>;
}

export function AccountRow(props: Props) {
  const { account, accounts, mailbox, settings, problem, now, locale, t, isOtherFormOpen, say } = props;
  const [lastTrial, setTrial] = useState<Trial | 'under-way'>();
  const [triedAt, setTriedAt] = useState(0);
  // A check after the trial is more recent: hide the trial.
  const trial = lastTrial !== 'under-way' && mailbox && mailbox.attemptedAt > triedAt ? undefined : lastTrial;
  const preset = isPreset(account);
  const problemWords = problem && t(problem);
  const saidProblem = useRef(problemWords);
  useEffect(() => {
    if (problemWords && problemWords !== saidProblem.current) say(problemWords);
    saidProblem.current = problemWords;
  }, [problemWords]);

  const tryAccount = async () => {
    setTrial('under-way');
    const result = await props
      .onTry(account)
      .catch((): Trial => ({ kind: 'failed', failure: { kind: 'fault' } }));
    setTriedAt(Date.now());
    setTrial(result);
    say(trialText(account, result, t));
  };
  return (
    <>
      <div class="account">
        <AccountTitle
          account={account}
          colour={accountColour(account.id, accounts)}
          isOneOfMany={accounts.length > 1}
          moves={props.moves}
          t={t}
          onMove={props.onMove}
        />
        {preset && (
          <p class="policy-note">
            <Icon icon={organisationIcon} />
            {t('managedAccount')}
          </p>
        )}
        <p class="hint">
          <bdi dir="ltr">{parseUrl(account.endpoint)?.host ?? account.endpoint}</bdi>
        </p>
        <AccountStanding
          account={account}
          mailbox={mailbox}
          settings={settings}
          now={now}
          locale={locale}
          t={t}
        />
        {problemWords && <p class="bad">{problemWords}</p>}
        {trial && <p class={trialClass(trial)}>{trialText(account, trial, t)}</p>}
      </div>
      <Checkbox
        id={`notify-${account.id}`}
        label={t('notifyAccount')}
        checked={account.notify}
        onChange={notify => props.onChange({ notify })}
      />
      <div class="buttons">
        {isPaused(account, now) && (
          // The end is noted, so that what came meanwhile is summed up.
          <button type="button" onClick={() => props.onChange({ pausedUntil: Date.now() })}>
            {t('resume')}
          </button>
        )}
        <SignInOrOut {...props} />
        {mailbox?.failure?.kind === 'permission' && (
          <button
            type="button"
            class={props.isInSteps ? '' : 'primary'}
            onClick={() => void props.onAllow(account.endpoint)}
          >
            {t('allowServer')}
          </button>
        )}
        {mailbox?.failure?.kind === 'privacy' && privacyPageOf(mailbox) && (
          <VisitButton
            label="openPrivacyPage"
            visit={() => props.onVisitPrivacyPage(account.id)}
            t={t}
            primary
          />
        )}
        <button type="button" disabled={isOtherFormOpen} onClick={props.onEdit}>
          {t(preset ? 'enterToken' : 'edit')}
        </button>
        <button type="button" disabled={trial === 'under-way'} onClick={() => void tryAccount()}>
          {t('testConnection')}
        </button>
        {!preset && (
          <button type="button" name="remove" onClick={props.onRemove}>
            {t('remove')}
          </button>
        )}
      </div>
      <AccountSettings {...props} />
    </>
  );
}

/** The sign-in button if the account needs it, else the sign-out button if it has a token. */
function SignInOrOut({ account, mailbox, t, isInSteps, onSignIn, onSignOut }: Props) {
  if (needsSignIn(account, mailbox))
    return <VisitButton label="signIn" visit={() => onSignIn(account)} t={t} primary={!isInSteps} />;
  if (!account.token) return null;
  return (
    <button type="button" onClick={() => void onSignOut(account)}>
      {t('signOut')}
    </button>
  );
}

function trialText(account: Account, trial: Trial | 'under-way', t: Translate): string {
  if (trial === 'under-way') return t('testing');
  if (trial.kind === 'failed')
    return t({ key: 'trialFailed', args: [failureText(account, trial.failure, t)] });
  return t({ key: 'trialWorks', args: [countsText(trial.unread, trial.sms)] });
}

function trialClass(trial: Trial | 'under-way'): string {
  if (trial === 'under-way') return 'trial';
  return trial.kind === 'works' ? 'trial good' : 'trial bad';
}
