import { useState } from 'preact/hooks';
import { totalCountsText } from '../core/counts';
import { checkedText } from '../core/friendly-date';
import type { State } from '../core/state';
import type { Translate } from '../core/text';
import { Icon } from '../ui/Icon';
import { AccountSection } from './AccountSection';
import type { PopupProps } from './props';
import { WebmailButton } from './WebmailButton';

/** The toolbar button's popup: what storage holds, shown at once. */
export function Popup({ state, now, locale, t, actions }: PopupProps) {
  const { accounts } = state;
  const several = accounts.length > 1;
  return (
    <>
      {accounts.length > 0 && <Header state={state} now={now} locale={locale} t={t} actions={actions} />}
      <main>
        {accounts.length === 0 && (
          <div class="empty">
            <Icon name="letter" />
            <h1>{t('firstRun')}</h1>
            <p>{t('firstRunHelp')}</p>
            <button type="button" class="primary" onClick={() => actions.openSettings('new')}>
              {t('addAccount')}
            </button>
          </div>
        )}
        {state.storageFull && (
          <div class="alert failing" role="alert">
            <Icon name="warning" />
            <div>
              <p class="headline">{t('storageFull')}</p>
              <p>{t('storageFullHelp')}</p>
            </div>
          </div>
        )}
        {accounts.map(account => (
          <AccountSection
            key={account.id}
            account={account}
            state={state}
            named={several}
            now={now}
            locale={locale}
            t={t}
            actions={actions}
          />
        ))}
      </main>
      <footer>
        {accounts[0] && !several && <WebmailButton account={accounts[0]} t={t} actions={actions} />}
        <button type="button" class="quiet" onClick={() => actions.openSettings()}>
          <Icon name="settings" />
          {t('settings')}
        </button>
      </footer>
    </>
  );
}

function Header({ state, now, locale, t, actions }: PopupProps) {
  const [checking, setChecking] = useState(false);
  const check = async () => {
    setChecking(true);
    // However it ends, storage tells: a check that failed has left its reason there.
    await actions.checkNow().catch(() => {});
    setChecking(false);
  };
  return (
    <header>
      <h1 class="unseen">Facteur</h1>
      <div class="summary">
        <p role="status">{t(totalCountsText(state))}</p>
        <p class="age">{ageText(state, now, locale, t)}</p>
      </div>
      <button
        type="button"
        class="check"
        aria-busy={checking}
        disabled={checking}
        onClick={() => void check()}
      >
        <Icon name="check" />
        {t(checking ? 'checking' : 'checkNow')}
      </button>
    </header>
  );
}

/** How old the oldest of what is shown is; said as last known where a check has failed. */
function ageText({ accounts, mailboxes }: State, now: number, locale: string, t: Translate): string {
  const checked = accounts
    .flatMap(account => mailboxes[account.id] ?? [])
    .filter(({ checkedAt }) => checkedAt > 0);
  if (checked.length === 0) return '';
  const oldest = Math.min(...checked.map(({ checkedAt }) => checkedAt));
  if (checked.some(({ failure }) => failure)) return t({ key: 'lastKnownAt', args: [{ time: oldest }] });
  return t(checkedText(oldest, now, locale));
}
