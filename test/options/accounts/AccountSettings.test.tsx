import { act } from 'preact/test-utils';
import { afterEach, describe, expect, test } from 'vitest';
import type { Account } from '../../../src/core/account/account';
import { UNTIL_RESUMED } from '../../../src/core/account/pause';
import type { Mailbox } from '../../../src/core/mailbox/mailbox';
import { HOUR, makeAccount, makeMailbox, makeState, NOW } from '../../make';
import {
  all,
  button,
  buttons,
  choose,
  click,
  describedBy,
  field,
  group,
  named,
  one,
  pressKey,
  show,
  submit,
  textOf,
} from '../../page';
import { t } from '../../translate';
import { known, open } from '../open-options';

afterEach(() => show(null));

const FOLDERS = [
  { name: 'INBOX', emails: 120, unread: 3 },
  { name: 'Lists', emails: 40, unread: 0 },
  { name: 'Sent', emails: 'unreported', unread: 'unreported' },
] as const;

const having = (account: Partial<Account> = {}, mailbox: Partial<Mailbox> = {}) => ({
  ...makeState({ home: makeMailbox({ unread: 3, ...mailbox }) }),
  accounts: [{ ...known, ...account }],
});
const select = (label: string) => {
  const found = all<HTMLLabelElement>('label').find(it => textOf(it) === label)?.control;
  if (!(found instanceof HTMLSelectElement)) throw new Error(`no list ${label}`);
  return found;
};
const chosen = (label: string) => textOf(select(label).selectedOptions[0] as Element);

describe('an account’s own settings', () => {
  test('choose a colour by its name, or the account’s own', async () => {
    const done = await open(having());
    expect(field('Automatic').checked).toBe(true);
    await click(field('Green'));
    await open(having({ colour: '2' }));
    expect(field('Green').checked).toBe(true);
    const again = await open(having({ colour: '2' }));
    await click(field('Automatic'));
    expect([...done.changedAccounts, ...again.changedAccounts]).toEqual([
      ['home', { colour: '2' }],
      ['home', { colour: '' }],
    ]);
  });

  test('choose what the badge counts', async () => {
    const done = await open(having());
    expect(field('All unread mail').checked).toBe(true);
    await click(field('Nothing'));
    expect(done.changedAccounts).toEqual([['home', { badge: 'none' }]]);
  });

  test('choose a sound, or the usual one', async () => {
    const done = await open(having({ sound: 'bell' }));
    expect(chosen('Sound for new mail')).toBe('Bell');
    await choose(select('Sound for new mail'), 'Default sound');
    expect(done.changedAccounts).toEqual([['home', { sound: '' }]]);
  });

  test('choose an interval, unless that is locked', async () => {
    const done = await open(having({ checkEvery: 7 }));
    expect(chosen('Check this account')).toBe('Every 7 min');
    await choose(select('Check this account'), 'Every 30 min');
    await choose(select('Check this account'), 'As set under Checking');
    expect(done.changedAccounts).toEqual([
      ['home', { checkEvery: 30 }],
      ['home', { checkEvery: 0 }],
    ]);
    const policy = { ...having().policy, locked: ['checkEvery' as const] };
    await open({ ...having({ checkEvery: 7 }), policy });
    expect(select('Check this account').disabled).toBe(true);
    expect(chosen('Check this account')).toBe('As set under Checking');
    expect(describedBy(select('Check this account'))).toBe(t('lockedNote'));
  });
});

describe('the folders of an account', () => {
  const boxes = () => all<HTMLInputElement>('input', group('Folders'));
  const ticked = () => boxes().map(({ checked }) => checked);

  test('are offered with their counts, where the server tells them', async () => {
    await open(having());
    expect(all('legend').map(textOf)).not.toContain('Folders');
    await open(having({}, { folders: [...FOLDERS] }));
    expect(all('label', group('Folders')).map(textOf)).toEqual([
      'INBOX 3 unread of 120',
      'Lists 0 unread of 40',
      'Sent',
    ]);
    expect(ticked()).toEqual([true, true, true]);
  });

  test('can be left out, and all chosen again', async () => {
    const done = await open(having({}, { folders: [...FOLDERS] }));
    await click(boxes()[1] as HTMLElement);
    const again = await open(having({ folders: ['INBOX', 'Sent'] }, { folders: [...FOLDERS] }));
    expect(ticked()).toEqual([true, false, true]);
    await click(boxes()[1] as HTMLElement);
    expect([...done.changedAccounts, ...again.changedAccounts]).toEqual([
      ['home', { folders: ['INBOX', 'Sent'] }],
      ['home', { folders: [] }],
    ]);
  });

  test('are never none', async () => {
    await open(having({ folders: ['Lists'] }, { folders: [...FOLDERS] }));
    expect(boxes().map(({ disabled }) => disabled)).toEqual([false, true, false]);
    await open(having({ folders: ['gone'] }, { folders: [...FOLDERS] }));
    expect(ticked()).toEqual([true, true, true]);
  });
});

