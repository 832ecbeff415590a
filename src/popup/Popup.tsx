import { useLayoutEffect, useState } from 'preact/hooks';
import { shownMessages } from '../core/mailbox';
import { isInForce } from '../core/policy';
import { isSnoozed } from '../core/snooze';
import { webmailAccount } from '../core/webmail-tab';
import { Icon } from '../ui/Icon';
import { AccountSection } from './AccountSection';
import { Footer, type PanelName } from './Footer';
import { Header } from './Header';
import { type Intent, intentOf } from './keys';
import { isTyping, moveFocus } from './move-focus';
import { ProblemBox } from './ProblemBox';
import { openWebmail, type PopupProps, rowKey } from './props';
import { QuietBanner } from './QuietBanner';
import { Welcome } from './Welcome';

/** The toolbar button's popup: what storage holds, shown at once. */
export function Popup(props: PopupProps) {
  const { state, now, t, actions } = props;
  const { accounts } = state;
  const [panel, setPanel] = useState<PanelName>();
  const [checking, setChecking] = useState(false);
  const [row, setRow] = useState<string>();
  const rows = accounts.flatMap(({ id }) => {
    const mailbox = state.mailboxes[id];
    return mailbox ? shownMessages(mailbox).map(message => rowKey(id, message.id)) : [];
  });
  const tabStop = { key: row !== undefined && rows.includes(row) ? row : rows[0], move: setRow };

  const check = async () => {
    if (checking || accounts.length === 0) return;
    setChecking(true);
    // However it ends, storage tells: a check that failed has left its reason there.
    await actions.checkNow().catch(() => {});
    setChecking(false);
  };

  /** Does what a key means; tells whether that was anything. */
  const act = (intent: Intent): boolean => {
    switch (intent) {
      case 'next':
      case 'previous':
      case 'first':
      case 'last':
        return moveFocus(intent);
      case 'check':
        void check();
        break;
      case 'webmail': {
        const id = document.activeElement?.closest<HTMLElement>('[data-account]')?.dataset.account;
        const account = accounts.find(it => it.id === id) ?? webmailAccount(state);
        if (account) openWebmail(account, actions);
        break;
      }
      case 'snooze':
        if (accounts.length > 0) setPanel(panel === 'snooze' ? undefined : 'snooze');
        break;
      case 'settings':
        actions.openSettings();
        break;
      case 'keys':
        setPanel(panel === 'keys' ? undefined : 'keys');
        break;
      case 'close':
        // Without a panel, it is the browser's: it closes the popup.
        if (!panel) return false;
        setPanel(undefined);
    }
    return true;
  };
  // Not after the next paint, for a key may come before it.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const intent = intentOf(event, isTyping(event));
      if (intent && act(intent)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });

  return (
    <>
      {accounts.length > 0 && <Header {...props} checking={checking} check={() => void check()} />}
      <main>
        {accounts.length === 0 && <Welcome policy={state.policy} t={t} actions={actions} />}
        {accounts.length > 0 && <QuietBanner {...props} />}
        {state.storageFull && (
          <ProblemBox look="failing" icon="warning" headline={t('storageFull')}>
            <p>{t('storageFullHelp')}</p>
          </ProblemBox>
        )}
        {accounts.map(account => (
          <AccountSection
            key={account.id}
            {...props}
            account={account}
            isOneOfMany={accounts.length > 1}
            tabStop={tabStop}
          />
        ))}
        {isInForce(state.policy) && (
          <p class="managed">
            <Icon name="organisation" />
            {t('managedTitle')}
          </p>
        )}
      </main>
      <Footer {...props} panel={panel} setPanel={setPanel} isSnoozed={isSnoozed(state.snoozedUntil, now)} />
    </>
  );
}
