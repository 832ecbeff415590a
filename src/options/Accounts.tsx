import { useRef, useState } from 'preact/hooks';
import type { Account } from '../core/account';
import { visitProblem } from '../core/visits';
import { Icon } from '../ui/Icon';
import { AccountForm } from './AccountForm';
import { AccountRow } from './AccountRow';
import { isLocked } from './PolicyNote';
import type { OptionsProps } from './props';

const NEW = 'new';

/** The list of accounts; the one being edited, or a new one, shows its form. */
export function Accounts({ state, now, locale, t, actions, openForm }: OptionsProps) {
  const [openAtFirst, fieldAtFirst] = openForm?.split(':') ?? [];
  const [wanted, setOpen] = useState(openAtFirst);
  const addButton = useRef<HTMLButtonElement>(null);
  const { accounts, mailboxes, visits, policy } = state;
  const locked = isLocked('accounts', policy);
  // The account that a form is wanted for may have been removed, here or in another tab.
  const open = (wanted === NEW && !locked) || accounts.some(({ id }) => id === wanted) ? wanted : undefined;

  const form = (account?: Account) => (
    <AccountForm
      account={account}
      field={open === openAtFirst ? fieldAtFirst : undefined}
      t={t}
      onSave={actions.saveAccount}
      onClose={() => {
        setOpen(undefined);
        requestAnimationFrame(() => addButton.current?.focus());
      }}
    />
  );
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">{t('accounts')}</h2>
      {accounts.length === 0 && open !== NEW && (
        <p class="hint">{t(locked ? 'noManagedAccounts' : 'noAccounts')}</p>
      )}
      {accounts.length > 0 && (
        <ul class="accounts">
          {accounts.map(account => (
            <li key={account.id} class="card">
              {open === account.id ? (
                form(account)
              ) : (
                <AccountRow
                  account={account}
                  mailbox={mailboxes[account.id]}
                  problem={visitProblem(visits, account.id, mailboxes[account.id])}
                  now={now}
                  locale={locale}
                  t={t}
                  locked={open !== undefined}
                  onEdit={() => setOpen(account.id)}
                  onTry={actions.tryAccount}
                  onSignIn={actions.signIn}
                  onSignOut={actions.signOut}
                  onVisitPrivacyPage={actions.visitPrivacyPage}
                  onRemove={actions.removeAccount}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {open === NEW ? (
        <div class="card">{form()}</div>
      ) : (
        <button
          type="button"
          name="add-account"
          ref={addButton}
          class={accounts.length === 0 && !locked ? 'primary' : ''}
          disabled={open !== undefined || locked}
          aria-describedby={locked ? 'accounts-locked' : undefined}
          onClick={() => setOpen(NEW)}
        >
          <Icon name="add" />
          {t('addAccount')}
        </button>
      )}
      {locked && (
        <p id="accounts-locked" class="policy-note">
          <Icon name="lock" />
          {t('accountsLocked')}
        </p>
      )}
    </section>
  );
}
