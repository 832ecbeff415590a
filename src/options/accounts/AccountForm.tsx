import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Account } from '../../core/account/account';
import { type AccountField, accountProblems, type FieldProblems } from '../../core/account/account-form';
import { parseUrl } from '../../core/answer/link';
import { failureHeadline } from '../../core/mailbox/failure-table';
import { isPreset } from '../../core/policy/presets';
import type { MessageKey, Text, Translate } from '../../core/text/text';
import { Field } from '../controls/Field';
import type { Saving } from './save-account';

interface Props {
  /** The account to edit; undefined to add one. */
  account: Account | undefined;
  /** The field to focus; undefined for the first. */
  field: string | undefined;
  t: Translate;
  /** Announces a text to screen readers. */
  say(words: string): void;
  /** @param anyway save even if the server couldn't be reached */
  onSave(account: Account, anyway: boolean): Promise<Saving>;
  onClose(): void;
}

const UNDER_MORE: readonly AccountField[] = ['signInPage', 'webmail', 'serviceId', 'servicePassword'];

/** Adds or edits an account. Shows no stored secret but the end of a long token; empty fields keep it. */
export function AccountForm({ account, field: wanted, t, say, onSave, onClose }: Props) {
  const [problems, setProblems] = useState<FieldProblems>({});
  const [obstacle, setObstacle] = useState<Text>();
  const [unchecked, setUnchecked] = useState<Account>();
  const [saving, setSaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const more = useRef<HTMLDetailsElement>(null);

  const goTo = (name: string) => {
    if (more.current && UNDER_MORE.some(field => field === name)) more.current.open = true;
    form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
  };
  const preset = account !== undefined && isPreset(account);
  useEffect(() => goTo(wanted ?? (preset ? 'token' : 'name')), []);

  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const filled = accountFrom(new FormData(event.currentTarget), account);
    const found = accountProblems(filled);
    setProblems(found);
    setObstacle(undefined);
    setUnchecked(undefined);
    const [first] = Object.keys(found);
    if (first) goTo(first);
    else void save(filled, false);
  };
  const stopBy = (words: Text) => {
    setObstacle(words);
    say(t(words));
  };
  const save = async (filled: Account, anyway: boolean) => {
    setSaving(true);
    try {
      const saving = await onSave(filled, anyway);
      if (saving.kind === 'saved') return onClose();
      stopBy(obstacleText(saving, filled));
      if (saving.kind === 'unchecked') setUnchecked(filled);
      if (saving.kind === 'refused') {
        setProblems({ token: 'problemTokenRefused' });
        goTo('token');
      }
    } catch {
      stopBy({ key: 'saveFailed' });
    }
    setSaving(false);
  };

  const field = (name: AccountField) => {
    const problem = problems[name];
    return { name, problem: problem && t(problem) };
  };
  /** Fields that the organisation has set are read-only. */
  const fixed = (hint: MessageKey) =>
    preset ? { hint: t('lockedNote'), readOnly: true } : { hint: t(hint) };
  const kept = account?.token;
  return (
    <form ref={form} class="account-form" noValidate autocomplete="off" onSubmit={submit}>
      <Field
        {...field('name')}
        label={t('accountName')}
        {...fixed('accountNameHint')}
        value={account?.name}
      />
      <Field
        {...field('endpoint')}
        label={t('apiAddress')}
        {...fixed('apiAddressHint')}
        value={account?.endpoint}
        kind="url"
      />
      <Field
        {...field('token')}
        label={t('token')}
        hint={t(kept ? tokenHint(kept) : 'tokenHint')}
        kind="secret"
      />
      <details ref={more}>
        <summary>{t('moreSettings')}</summary>
        <Field
          {...field('signInPage')}
          label={t('signInPage')}
          {...fixed('signInPageHint')}
          value={account?.signInPage}
          kind="url"
        />
        <Field
          {...field('webmail')}
          label={t('webmailAddress')}
          {...fixed('webmailAddressHint')}
          value={account?.webmail}
          kind="url"
        />
        <Field
          {...field('serviceId')}
          label={t('serviceId')}
          hint={t('serviceIdHint')}
          value={account?.serviceId}
        />
        <Field
          {...field('servicePassword')}
          label={t('servicePassword')}
          hint={account?.servicePassword ? t('secretKept') : undefined}
          kind="password"
        />
      </details>
      {obstacle && <p class="problem obstacle">{t(obstacle)}</p>}
      <div class="buttons">
        <button type="submit" class="primary" disabled={saving}>
          {t(saving ? 'testing' : 'saveAccount')}
        </button>
        {unchecked && (
          <button type="button" disabled={saving} onClick={() => void save(unchecked, true)}>
            {t('saveAnyway')}
          </button>
        )}
        <button type="button" disabled={saving} onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

function obstacleText(saving: Exclude<Saving, { kind: 'saved' }>, account: Account): Text {
  switch (saving.kind) {
    case 'not-allowed':
      return { key: 'permissionRefused', args: [parseUrl(account.endpoint)?.host ?? ''] };
    case 'refused':
      return { key: 'tokenRefused', args: [failureHeadline(saving.failure, account)] };
    case 'unchecked':
      return { key: 'tokenUnchecked', args: [failureHeadline(saving.failure, account)] };
  }
}

/** Shows the last four characters of a token to recognise it by, if at least eight stay hidden. */
function tokenHint(kept: string): MessageKey | Text {
  return kept.length >= 12 ? { key: 'tokenKept', args: [kept.slice(-4)] } : 'secretKept';
}

function accountFrom(data: FormData, before: Account | undefined): Account {
  const value = (name: AccountField) => String(data.get(name) ?? '').trim();
  // A secret must only go to the server it was entered for.
  const sameServer = before && parseUrl(before.endpoint)?.origin === parseUrl(value('endpoint'))?.origin;
  return {
    id: before?.id ?? crypto.randomUUID(),
    revision: before?.revision ?? 0,
    notify: before?.notify ?? true,
    name: value('name'),
    endpoint: value('endpoint'),
    token: value('token') || (sameServer ? before.token : ''),
    signInPage: value('signInPage'),
    webmail: value('webmail'),
    serviceId: value('serviceId'),
    servicePassword: String(data.get('servicePassword') ?? '') || (sameServer ? before.servicePassword : ''),
  };
}
