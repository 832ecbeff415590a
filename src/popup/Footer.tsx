import { Icon } from '../ui/Icon';
import { KeysPanel } from './KeysPanel';
import type { PopupProps } from './props';
import { SnoozePanel } from './SnoozePanel';
import { useHeight } from './use-height';
import { WebmailButton } from './WebmailButton';

export type PanelName = 'snooze' | 'keys';

interface Props extends PopupProps {
  /** The panel that is open, if any. */
  panel: PanelName | undefined;
  setPanel(panel: PanelName | undefined): void;
  isSnoozed: boolean;
}

/** Where to go from the popup, and the panels that open there. */
export function Footer({ state, t, actions, panel, setPanel, isSnoozed }: Props) {
  const { accounts } = state;
  const [only] = accounts;
  const close = () => setPanel(undefined);
  return (
    <footer ref={useHeight('--footer')}>
      {panel === 'snooze' && (
        <SnoozePanel
          isSnoozed={isSnoozed}
          t={t}
          onChoose={choice => {
            actions.snooze(choice);
            close();
          }}
        />
      )}
      {panel === 'keys' && <KeysPanel t={t} onClose={close} />}
      <div class="bar">
        {only && accounts.length === 1 && <WebmailButton account={only} t={t} actions={actions} />}
        {only && (
          <button
            type="button"
            class="quiet"
            aria-expanded={panel === 'snooze'}
            aria-controls={panel === 'snooze' ? 'snooze' : undefined}
            aria-keyshortcuts="s"
            onClick={() => setPanel(panel === 'snooze' ? undefined : 'snooze')}
          >
            <Icon name="quiet" />
            {t('snooze')}
          </button>
        )}
        <button
          type="button"
          class="quiet"
          // The name that ARIA has for this key is the key itself.
          aria-keyshortcuts=","
          onClick={() => actions.openSettings()}
        >
          <Icon name="settings" />
          {t('settings')}
        </button>
      </div>
    </footer>
  );
}
