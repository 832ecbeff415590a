import type { Account } from '../account/account';
import { webmailOf } from '../account/webmail';
import { quietOf, quietText } from '../settings/quiet';
import { SNOOZE_LABELS, SNOOZES, type Snooze } from '../settings/snooze';
import type { Text } from '../text/text';
import { canCheck } from './can-check';
import type { State } from './state';

export interface MenuEntry {
  id: string;
  title: Text | string;
  parent?: string;
}

export type MenuCommand =
  | { kind: 'check' }
  /** Without an id: the account that `webmailAccount` picks. */
  | { kind: 'webmail'; accountId?: string }
  | { kind: 'snooze'; snooze: Snooze | 'end' }
  | { kind: 'settings' };

/** The menu at `now` (ms since 1970). Chrome allows six entries on one level. */
export function menuFor(state: State, now: number): MenuEntry[] {
  const quiet = quietOf(state, now);
  const isSnoozed = quiet?.why === 'snooze';
  return [
    ...(canCheck(state, now) ? [{ id: 'check', title: { key: 'checkNow' } as const }] : []),
    ...webmailEntries(state.accounts.filter(webmailOf)),
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
  if (accounts.length < 2) return accounts.map(() => entry);
  return [
    entry,
    ...accounts.map(({ id, name }) => ({ id: `webmail|${id}`, title: name, parent: 'webmail' })),
  ];
}

/** Undefined for an unknown id or a submenu. */
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
