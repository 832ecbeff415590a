import { act } from 'preact/test-utils';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Message } from '../../src/core/answer/answer';
import type { Mailbox } from '../../src/core/mailbox/mailbox';
import type { OutboxEntry, Refusal } from '../../src/core/mailbox/outbox-entry';
import type { State } from '../../src/core/view/state';
import type { PopupActions } from '../../src/popup/props';
import { makeMessage, NOW } from '../make';
import { all, button, buttons, click, named, one, pressKey, show, textOf } from '../page';
import { t } from '../translate';
import { able, bar, home, open, problemBox, several, status } from './open';

afterEach(async () => {
  vi.useRealTimers();
  await show(null);
});

const SECOND = 1000;

function did(change: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    id: 'entry',
    action: 'archive',
    mails: [makeMessage('9', { subject: 'Dinner' })],
    at: NOW - SECOND,
    ...change,
  };
}

const stateAfter = (change: Partial<OutboxEntry>): State => home({ ...able, lastAction: did(change) });

describe('the bar', () => {
  test.each<[string, Partial<OutboxEntry>]>([
    ['Archived: Dinner', {}],
    ['Deleted: Dinner', { action: 'delete' }],
    ['Marked as read: Dinner', { action: 'markRead' }],
    ['Marked as read: 57 e-mails', { action: 'markAllRead', count: 57 }],
    ['Archived: (no subject)', { mails: [makeMessage('9', { subject: '' })] }],
  ])('says what was done and takes it back: %s', async (text, change) => {
    const done = await open(stateAfter(change));
    expect(bar()).toBe(text);
    await click(button('Undo'));
    expect(done).toEqual(['undo entry of home']);
    expect(bar()).toBe('Undone');
    expect(buttons()).not.toContain('Undo');
  });

  test('is there within 10 seconds of an action, and for all that was done while the popup is open', async () => {
    await open(stateAfter({ at: NOW - 11 * SECOND }));
    expect(bar()).toBe('');
    await show(null);
    await open(stateAfter({ at: NOW - 9 * SECOND }));
    expect(bar()).toBe('Archived: Dinner');
  });

  test('is about the latest action of all accounts', async () => {
    const { home: first, work } = several.mailboxes as { home: Mailbox; work: Mailbox };
    const done = await open({
      ...several,
      mailboxes: {
        home: { ...first, lastAction: did({ at: NOW - 5 * SECOND }) },
        work: { ...work, lastAction: did({ id: 'later', action: 'delete' }) },
      },
    });
    expect(bar()).toBe('Deleted: Dinner');
    expect(await pressKey('z')).toBe(true);
    expect(done).toEqual(['undo later of work']);
  });

  test('gives the focus to the list when its button goes', async () => {
    await open(stateAfter({}));
    button('Undo').focus();
    await click(button('Undo'));
    expect(document.activeElement).toBe(all('.message')[0]);
  });

  test('closes with its button or Esc, until the next action', async () => {
    await open(stateAfter({}));
    await click(named('Close'));
    expect(bar()).toBe('');
    expect(await pressKey('z')).toBe(false);
    await open(stateAfter({ id: 'later', at: NOW }));
    expect(bar()).toBe('Archived: Dinner');
    expect(await pressKey('Escape')).toBe(true);
    expect(bar()).toBe('');
    expect(await pressKey('Escape')).toBe(false);
  });

  test('gives its room to a panel', async () => {
    await open(stateAfter({}));
    await pressKey('?');
    expect(all('.done-bar')).toEqual([]);
    await pressKey('Escape');
    expect(all('.done-bar')).toHaveLength(1);
  });

  test.each(['z', 'the button'])('gives the focus to the row that comes back: %s', async way => {
    const left = home({ ...able, messages: able.messages.slice(0, 1) as Message[], lastAction: did() });
    await open(left);
    await pressKey('j');
    await (way === 'z' ? pressKey('z') : click(button('Undo')));
    await open(home(able));
    expect(document.activeElement).toBe(all('.message')[1]);
  });

  test('says if the undo can’t be stored', async () => {
    await open(stateAfter({}), { actions: { undo: () => Promise.reject(new Error('quota')) } });
    await click(button('Undo'));
    expect(bar()).toBe(t('actionNotStored'));
  });

  test('takes back a muted sender', async () => {
    const state = home(able);
    let settings = { ...state.settings, vips: [{ sender: 'zoe@example.com' }], mutedSenders: ['bob'] };
    const before = settings;
    const changeSettings: PopupActions['changeSettings'] = async change => {
      settings = { ...settings, ...change(settings) } as typeof settings;
    };
    await open({ ...state, settings }, { actions: { changeSettings } });
    await pressKey('j');
    await pressKey('m');
    expect(bar()).toBe('Muted: Zoé Martin');
    expect(settings).toMatchObject({ mutedSenders: ['bob', 'Zoé Martin <zoe@example.com>'], vips: [] });
    // Before the popup knows of the change.
    await pressKey('m');
    expect(bar()).toBe(t('senderKnown'));
    // Changed in the settings meanwhile.
    settings = { ...settings, mutedSenders: ['carol', ...settings.mutedSenders] };
    await pressKey('z');
    expect(bar()).toBe('Undone');
    expect(settings).toEqual({ ...before, mutedSenders: ['carol', 'bob'] });
  });

  test('says why a sender can’t be muted', async () => {
    const state = home(able);
    const vips = [{ sender: '@example.com' }];
    const done = await open({ ...state, settings: { ...state.settings, vips } });
    await pressKey('j');
    await pressKey('m');
    expect(bar()).toBe('Not muted: Zoé Martin is among the VIP senders in the settings');
    expect(done).toEqual([]);
  });

  test('says something else for ten seconds, and meanwhile still takes back the latest action', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const done = await open(stateAfter({}));
    await pressKey('ArrowDown');
    await click(all('[aria-haspopup=menu]')[0] as HTMLElement);
    await click(all('[role=menuitem]').at(-1) as HTMLElement);
    expect(bar()).toBe('Copied');
    expect(button('Undo').title).toBe('Archived: Dinner');
    await act(() => void vi.advanceTimersByTime(10_000));
    expect(bar()).toBe('Archived: Dinner');
    await click(all('[aria-haspopup=menu]')[0] as HTMLElement);
    await click(all('[role=menuitem]').at(-1) as HTMLElement);
    expect(await pressKey('z')).toBe(true);
    expect(done.slice(2)).toEqual(['undo entry of home']);
    expect(bar()).toBe('Undone');
  });

  test('takes back one thing after another', async () => {
    const done = await open(stateAfter({}));
    await pressKey('j');
    await pressKey('m');
    await pressKey('z');
    expect(bar()).toBe('Undone');
    expect(button('Undo').title).toBe('Archived: Dinner');
    await pressKey('z');
    expect(done.slice(2)).toEqual(['undo entry of home']);
    expect(await pressKey('z')).toBe(false);
  });

  test('says if a sender can’t be stored', async () => {
    await open(home(able), { actions: { changeSettings: () => Promise.reject(new Error('quota')) } });
    await pressKey('j');
    await pressKey('m');
    expect(bar()).toBe(t('settingsNotSaved'));
  });

  test('leaves "z" to the browser without anything to undo', async () => {
    await open(home(able));
    expect(await pressKey('z')).toBe(false);
  });
});

