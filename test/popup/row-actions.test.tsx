import { afterEach, describe, expect, test, vi } from 'vitest';
import { NO_POLICY } from '../../src/core/policy/policy';
import type { Settings } from '../../src/core/settings/settings';
import type { State } from '../../src/core/view/state';
import { makeMailbox, makeMessage } from '../make';
import { all, click, one, pressKey, show, textOf } from '../page';
import { t } from '../translate';
import { able, bar, home, open, rows, several, unread } from './open';

afterEach(() => show(null));

const row = (nth: number) => rows()[nth] as HTMLElement;
const names = (within: ParentNode) =>
  all('button', within).map(button => button.getAttribute('aria-label') ?? textOf(button));
const items = () => all('[role=menuitem]').map(item => textOf(item).replace(/m$/, ''));
const openMenu = (nth = 0) => click(one('[aria-haspopup=menu]', row(nth)));
const choose = (name: string) =>
  click(all('[role=menuitem]').find(item => textOf(item).startsWith(name)) as HTMLElement);
const focused = () => {
  const element = document.activeElement;
  return element?.getAttribute('aria-label') ?? textOf(element?.querySelector('.subject') ?? document.body);
};

/** The state after the mails with these ids are gone. */
const without = (...ids: string[]): State => {
  const messages = typeof able.messages === 'string' ? [] : able.messages;
  return home({ ...able, messages: messages.filter(({ id }) => !ids.includes(id)) });
};

describe('a row', () => {
  test('offers what the server lets Facteur do, and a menu, beside the link', async () => {
    await open(home(able));
    expect(names(row(0))).toEqual(['Mark as read', 'Archive', 'Delete', 'More actions']);
    expect(all('a button', row(0))).toEqual([]);
    await open(home({ ...able, actions: ['archive'] }));
    expect(names(row(0))).toEqual(['Archive', 'More actions']);
    await open(home(unread));
    expect(names(row(0))).toEqual(['More actions']);
  });

  test('has no buttons without an id and a sender', async () => {
    const message = makeMessage('1', { from: { name: '', address: '' } });
    await open(home(makeMailbox({ unread: 1, messages: [message], actions: ['archive'] })));
    expect(names(row(0))).toEqual([]);
  });

  test.each([
    ['Mark as read', 'markRead'],
    ['Archive', 'archive'],
    ['Delete', 'delete'],
  ])('does it at a click: %s', async (name, action) => {
    const done = await open(home(able));
    await click(one(`[aria-label="${name}"]`, row(1)));
    expect(done).toEqual([`${action} 2 of home`]);
  });

  test('that can’t be stored says so, and stays', async () => {
    await open(home(able), { actions: { act: () => Promise.reject(new Error('quota')) } });
    await click(one('[aria-label=Archive]', row(1)));
    expect(bar()).toBe(t('actionNotStored'));
    expect(rows()).toHaveLength(3);
  });
});

describe('the focus', () => {
  test('goes from the mail to its buttons and back with the arrow keys, mirrored from right to left', async () => {
    await open(home(able));
    await pressKey('ArrowDown');
    const walk = async (...keys: string[]) => {
      const way: string[] = [];
      for (const key of keys) {
        await pressKey(key);
        way.push(focused());
      }
      return way;
    };
    expect(await walk('ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft')).toEqual([
      'Mark as read',
      'Archive',
      'Mark as read',
      'Crumble',
      'Crumble',
    ]);
    document.documentElement.dir = 'rtl';
    expect(await walk('ArrowLeft', 'ArrowRight')).toEqual(['Mark as read', 'Crumble']);
    document.documentElement.dir = 'ltr';
    expect(await walk('ArrowRight', 'ArrowDown')).toEqual(['Mark as read', 'Meeting']);
  });

  test('reaches only the buttons of one row with Tab', async () => {
    await open(home(able));
    await pressKey('j');
    await pressKey('j');
    const stops = all('.row-actions button').filter(({ tabIndex }) => tabIndex === 0);
    expect(stops).toEqual(all('.row-actions button', row(1)));
  });

  test('goes to the next mail after an action, to the previous one at the end, then to the header', async () => {
    await open(home(able));
    one<HTMLElement>('.message', row(1)).focus();
    await pressKey('e');
    expect(focused()).toBe('Subject 3');
    await open(without('2'));
    expect(focused()).toBe('Subject 3');
    await pressKey('e');
    await open(without('2', '3'));
    expect(focused()).toBe('Crumble');
    await open(without('1', '2', '3'));
    expect(document.activeElement).toBe(all('header button').at(-1));
  });

  test('goes to the next mail when the focused one goes by itself', async () => {
    await open(home(able));
    one<HTMLElement>('[aria-label=Delete]', row(0)).focus();
    await open(without('1'));
    expect(focused()).toBe('Meeting');
  });

  test('stays elsewhere when a mail goes', async () => {
    await open(home(able));
    const settings = all('footer button').at(-1) as HTMLElement;
    settings.focus();
    await open(without('1'));
    expect(document.activeElement).toBe(settings);
  });
});

