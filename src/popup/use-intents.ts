import { webmailOf } from '../core/account/webmail';
import { webmailAccount } from '../core/view/webmail-tab';
import type { Intent } from './keys';
import { moveFocus } from './move-focus';
import type { PanelName, PopupProps } from './props';
import type { Report } from './use-deeds';
import { useKeys } from './use-keys';
import type { Rows } from './use-rows';

interface Context extends Pick<PopupProps, 'state' | 'actions'> {
  list: Rows;
  report: Report | undefined;
  closeReport(): void;
  panel: PanelName | undefined;
  setPanel(panel: PanelName | undefined): void;
  check(): void;
}

/** Does what the popup's keyboard shortcuts mean. */
export function useIntents({
  state,
  actions,
  list,
  report,
  closeReport,
  panel,
  setPanel,
  check,
}: Context): void {
  const toggle = (name: PanelName) => setPanel(panel === name ? undefined : name);
  const act = (intent: Intent): boolean => {
    switch (intent) {
      case 'archive':
      case 'markRead':
      case 'delete':
      case 'mute':
        return list.act(intent);
      case 'undo':
        report?.undo?.();
        return report?.undo !== undefined;
      case 'left':
      case 'right':
        return !list.menu && moveFocus(intent);
      case 'next':
      case 'previous':
      case 'first':
      case 'last':
        return moveFocus(intent);
      case 'check':
        check();
        break;
      case 'webmail': {
        const id = document.activeElement?.closest<HTMLElement>('[data-account]')?.dataset.account;
        const account = state.accounts.find(it => it.id === id) ?? webmailAccount(state);
        if (account && webmailOf(account)) actions.openWebmail(account);
        break;
      }
      case 'snooze':
        if (state.accounts.length > 0) toggle('snooze');
        break;
      case 'settings':
        actions.openSettings();
        break;
      case 'keys':
        toggle('keys');
        break;
      case 'close':
        if (list.menu) {
          list.closeMenu();
          return true;
        }
        // Without a panel or a bar, Escape is left to the browser: it closes the popup.
        if (!panel && !report) return false;
        if (panel) setPanel(undefined);
        else closeReport();
    }
    return true;
  };
  useKeys(act);
}