describe('a pause', () => {
  const pause = () => group('Pause this account');

  test('is offered for an hour, until tomorrow, for ever and for a length of one’s own', async () => {
    const done = await open(having());
    const choices = buttons(pause());
    expect(choices).toEqual([
      `1 houruntil [${new Date(NOW + HOUR).toISOString()}]`,
      'Until tomorrow morninguntil [2026-11-24T08:00:00.000Z]',
      'Until I resume it',
      'Pause',
    ]);
    const before = Date.now();
    for (const name of choices.slice(0, 3)) await click(button(name, pause()));
    await submit(one<HTMLFormElement>('form', pause()));
    const [hour, , forGood, own] = done.changedAccounts.map(([, { pausedUntil }]) => pausedUntil);
    expect(hour).toBeGreaterThanOrEqual(before + HOUR);
    expect(forGood).toBe(UNTIL_RESUMED);
    expect(own).toBeGreaterThanOrEqual(before + 8 * HOUR);
  });

  test('that is on shows its end, and can be ended', async () => {
    const done = await open(having({ pausedUntil: NOW + HOUR }));
    const words = `Paused until [${new Date(NOW + HOUR).toISOString()}]`;
    expect(all('.standing').map(textOf)).toEqual([words, words]);
    await click(button('Resume', pause()));
    const [[, change] = []] = done.changedAccounts;
    expect(change?.pausedUntil).toBeLessThanOrEqual(Date.now());
    expect(change?.pausedUntil).toBeGreaterThan(0);
  });
});

describe('the order of accounts', () => {
  const several = {
    ...makeState({ a: makeMailbox(), b: makeMailbox(), c: makeMailbox() }),
    accounts: ['a', 'b', 'c'].map(id => makeAccount({ id, name: id.toUpperCase() })),
  };

  test('can’t be changed with one account', async () => {
    await open(having());
    expect(all('.grip, .move, .tint')).toEqual([]);
  });

  test('is changed by buttons, and announced', async () => {
    const done = await open(several);
    expect([named('Move A up').disabled, named('Move C down').disabled]).toEqual([true, true]);
    await click(named('Move A down'));
    await click(named('Move C up'));
    expect(done.placed).toEqual([
      ['a', 'b'],
      ['c', 'b'],
    ]);
    expect(textOf(one('[role=status]'))).toBe('C is now account 2 of 3.');
  });

  test('is changed by Alt with an arrow key, but not in a list of choices', async () => {
    const done = await open(several);
    named('Move B up').focus();
    expect(await pressKey('ArrowDown', { altKey: true })).toBe(true);
    expect(await pressKey('ArrowUp', { altKey: true })).toBe(true);
    expect(await pressKey('ArrowUp')).toBe(false);
    one<HTMLSelectElement>('#sound-b').focus();
    expect(await pressKey('ArrowUp', { altKey: true })).toBe(false);
    expect(done.placed).toEqual([
      ['b', 'c'],
      ['b', 'a'],
    ]);
    expect(document.activeElement).toBe(one('#sound-b'));
  });

  test('is changed by drag', async () => {
    const done = await open(several);
    const data = new Map<string, string>();
    const dataTransfer = {
      setData: (type: string, value: string) => data.set(type, value),
      getData: (type: string) => data.get(type),
      setDragImage: () => {},
      get types() {
        return [...data.keys()];
      },
    };
    const drag = async (kind: string, element: Element | undefined) => {
      const event = Object.assign(new Event(kind, { bubbles: true, cancelable: true }), { dataTransfer });
      await act(() => void element?.dispatchEvent(event));
      return event.defaultPrevented;
    };
    const [first, , last] = all('.accounts > li');
    expect(await drag('dragover', last)).toBe(false);
    await drag('dragstart', all('.grip')[0]);
    expect(await drag('dragover', last)).toBe(true);
    expect(last?.matches('[data-over]')).toBe(true);
    await drag('drop', last);
    expect(all('[data-over]')).toEqual([]);
    await drag('drop', first);
    expect(done.placed).toEqual([['a', 'c']]);
  });

  test('leaves the organisation’s accounts at the top', async () => {
    const [first, ...own] = several.accounts;
    if (!first) throw new Error('no account');
    await open({ ...several, accounts: [{ ...first, id: 'managed-a' }, ...own] });
    expect(all('.grip')).toHaveLength(2);
    expect(named('Move B up').disabled).toBe(true);
  });
});