describe('a key', () => {
  test.each([
    ['e', {}, 'archive'],
    ['I', { shiftKey: true }, 'markRead'],
    ['#', { shiftKey: true }, 'delete'],
  ])('acts on the focused mail: %s', async (key, modifiers, action) => {
    const done = await open(home(able));
    one<HTMLElement>('.message', row(1)).focus();
    expect(await pressKey(key, modifiers)).toBe(true);
    expect(done).toEqual([`${action} 2 of home`]);
  });

  test('only focuses the first mail if none is marked, and acts on it then, and on the next one', async () => {
    const state = { ...several, mailboxes: { ...several.mailboxes, home: able } };
    const done = await open(state);
    expect(await pressKey('e')).toBe(true);
    expect(done).toEqual([]);
    expect(focused()).toBe('Crumble');
    await pressKey('e');
    await pressKey('e');
    expect(done).toEqual(['archive 1 of home', 'archive 2 of home']);
  });

  test('acts on the mail below the pointer, until keys move the focus', async () => {
    const done = await open(home(able));
    const find = document.querySelectorAll.bind(document);
    const pointed = vi
      .spyOn(document, 'querySelectorAll')
      .mockImplementation((selector: string) =>
        find(selector === '[data-row]:hover' ? '[data-row$=" 3"]' : selector),
      );
    await pressKey('e');
    await pressKey('j');
    await pressKey('e');
    document.dispatchEvent(new MouseEvent('mousemove', { screenX: 5 }));
    await pressKey('#');
    pointed.mockRestore();
    expect(done).toEqual(['archive 3 of home', 'archive 1 of home', 'delete 3 of home']);
  });

  test('does nothing while a button elsewhere has the focus, or if the server can’t do it', async () => {
    const done = await open(home(able));
    (all('footer button').at(-1) as HTMLElement).focus();
    expect(await pressKey('#')).toBe(false);
    const none = await open(home(unread));
    one<HTMLElement>('.message', row(0)).focus();
    await pressKey('#');
    expect([...done, ...none]).toEqual([]);
  });

  test('mutes the sender, or no longer: m', async () => {
    const done = await open(home(unread));
    await pressKey('j');
    await pressKey('m');
    const again = await open(withLists({ mutedSenders: ['Zoé Martin <zoe@example.com>'] }));
    await pressKey('m');
    expect([...done, ...again]).toEqual([
      '{"mutedSenders":["Zoé Martin <zoe@example.com>"]}',
      '{"mutedSenders":[]}',
    ]);
  });
});

const withLists = (lists: Partial<Settings>) => {
  const state = home(able);
  return { ...state, settings: { ...state.settings, ...lists } };
};

test('a row shows a sign of the rule for its mail', async () => {
  const signs = () => all('.rule', row(0)).map(sign => sign.getAttribute('aria-label'));
  await open(home(able));
  expect(signs()).toEqual([]);
  await open(withLists({ mutedSenders: ['@example.com'] }));
  expect(signs()).toEqual(['Muted']);
  await open(withLists({ mutedSenders: ['@example.com'], vips: [{ sender: 'Zoé Martin' }] }));
  expect(signs()).toEqual(['Always notifies']);
});

