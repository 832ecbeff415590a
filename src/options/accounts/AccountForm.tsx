import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Account } from '../../core/account/account';
import { type AccountField, accountProblems } from '../../core/account/account-form';
import { readTypedAddress, type TypedAddress } from '../../core/account/typed-address';
import { parseUrl } from '../../core/answer/link';
import { failureHeadline } from '../../core/mailbox/failure-table';
import { isPreset } from '../../core/policy/presets';
import type { MessageKey, Text, Translate } from '../../core/text/text';
import { problemText } from '../../core/view/visits';
import { Field } from '../controls/Field';
import { AdvancedFields } from './AdvancedFields';
import type { Connecting, Entries } from './connect-gateway';
import { accountFrom, entriesOf, type Found, isByHand } from './form-values';
import type { Saving } from './save-account';

interface Props {
  /** The account to edit; undefined to add one. */
  account: Account | undefined;
  /** The field to focus; undefined for the first. */
  field: string | undefined;
  /** Whether another way to add an account is offered above the form. */
  isSecond: boolean;
  t: Translate;
  /** Announces a text to screen readers. */
  say(words: string): void;
  /** @param anyway save even if the server couldn't be reached */
  onSave(account: Account, anyway: boolean): Promise<Saving>;
  onConnect(origin: string, entries: Entries): Promise<Connecting>;
  onClose(): void;
}

type FormField = AccountField | 'gateway';
type Problems = Partial<Record<FormField, MessageKey | Text>>;

/** Adds an account by the address of its gateway, or by all its fields; or edits one. */
export function AccountForm({ account, field, isSecond, t, say, onSave, onConnect, onClose }: Props) {
  const [problems, setProblems] = useState<Problems>({});
  const [obstacle, setObstacle] = useState<Text>();
  const [unchecked, setUnchecked] = useState<Account>();
  const [underWay, setUnderWay] = useState<'testing' | 'connecting'>();
  const form = useRef<HTMLFormElement>(null);
  const advanced = useRef<HTMLDetailsElement>(null);
  const found = useRef<Found>({});

  const input = (name: string) => form.current?.querySelector<HTMLInputElement>(`[name=${name}]`);
  const goTo = (name: string) => {
    if (advanced.current && name !== 'gateway') advanced.current.open = true;
    input(name)?.focus();
  };
  const showProblems = (all: Problems) => {
    setProblems(all);
    const [first] = Object.keys(all);
    if (first) goTo(first);
  };
  useEffect(() => {
    if (account) goTo(field ?? (isPreset(account) ? 'token' : 'name'));
    else if (!isSecond) goTo('gateway');
  }, []);

  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const filled = accountFrom(data, account);
    const typed = String(data.get('gateway') ?? '').trim();
    setProblems({});
    setObstacle(undefined);
    setUnchecked(undefined);
    if (!account && !isByHand(filled, typed, found.current)) return connectTo(typed, filled);
    const wrong = accountProblems(filled);
    if (Object.keys(wrong).length > 0) showProblems(wrong);
    else void save(filled, false);
  };
  const stopBy = (words: Text) => {
    setObstacle(words);
    say(t(words));
  };
  const attempt = async (how: 'testing' | 'connecting', act: () => Promise<void>) => {
    setUnderWay(how);
    await act().catch(() => stopBy({ key: 'saveFailed' }));
    setUnderWay(undefined);
  };
  const save = (filled: Account, anyway: boolean) =>
    attempt('testing', async () => {
      const saving = await onSave(filled, anyway);
      if (saving.kind === 'saved') return onClose();
      stopBy(obstacleText(saving, filled));
      if (saving.kind === 'unchecked') setUnchecked(filled);
      if (saving.kind === 'refused') showProblems({ token: 'problemTokenRefused' });
    });

  const connectTo = (typed: string, filled: Account) => {
    const read = readTypedAddress(typed);
    if (read.kind === 'problem') return showProblems({ gateway: read.problem });
    const wrong = entryProblems(filled);
    if (Object.keys(wrong).length > 0) return showProblems(wrong);
    void attempt('connecting', async () => {
      const end = await onConnect(read.origin, entriesOf(filled, found.current));
      if (end.kind === 'connected') return onClose();
      stopConnecting(end, read);
    });
  };
  const stopConnecting = (
    end: Exclude<Connecting, { kind: 'connected' }>,
    { origin, address }: TypedAddress & { kind: 'address' },
  ) => {
    const args = [parseUrl(origin)?.host ?? ''];
    const stopAt = (field: FormField, words: Text) => {
      showProblems({ [field]: words });
      say(t(words));
    };
    switch (end.kind) {
      case 'not-allowed':
        return stopBy({ key: 'permissionRefused', args });
      case 'unreachable':
      case 'no-gateway':
        fillIn({ name: args[0] ?? '', endpoint: address });
        if (advanced.current) advanced.current.open = true;
        return end.kind === 'unreachable'
          ? stopAt('gateway', { key: 'gatewayUnreachable', args })
          : stopAt('token', { key: 'gatewayUnknown', args });
      case 'not-signed-in': {
        const { apiAddress, signInPage, webmail = '' } = end.facts;
        fillIn({ endpoint: apiAddress, signInPage, webmail });
        return stopBy(end.problem.kind === 'not-saved' ? { key: 'saveFailed' } : problemText(end.problem));
      }
    }
  };
  /** Fills fields under "Advanced", but keeps what the user has entered there. */
  const fillIn = (values: Found) => {
    for (const name of ['name', 'endpoint', 'signInPage', 'webmail'] as const) {
      const element = input(name);
      const isOurs = element && element.value.trim() === (found.current[name] ?? '');
      if (isOurs) element.value = values[name] ?? '';
    }
    found.current = values;
  };

  const gatewayProblem = problems.gateway && t(problems.gateway);
  return (
    <form ref={form} class="account-form" noValidate autocomplete="off" onSubmit={submit}>
      {!account && (
        <Field
          name="gateway"
          label={t('gatewayAddress')}
          hint={t('gatewayAddressHint')}
          problem={gatewayProblem}
          kind="url"
        />
      )}
      <details ref={advanced} open={account !== undefined}>
        <summary>{t('advanced')}</summary>
        <AdvancedFields account={account} problems={problems} t={t} />
      </details>
      {obstacle && <p class="problem obstacle">{t(obstacle)}</p>}
      <div class="buttons">
        <button type="submit" class={isSecond ? '' : 'primary'} disabled={underWay !== undefined}>
          {t(underWay ?? 'saveAccount')}
        </button>
        {unchecked && (
          <button type="button" disabled={underWay !== undefined} onClick={() => void save(unchecked, true)}>
            {t('saveAnyway')}
          </button>
        )}
        <button type="button" disabled={underWay !== undefined} onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

/** Problems of what can be entered beside the gateway's address. */
function entryProblems(account: Account): Problems {
  const { webmail, serviceId } = accountProblems(account);
  return { ...(webmail && { webmail }), ...(serviceId && { serviceId }) };
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
