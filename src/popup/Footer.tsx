import type { ComponentChildren } from 'preact';
import type { Account } from '../core/account/account';
import type { Translate } from '../core/text/text';
import { Icon } from '../ui/Icon';
import { quietIcon, settingsIcon } from '../ui/icons';
import type { PanelName, PopupActions } from './props';
import { WebmailButton } from './WebmailButton';

interface Props {
  accounts: readonly Account[];
  t: Translate;
  actions: PopupActions;
  panel: PanelName | undefined;
  setPanel(panel: PanelName | undefined): void;
  children: ComponentChildren;
}

export function Footer({ accounts, t, actions, panel, setPanel, children }: Props) {
  const [only] = accounts;
  return (
    <footer>
      {children}
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
            <Icon icon={quietIcon} />
            {t('snooze')}
          </button>
        )}
        <button
          type="button"
          class="quiet"
          // ARIA's name for the comma key is the character itself.
          aria-keyshortcuts=","
          onClick={() => actions.openSettings()}
        >
          <Icon icon={settingsIcon} />
          {t('settings')}
        </button>
      </div>
    </footer>
  );
}
