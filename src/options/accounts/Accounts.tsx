import { useRef, useState } from 'preact/hooks';
import type { Account } from '../../core/account/account';
import { isPreset } from '../../core/policy/presets';
import { isFirstRun, stepOf } from '../../core/view/first-run';
import { visitProblem } from '../../core/view/visits';
import { Icon } from '../../ui/Icon';
import { addIcon, lockIcon } from '../../ui/icons';
import { isLocked } from '../controls/PolicyNote';
import { RemovedLine } from '../controls/RemovedLine';
import { useOrder } from '../hooks/use-order';
import { rowsWith, useRemoval } from '../hooks/use-removal';
import { Section } from '../page/Section';
import type { OptionsProps } from '../props';
import { AccountForm } from './AccountForm';
import { AccountRow } from './AccountRow';
import type { Direction } from './AccountTitle';
import { FirstRun } from './FirstRun';
import { LocalGateway } from './LocalGateway';
import { useLocalGateway } from './use-local-gateway';

const NEW = 'new';

const DIRECTIONS = ['up', 'down'] as const satisfies readonly Direction[];

const STEP = { up: -1, down: 1 } as const;

interface Props extends OptionsProps {
  /** Announces a text to screen readers. */
  say(words: string): void;
  stored(act: Promise<void>): Promise<void>;
}

export function Accounts(props: Props) {
  const { state, now, locale, t, actions, openForm, firstRun, sounds, ownSound, say, stored } = props;
  const [openAtFirst, fieldAtFirst] = openForm?.split(':') ?? [];
  const [wanted, setOpen] = useState(openAtFirst);
  const addButton = useRef<HTMLButtonElement>(null);
  const { accounts, mailboxes, visits, policy, settings } = state;
  const locked = isLocked('accounts', policy);
  // The account to edit may have been removed, here or in another tab.
  const open = (wanted === NEW && !locked) || accounts.some(({ id }) => id === wanted) ? wanted : undefined;
  const isEmpty = accounts.length === 0;
  const showsSteps = isFirstRun(firstRun, state);
  const removal = useRemoval<Account, HTMLUListElement>('[name=add-account]');
  const movable = accounts.filter(account => !isPreset(account)).map(({ id }) => id);
  const order = useOrder(movable, async (id, placeOf) => {
    await stored(actions.placeAccount(id, placeOf));
    const name = accounts.find(account => account.id === id)?.name ?? '';
    const position = accounts.findIndex(account => account.id === placeOf) + 1;
    say(t({ key: 'movedTo', args: [name, position, accounts.length] }));
  });
  const movesOf = (id: string) =>
    DIRECTIONS.filter(direction => order.neighbour(id, STEP[direction]) !== undefined);
  const remove = (account: Account, index: number) => {
    if (removal.removed) actions.endRemoval(removal.removed.entry.id);
    void stored(actions.removeAccount(account.id).then(() => removal.note(account, index)));
  };

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
      {(!isEmpty || removal.removed) && (
        <ul class="accounts" ref={removal.list}>
          {rowsWith(accounts, removal.removed).map(({ entry: account, index, removal: nth }) =>
            nth ? (
              <li key={`removed ${nth}`} class="card">
                <RemovedLine
                  id="account-removed"
                  name={account.name}
                  t={t}
                  say={say}
                  onOver={() => {
                    removal.over();
                    actions.endRemoval(account.id);
                  }}
                  onUndo={() => void stored(actions.restoreAccount(account.id).then(removal.undone))}
                />
              </li>
            ) : (
              <li key={account.id} class="card" {...order.handlers(account.id)}>
                {open === account.id ? (
                  form(account)
                ) : (
                  <AccountRow
                    account={account}
                    accounts={accounts}
                    mailbox={mailboxes[account.id]}
                    settings={settings}
                    policy={policy}
                    sounds={sounds}
                    hasOwnSound={ownSound !== undefined}
                    moves={
                      movable.length > 1 && movable.includes(account.id) ? movesOf(account.id) : undefined
                    }
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
                    onRemove={() => remove(account, index)}
                    onAllow={actions.allowHost}
                    onChange={change => void stored(actions.changeAccount(account.id, change))}
                    onMove={direction => order.step(account.id, STEP[direction])}
                  />
                )}
              </li>
            ),
          )}
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
