import type { Account } from '../core/account/account';
import { webmailOf } from '../core/account/webmail';
import { type Snooze, snoozeEnd } from '../core/settings/snooze';
import type { MenuCommand } from '../core/view/menu';
import type { State } from '../core/view/state';
import { webmailAccount } from '../core/view/webmail-tab';

export interface CommandEffects {
  loadState(): Promise<State>;
  checkNow(): Promise<void>;
  /** Opens an address in the account's webmail tab or a new tab, as the settings say. */
  openIn(account: Account, address: string): Promise<void>;
  openListInTab(): Promise<void>;
  openSettings(): Promise<void>;
  /** @param until ms since 1970; 0 ends the snooze */
  setSnooze(until: number): Promise<void>;
  /** ms since 1970 */
  now(): number;
}

export interface Commands {
  run(command: MenuCommand): Promise<void>;
  /** Opens the webmail of this account, or of the first one with unread mail. */
  openWebmail(accountId?: string): Promise<void>;
  snooze(snooze: Snooze | 'end'): Promise<void>;
}

export function createCommands(effects: CommandEffects): Commands {
  /** Without a webmail, opens the list; without an account, the settings. */
  async function openWebmail(accountId?: string): Promise<void> {
    const state = await effects.loadState();
    const account = state.accounts.find(({ id }) => id === accountId) ?? webmailAccount(state);
    const webmail = account && webmailOf(account);
    if (webmail) return effects.openIn(account, webmail);
    return state.accounts.length > 0 ? effects.openListInTab() : effects.openSettings();
  }

  async function snooze(length: Snooze | 'end'): Promise<void> {
    await effects.setSnooze(length === 'end' ? 0 : snoozeEnd(length, effects.now()));
  }

  return {
    openWebmail,
    snooze,
    async run(command) {
      switch (command.kind) {
        case 'check':
          return effects.checkNow();
        case 'webmail':
          return openWebmail(command.accountId);
        case 'snooze':
          return snooze(command.snooze);
        case 'settings':
          return effects.openSettings();
      }
    },
  };
}
