import type { Account } from '../core/account/account';
import { type Snooze, snoozeEnd } from '../core/settings/snooze';
import type { MenuCommand } from '../core/view/menu';
import type { State } from '../core/view/state';
import { webmailAccount } from '../core/view/webmail-tab';

export interface CommandEffects {
  loadState(): Promise<State>;
  checkNow(): Promise<void>;
  /** Opens an address as the user wants it opened; of an account, in its webmail's tab. */
  openIn(account: Account, address: string): Promise<void>;
  /** `form` is an account's id, with a colon and the name of the field to fill in. */
  openSettings(form?: string): Promise<void>;
  /** When the snooze ends, ms since 1970; 0 ends it now. */
  setSnooze(until: number): Promise<void>;
  /** ms since 1970 */
  now(): number;
}

/** What the menu, the keyboard, the toolbar button and notifications have done. */
export interface Commands {
  run(command: MenuCommand): Promise<void>;
  /** Of one account, or of the one that calls for it most. */
  openWebmail(accountId?: string): Promise<void>;
  snooze(snooze: Snooze | 'end'): Promise<void>;
}

export function createCommands(effects: CommandEffects): Commands {
  /** Where no address is known, the settings open where it goes. */
  async function openWebmail(accountId?: string): Promise<void> {
    const state = await effects.loadState();
    const account = state.accounts.find(({ id }) => id === accountId) ?? webmailAccount(state);
    if (!account) return effects.openSettings();
    if (!account.webmail) return effects.openSettings(`${account.id}:webmail`);
    return effects.openIn(account, account.webmail);
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