describe('the menu of a row', () => {
  test('takes the focus, and gives it back with Esc', async () => {
    await open(home(able));
    await openMenu();
    expect(items()).toEqual(['Mute this sender', 'Always notify (VIP)', 'Copy address']);
    expect(one('[aria-haspopup=menu]', row(0)).getAttribute('aria-expanded')).toBe('true');
    expect(textOf(document.activeElement as Element)).toContain('Mute');
    await pressKey('ArrowDown');
    expect(textOf(document.activeElement as Element)).toContain('Always');
    expect(await pressKey('Escape')).toBe(true);
    expect(all('[role=menu]')).toEqual([]);
    expect(document.activeElement).toBe(one('[aria-haspopup=menu]', row(0)));
  });

  test('closes at a click elsewhere, which does nothing else', async () => {
    const done = await open(home(able));
    await openMenu();
    await click(one('a', row(1)));
    expect(all('[role=menu]')).toEqual([]);
    expect(done).toEqual([]);
    await click(one('a', row(1)));
    expect(done).toHaveLength(1);
  });

  test('closes at a second click on its button', async () => {
    await open(home(able));
    await openMenu();
    await openMenu();
    expect(all('[role=menu]')).toEqual([]);
  });

  test('goes with its row', async () => {
    await open(home(able));
    await openMenu();
    await open(without('1'));
    expect(all('[role=menu]')).toEqual([]);
    expect(focused()).toBe('Meeting');
  });

  test('has the actions too on a touch screen', async () => {
    const before = window.matchMedia;
    window.matchMedia = query => ({ matches: true, media: query }) as MediaQueryList;
    const done = await open(home(able));
    await openMenu(1);
    expect(items().slice(0, 2)).toEqual(['Mark as readShift+I', 'Archivee']);
    await choose('Archive');
    window.matchMedia = before;
    expect(done).toEqual(['archive 2 of home']);
    expect(focused()).toBe('Subject 3');
  });

  test('has the actions for a mail without a sender too on a touch screen', async () => {
    const before = window.matchMedia;
    window.matchMedia = query => ({ matches: true, media: query }) as MediaQueryList;
    const message = makeMessage('1', { from: { name: '', address: '' }, messageId: 'm1' });
    const done = await open(home(makeMailbox({ unread: 1, messages: [message], actions: ['archive'] })));
    expect(names(row(0))).toEqual(['Archive', 'More actions']);
    await openMenu();
    await choose('Archive');
    window.matchMedia = before;
    expect(done).toEqual(['archive 1 of home']);
  });

  test('makes the sender a VIP, or copies the address', async () => {
    const done = await open(home(able));
    await openMenu();
    await choose('Always');
    expect(bar()).toBe('VIP sender: Zoé Martin');
    await openMenu();
    await choose('Copy');
    expect(bar()).toBe('Copied');
    expect(done).toEqual(['{"vips":[{"sender":"Zoé Martin <zoe@example.com>"}]}', 'copy zoe@example.com']);
  });

  test('says if the browser doesn’t copy', async () => {
    await open(home(able), { actions: { copy: () => Promise.reject(new Error('denied')) } });
    await openMenu();
    await choose('Copy');
    expect(bar()).toBe(t('copyFailed'));
  });

  test('doesn’t offer what is so already for the whole domain', async () => {
    await open(withLists({ mutedSenders: ['@example.com'], vips: [{ sender: '@example.com' }] }));
    await openMenu();
    expect(items()).toEqual(['Copy address']);
  });

  test('takes a sender off the list of muted ones', async () => {
    const done = await open(withLists({ mutedSenders: ['bob', 'zoe@example.com'] }));
    await openMenu();
    expect(items()).toEqual(['No longer mute this sender', 'Always notify (VIP)', 'Copy address']);
    await choose('No longer mute');
    expect(bar()).toBe('No longer muted: Zoé Martin');
    expect(done).toEqual(['{"mutedSenders":["bob"]}']);
  });

  test('takes a sender off the VIPs', async () => {
    const done = await open(withLists({ vips: [{ sender: 'Zoé Martin' }] }));
    await openMenu();
    await choose('No longer always');
    expect(bar()).toBe('No longer a VIP: Zoé Martin');
    expect(done).toEqual(['{"vips":[]}']);
  });

  test('says that a list is locked, and changes nothing', async () => {
    const done = await open({ ...home(able), policy: { ...NO_POLICY, locked: ['mutedSenders'] } });
    await openMenu();
    await choose('Mute');
    expect(bar()).toBe(t('lockedNote'));
    expect(done).toEqual([]);
  });
});
