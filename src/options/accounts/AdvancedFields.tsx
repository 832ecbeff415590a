import type { Account } from '../../core/account/account';
import type { AccountField } from '../../core/account/account-form';
import { isPreset } from '../../core/policy/presets';
import type { MessageKey, Text, Translate } from '../../core/text/text';
import { Field } from '../controls/Field';

interface Props {
  /** The account to edit; undefined to add one. */
  account: Account | undefined;
  problems: Partial<Record<AccountField, MessageKey | Text>>;
  t: Translate;
}

/** All that an account consists of. Shows no stored secret but the end of a long token. */
export function AdvancedFields({ account, problems, t }: Props) {
  const preset = account !== undefined && isPreset(account);
  const field = (name: AccountField) => {
    const problem = problems[name];
    return { name, problem: problem && t(problem) };
  };
  /** Fields that the organisation has set are read-only. */
  const fixed = (hint: MessageKey) =>
    preset ? { hint: t('lockedNote'), readOnly: true } : { hint: t(hint) };
  const kept = account?.token;
  return (
    <>
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
    </>
  );
}

/** Shows the last four characters of a token to recognise it by, if at least eight stay hidden. */
function tokenHint(kept: string): MessageKey | Text {
  return kept.length >= 12 ? { key: 'tokenKept', args: [kept.slice(-4)] } : 'secretKept';
}
