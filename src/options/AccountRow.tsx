import { useState } from 'preact/hooks';
import type { Account } from '../core/account';
import { countsText } from '../core/counts';
import { FAILURES, type Failure, failureHeadline } from '../core/failure';
import { ago } from '../core/friendly-date';
import { parseUrl } from '../core/link';
import type { Mailbox } from '../core/mailbox';
import type { Trial } from '../core/protocol';
import type { Translate } from '../core/text';

interface Props {
  account: Account;
  mailbox: Mailbox | undefined;
  /** ms since 1970 */
  now: number;
  /** BCP 47 */
  locale: string;
  t: Translate;
  onEdit(): void;
  onTry(account: Account): Promise<Trial>;
  onRemove(accountId: string): Promise<void>;
}

/** An account as it stands, with what can be done with it. */
export function AccountRow({ account, mailbox, now, locale, t, onEdit, onTry, onRemove }: Props) {
  const [trial, setTrial] = useState<Trial | 'under-way'>();
  const [removing, setRemoving] = useState(false);

  const tryAccount = async () => {
    setTrial('under-way');
    setTrial(await onTry(account).catch((): Trial => ({ kind: 'failed', failure: { kind: 'network' } })));
  };
  return (
    <>
      <div class="account">
        <h3>{account.name}</h3>
        <p class="hint">{parseUrl(account.endpoint)?.host ?? account.endpoint}</p>
        <p class={mailbox?.failure ? 'standing bad' : 'standing'}>{standingText(mailbox, now, locale, t)}</p>
        <p role="status" class={trialClass(trial)}>
          {trialText(trial, t)}
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
          <button type="button" onClick={onEdit}>
            {t('edit')}
          </button>
          <button type="button" disabled={trial === 'under-way'} onClick={() => void tryAccount()}>
            {t('test')}
          </button>
          <button type="button" onClick={() => setRemoving(true)}>
            {t('remove')}
          </button>
        </div>
      )}
    </>
  );
}

function standingText(mailbox: Mailbox | undefined, now: number, locale: string, t: Translate): string {
  if (!mailbox || mailbox.attemptedAt === 0) return t('firstCheck');
  if (mailbox.failure) return failureText(mailbox.failure, t);
  const age = ago(mailbox.checkedAt, now, locale);
  return `${t(countsText(mailbox.unread, mailbox.sms))} · ${t(age ? { key: 'checkedAgo', args: [age] } : 'checkedJustNow')}`;
}

function failureText(failure: Failure, t: Translate): string {
  return `${t(failureHeadline(failure))} ${t(FAILURES[failure.kind].help)}`;
}

function trialText(trial: Trial | 'under-way' | undefined, t: Translate): string {
  if (!trial) return '';
  if (trial === 'under-way') return t('testing');
  if (trial.kind === 'failed') return failureText(trial.failure, t);
  return t({ key: 'trialWorks', args: [countsText(trial.unread, trial.sms)] });
}

function trialClass(trial: Trial | 'under-way' | undefined): string {
  if (!trial || trial === 'under-way') return 'trial';
  return trial.kind === 'works' ? 'trial good' : 'trial bad';
}
