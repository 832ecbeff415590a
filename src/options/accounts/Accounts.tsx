import { useRef, useState } from 'preact/hooks';
import type { Account } from '../../core/account/account';
import { isFirstRun, stepOf } from '../../core/view/first-run';
import { visitProblem } from '../../core/view/visits';
import { Icon } from '../../ui/Icon';
import { addIcon, lockIcon } from '../../ui/icons';
import { isLocked } from '../controls/PolicyNote';
import { Section } from '../page/Section';
import type { OptionsProps } from '../props';
import { AccountForm } from './AccountForm';
import { AccountRow } from './AccountRow';
import { FirstRun } from './FirstRun';
import { LocalGateway } from './LocalGateway';
import { useLocalGateway } from './use-local-gateway';

const NEW = 'new';

interface Props extends OptionsProps {
  /** Announces a text to screen readers. */
  say(words: string): void;
  stored(act: Promise<void>): Promise<void>;
}

export function Accounts(props: Props) {
  const { state, now, locale, t, actions, openForm, firstRun, say, stored } = props;
  const [openAtFirst, fieldAtFirst] = openForm?.split(':') ?? [];
  const [wanted, setOpen] = useState(openAtFirst);
  const addButton = useRef<HTMLButtonElement>(null);
  const { accounts, mailboxes, visits, policy, settings } = state;
  const locked = isLocked('accounts', policy);
  // The account to edit may have been removed, here or in another tab.
  const open = (wanted === NEW && !locked) || accounts.some(({ id }) => id === wanted) ? wanted : undefined;
  const isEmpty = accounts.length === 0;
  const showsSteps = isFirstRun(firstRun, state);

  const isAdding = open === NEW;
  const addsInSteps = showsSteps && isEmpty && stepOf(firstRun, state) !== 'done';
  const gateway = useLocalGateway((isAdding || addsInSteps) && !locked, actions.knock);

  const close = () => {
    setOpen(undefined);
    requestAnimationFrame(() => addButton.current?.focus());
  };
  const form = (account?: Account) => (
    <AccountForm
      account={account}
      field={open === openAtFirst ? fieldAtFirst : undefined}
      isSecond={gateway !== undefined && !account}
      t={t}
      say={say}
      onSave={actions.saveAccount}
      onConnect={actions.connect}
      onClose={close}
    />
  );
  const add = (
    <button
      type="button"
      name="add-account"
      ref={addButton}
      class={isEmpty && !locked && !gateway ? 'primary' : ''}
      disabled={open !== undefined || locked}
      aria-describedby={locked ? 'accounts-locked' : undefined}
      onClick={() => setOpen(NEW)}
    >
      <Icon icon={addIcon} />
      {t('addAccount')}
    </button>
  );
  const addOrForm = (
    <>
      {gateway && <LocalGateway gateway={gateway} t={t} say={say} {...actions} onConnected={close} />}
      {isAdding ? form() : add}
    </>
  );
  return (
    <Section group="accounts" t={t}>
      {showsSteps && (
        <FirstRun {...props}>
          {addsInSteps && (
            <>
              {!gateway && <StartGateway t={t} />}
              {addOrForm}
            </>
          )}
        </FirstRun>
      )}
      {isEmpty && !showsSteps && !isAdding && (
        <p class="hint">{t(locked ? 'noManagedAccounts' : 'noAccounts')}</p>
      )}
      {!isEmpty && (
        <ul class="accounts">
          {accounts.map(account => (
            <li key={account.id} class="card">
              {open === account.id ? (
                form(account)
              ) : (
                <AccountRow
                  account={account}
                  mailbox={mailboxes[account.id]}
                  settings={settings}
                  problem={visitProblem(visits, account.id, mailboxes[account.id])}
                  now={now}
                  locale={locale}
                  t={t}
                  isOtherFormOpen={open !== undefined}
                  isInSteps={showsSteps && stepOf(firstRun, state) === 'allow'}
                  say={say}
                  onEdit={() => setOpen(account.id)}
                  onTry={actions.tryAccount}
                  onSignIn={actions.signIn}
                  onSignOut={it => stored(actions.signOut(it))}
                  onVisitPrivacyPage={actions.visitPrivacyPage}
                  onRemove={id => stored(actions.removeAccount(id))}
                  onAllow={actions.allowHost}
                  onNotify={notify => void stored(actions.changeAccount(account.id, { notify }))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {!addsInSteps && (isAdding ? <div class="card">{addOrForm}</div> : addOrForm)}
      {locked && (
        <p id="accounts-locked" class="policy-note">
          <Icon icon={lockIcon} />
          {t('accountsLocked')}
        </p>
      )}
    </Section>
  );
}

/** How to start the gateway on this computer. */
function StartGateway({ t }: Pick<Props, 't'>) {
  return (
    <p class="hint start">
      {t('startGateway')}
      <code>npm run gateway</code>
    </p>
  );
}
