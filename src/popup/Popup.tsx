import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ageText } from '../core/age';
import { isInForce } from '../core/policy';
import { isSnoozed, type Snooze } from '../core/snooze';
import { statusTexts } from '../core/status';
import { webmailAccount } from '../core/webmail-tab';
import { Icon } from '../ui/Icon';
import { organisationIcon, warningIcon } from '../ui/icons';
import type { PanelName } from './Footer';
import { KeysPanel } from './KeysPanel';
import { type Intent, intentOf } from './keys';
import { Layout } from './Layout';
import { isTyping, moveFocus } from './move-focus';
import { ProblemBox } from './ProblemBox';
import { openWebmail, type PopupProps } from './props';
import { QuietBanner } from './QuietBanner';
import { remarksOn } from './remarks';
import { SnoozePanel } from './SnoozePanel';
import { useHeights } from './use-heights';
import { Welcome } from './Welcome';

interface Props extends PopupProps {
  /** What the user has had done before this was there. */
  initialPanel?: PanelName | undefined;
  initialCheck?: boolean | undefined;
}

/** The toolbar button's popup: what storage holds, shown at once. */
export function Popup(props: Props) {
  const { state, now, t, actions, initialPanel, initialCheck } = props;
  const { accounts } = state;
  const [panel, setPanel] = useState(initialPanel);
  const [checking, setChecking] = useState(false);
  const [row, setRow] = useState<string>();
  const [unsaved, setUnsaved] = useState(false);
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

  const wanted = useRef(initialCheck);
  useLayoutEffect(() => {
    if (wanted.current) void check();
    wanted.current = false;
  });
  useHeights();

  const age = ageText(state, now, props.locale);
  const snooze = async (choice: Snooze | 'end') =>
    setUnsaved(
      await actions.snooze(choice).then(
        () => false,
        () => true,
      ),
    );
  const close = () => setPanel(undefined);
  return (
    <Layout
      {...props}
      status={unsaved ? [...statusOf(props), t('settingsNotSaved')] : statusOf(props)}
      age={age ? t(age) : ''}
      checking={checking}
      row={row}
      setRow={setRow}
      actions={{ ...actions, checkNow: check }}
      panel={panel}
      setPanel={setPanel}
      top={
        <>
          {accounts.length === 0 && <Welcome policy={state.policy} t={t} actions={actions} />}
          {accounts.length > 0 && <QuietBanner {...props} actions={{ ...actions, snooze }} />}
          {state.storageFull && (
            <ProblemBox look="failing" icon={warningIcon} headline={t('storageFull')}>
              <p>{t('storageFullHelp')}</p>
            </ProblemBox>
          )}
          {unsaved && <ProblemBox look="failing" icon={warningIcon} headline={t('settingsNotSaved')} />}
        </>
      }
      remarksOn={account => remarksOn(account, props)}
      bottom={
        isInForce(state.policy) && (
          <p class="managed">
            <Icon icon={organisationIcon} />
            {t('managedTitle')}
          </p>
        )
      }
      openPanel={
        (panel === 'snooze' && (
          <SnoozePanel
            isSnoozed={isSnoozed(state.snoozedUntil, now)}
            t={t}
            onChoose={choice => {
              void snooze(choice);
              close();
            }}
          />
        )) ||
        (panel === 'keys' && <KeysPanel t={t} onClose={close} />)
      }
    />
  );
}

function statusOf({ state, now, t }: PopupProps): [string, ...string[]] {
  const [counts, ...others] = statusTexts(state, now);
  return [t(counts), ...others.map(t)];
}
