import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { webmailOf } from '../core/account/webmail';
import { shownMessages } from '../core/mailbox/mailbox';
import { isInForce } from '../core/policy/policy';
import { isSnoozed, type Snooze } from '../core/settings/snooze';
import { datesAt } from '../core/text/friendly-date';
import { ageText } from '../core/view/age';
import { canCheck } from '../core/view/can-check';
import type { State } from '../core/view/state';
import { statusTexts } from '../core/view/status';
import { webmailAccount } from '../core/view/webmail-tab';
import { Icon } from '../ui/Icon';
import { organisationIcon, warningIcon } from '../ui/icons';
import { useLooks } from '../ui/use-looks';
import { AccountMail } from './AccountMail';
import { Footer } from './Footer';
import { Header } from './Header';
import { KeysPanel } from './KeysPanel';
import { type Intent, intentOf } from './keys';
import { isTyping, moveFocus } from './move-focus';
import { ProblemBox } from './ProblemBox';
import { type ListContext, type PanelName, type PopupProps, rowKey } from './props';
import { QuietBanner } from './QuietBanner';
import { SnoozePanel } from './SnoozePanel';
import { useHeights } from './use-heights';
import { useWholeRows } from './use-whole-rows';
import { Welcome } from './Welcome';

/** Rows of the first render: more than fit into a popup. Rendering thousands takes a noticeable time. */
const FIRST_ROWS = 40;

export function Popup(props: PopupProps) {
  const { state, now, t, actions } = props;
  const { accounts } = state;
  const [panel, setPanel] = useState<PanelName>();
  const [checking, setChecking] = useState(false);
  const [row, setRow] = useState<string>();
  const [unsaved, setUnsaved] = useState(false);
  const mayCheck = canCheck(state, now);
  const check = async () => {
    if (checking || !mayCheck) return;
    setChecking(true);
    // A failed check has stored its failure, which the popup shows.
    await actions.checkNow().catch(() => {});
    setChecking(false);
  };

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
        if (account && webmailOf(account)) actions.openWebmail(account);
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
        // Without a panel, Escape is left to the browser: it closes the popup.
        if (!panel) return false;
        setPanel(undefined);
    }
    return true;
  };
  // A layout effect, because a key may be pressed before the next paint.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const intent = intentOf(event, isTyping(event));
      if (intent && act(intent)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });

  useLooks(state.settings);
  useHeights();
  useWholeRows();

  const rows = rowsOf(state);
  const [isWhole, setWhole] = useState(rows.length <= FIRST_ROWS);
  useEffect(() => setWhole(true), []);
  // The benchmark (test/bench) reads this mark.
  useLayoutEffect(() => void (isWhole && performance.mark('settled')), [isWhole]);

  const age = ageText(state, now, props.locale);
  const snooze = async (choice: Snooze | 'end') =>
    setUnsaved(
      await actions.snooze(choice).then(
        () => false,
        () => true,
      ),
    );
  const doing = { ...actions, checkNow: check, snooze };
  const popup = { ...props, actions: doing };
  const context: ListContext = {
    seen: props.seen,
    dates: datesAt(now, props.locale),
    t,
    tabStop: { key: row !== undefined && rows.includes(row) ? row : rows[0], move: setRow },
    actions: doing,
  };
  let rowsLeft = isWhole ? Number.POSITIVE_INFINITY : FIRST_ROWS;
  return (
    <>
      {accounts.length > 0 && (
        <Header
          status={unsaved ? [...statusOf(props), t('settingsNotSaved')] : statusOf(props)}
          age={age ? t(age) : ''}
          checking={checking}
          t={t}
          check={mayCheck || checking ? () => void check() : undefined}
        />
      )}
      <main>
        {accounts.length === 0 && <Welcome policy={state.policy} t={t} actions={actions} />}
        {accounts.length > 0 && <QuietBanner {...popup} />}
        {state.storageFull && (
          <ProblemBox look="failing" icon={warningIcon} headline={t('storageFull')}>
            <p>{t('storageFullHelp')}</p>
          </ProblemBox>
        )}
        {unsaved && <ProblemBox look="failing" icon={warningIcon} headline={t('settingsNotSaved')} />}
        {accounts.map(account => {
          const rowsAtMost = rowsLeft;
          rowsLeft = Math.max(0, rowsLeft - rowsOf({ ...state, accounts: [account] }).length);
          return (
            <AccountMail
              key={account.id}
              account={account}
              popup={popup}
              context={context}
              rowsAtMost={rowsAtMost}
            />
          );
        })}
        {isInForce(state.policy) && (
          <p class="managed">
            <Icon icon={organisationIcon} />
            {t('managedTitle')}
          </p>
        )}
      </main>
      <Footer accounts={accounts} t={t} actions={actions} panel={panel} setPanel={setPanel}>
        {panel === 'snooze' && (
          <SnoozePanel
            isSnoozed={isSnoozed(state.snoozedUntil, now)}
            t={t}
            onChoose={choice => {
              void snooze(choice);
              setPanel(undefined);
            }}
          />
        )}
        {panel === 'keys' && (
          <KeysPanel
            hasWebmail={accounts.some(webmailOf)}
            mayCheck={mayCheck}
            t={t}
            onClose={() => setPanel(undefined)}
          />
        )}
      </Footer>
    </>
  );
}

/** The keys of all rows, in the order on screen. */
function rowsOf({ accounts, mailboxes }: Pick<State, 'accounts' | 'mailboxes'>): string[] {
  return accounts.flatMap(({ id }) => {
    const mailbox = mailboxes[id];
    return mailbox ? shownMessages(mailbox).map(message => rowKey(id, message.id)) : [];
  });
}

function statusOf({ state, now, t }: PopupProps): [string, ...string[]] {
  const [counts, ...others] = statusTexts(state, now);
  return [t(counts), ...others.map(t)];
}