describe('what the server refused', () => {
  const refusal: Refusal = { action: 'archive', reason: 'quota', count: 1, subject: 'Dinner', at: NOW };

  test('is told with its reason until the user has read it', async () => {
    const done = await open(home({ ...able, refusals: [refusal] }));
    expect(textOf(problemBox())).toBe(`Not archived: Dinner${t('refusalQuota')}`);
    expect(status()).toContain('Not archived: Dinner');
    await click(named('Close'));
    expect(done).toEqual(['dismiss refusals of home']);
  });

  test('is a list if there are several', async () => {
    await open(home({ ...able, refusals: [refusal, { ...refusal, action: 'delete', reason: 'other' }] }));
    expect(textOf(one('.headline'))).toBe('2 actions failed');
    expect(all('.alert li').map(textOf)).toEqual([
      `Not deleted: Dinner${t('refusalOther')}`,
      `Not archived: Dinner${t('refusalQuota')}`,
    ]);
  });

  test('is a list of the three newest at most', async () => {
    const refusals = ['A', 'B', 'C', 'D'].map(subject => ({ ...refusal, subject }));
    await open(home({ ...able, refusals }));
    expect(textOf(one('.headline'))).toBe('4 actions failed');
    expect(all('.alert li').map(it => textOf(it).slice(0, 15))).toEqual([
      'Not archived: D',
      'Not archived: C',
      'Not archived: B',
    ]);
  });

  test('is told for its account', async () => {
    const { work } = several.mailboxes as { work: Mailbox };
    await open({
      ...several,
      mailboxes: { ...several.mailboxes, work: { ...work, refusals: [refusal] } },
    });
    expect(status()).toContain('Work: Not archived: Dinner');
    expect(all('section[aria-label=Work] .alert').map(box => textOf(one('.headline', box)))).toEqual([
      'You are offline.',
      'Not archived: Dinner',
    ]);
  });
});

test('a failure says how many actions wait for the server', async () => {
  const outbox = [did(), did({ id: 'b' }), did({ id: 'c', doneAt: NOW }), did({ id: 'd', action: 'open' })];
  await open(home({ ...able, failure: { kind: 'offline' }, outbox }));
  expect(textOf(problemBox())).toContain('2 actions will be sent later.');
});

describe('all mails of an account', () => {
  test('can be marked as read', async () => {
    const done = await open(home(able));
    await click(button('Mark all as read'));
    expect(done).toEqual(['markAllRead  of home']);
  });

  test('can be marked as read for each account', async () => {
    const done = await open({ ...several, mailboxes: { home: able, work: able } });
    await click(markAllIn('Work'));
    expect(done).toEqual(['markAllRead  of work']);
  });

  test('can’t if the server doesn’t let Facteur, or nothing is unread', async () => {
    await open(home({ ...able, actions: ['archive'] }));
    expect(buttons()).not.toContain('Mark all as read');
    await open(home({ ...able, unread: 0, messages: [] }));
    expect(buttons()).not.toContain('Mark all as read');
  });

  test('can be opened, if there are several with a link', async () => {
    const done = await open(home(able));
    await click(button('Open all'));
    expect(done).toEqual(['open all 1,2,3 of home']);
    await open(home({ ...able, messages: [makeMessage('1')] }));
    expect(buttons()).not.toContain('Open all');
  });

  test('can be opened up to ten at once', async () => {
    const messages = Array.from({ length: 12 }, (_, n) => makeMessage(`${n}`));
    const done = await open(home({ ...able, unread: 12, messages }));
    await click(button('Open the first 10'));
    expect(done).toEqual(['open all 0,1,2,3,4,5,6,7,8,9 of home']);
  });
});

function markAllIn(account: string): HTMLElement {
  return one(`section[aria-label="${account}"] .mark-all`);
}
