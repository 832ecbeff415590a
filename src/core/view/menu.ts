import type { Account } from '../account/account';
import { quietOf, quietText } from '../settings/quiet';
import { SNOOZE_LABELS, SNOOZES, type Snooze } from '../settings/snooze';
import type { Text } from '../text/text';
import type { State } from './state';

/** An entry of the menu that belongs to the toolbar button. */
export interface MenuEntry {
  id: string;
  title: Text | string;
  /** The entry whose submenu it is in. */
  parent?: string;
}

/** What an entry of the menu has done. */
export type MenuCommand =
  | { kind: 'check' }
  /** Of the account that calls for it most, where none is given. */
  | { kind: 'webmail'; accountId?: string }
  | { kind: 'snooze'; snooze: Snooze | 'end' }
  | { kind: 'settings' };

/** The menu for a state at `now` (ms since 1970). Chrome takes no more than six entries beside each other. */
export function menuFor(state: State, now: number): MenuEntry[] {
  const quiet = quietOf(state, now);
  const isSnoozed = quiet?.why === 'snooze';
  return [
    { id: 'check', title: { key: 'checkNow' } },
    ...webmailEntries(state.accounts.filter(({ webmail }) => webmail)),
    { id: 'snooze', title: isSnoozed ? quietText(quiet) : { key: 'snooze' } },
    ...SNOOZES.map(snooze => ({
      id: `snooze|${snooze}`,
      title: { key: SNOOZE_LABELS[snooze] },
      parent: 'snooze',
    })),
    ...(isSnoozed ? [{ id: 'snooze|end', title: { key: 'endSnooze' } as const, parent: 'snooze' }] : []),
    { id: 'settings', title: { key: 'settings' } },
  ];
}

function webmailEntries(accounts: readonly Account[]): MenuEntry[] {
  const entry: MenuEntry = { id: 'webmail', title: { key: 'openWebmail' } };
  if (accounts.length < 2) return [entry];
  return [
    entry,
    ...accounts.map(({ id, name }) => ({ id: `webmail|${id}`, title: name, parent: 'webmail' })),
  ];
}

/** What the entry with this id has done; undefined for one that only holds a submenu, or that none knows. */
export function menuCommand(id: string): MenuCommand | undefined {
  const [kind, which] = id.split('|');
  switch (kind) {
    case 'check':
    case 'settings':
      return { kind };
    case 'webmail':
      return { kind, ...(which !== undefined && { accountId: which }) };
    case 'snooze': {
      const snooze = ([...SNOOZES, 'end'] as const).find(it => it === which);
      return snooze && { kind, snooze };
    }
    default:
      return undefined;
  }
}
