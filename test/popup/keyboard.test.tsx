import { afterEach, describe, expect, test } from 'vitest';
import { makeMailbox, makeMessage, makeState, withoutLink } from '../make';
import { all, button, click, one, pressKey, show, textOf } from '../page';
import { able, home, messages, open, several, unread } from './open';

afterEach(() => show(null));

/** The subject of the focused row, or the name of the focused element. */
function focused(): string {
  const element = document.activeElement;
  if (!element || element === document.body) return '';
  const subject = element.querySelector('.subject');
  return textOf(subject ?? element);
}

/** Presses these keys; returns where the focus was after each. */
async function walk(...keys: string[]): Promise<string[]> {
  const way: string[] = [];
  for (const key of keys) {
    await pressKey(key);
    way.push(focused());
  }
  return way;
}

test('keys work before the popup is painted', async () => {
  await open(home(unread));
  for (const key of ['s', 'Escape', '?', 's']) {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    // As between two events in a browser: microtasks run, but nothing is painted.
    await new Promise(resolve => process.nextTick(resolve));
  }
  expect(textOf(one('.panel h2'))).toBe('Snooze for');
});

describe('the arrow keys, and j and k', () => {
  test('move through the rows of all accounts, and stop at the ends', async () => {
    await open(several);
    expect(focused()).toBe('');
    expect(await walk('ArrowDown', 'j', 'j', 'ArrowDown', 'ArrowUp', 'k', 'k')).toEqual([
      'Crumble',
      'Meeting',
      'Subject 9',
      'Subject 9',
      'Meeting',
      'Crumble',
      'Crumble',
    ]);
    expect(await walk('End', 'Home')).toEqual(['Subject 9', 'Crumble']);
  });

  test('make the list one stop of the Tab key, at the last focused row', async () => {
    await open(several);
    const stops = () => all('.message').filter(({ tabIndex }) => tabIndex === 0);
    expect(stops().map(stop => textOf(one('.subject', stop)))).toEqual(['Crumble']);
    await walk('j', 'j');
    expect(stops().map(stop => textOf(one('.subject', stop)))).toEqual(['Meeting']);
    button('Settings').focus();
    expect(await walk('j')).toEqual(['Meeting']);
  });

  test('stay in the list when the focused row is removed', async () => {
    await open(home(unread));
    await walk('j', 'j');
    await open(home(makeMailbox({ unread: 1, messages: messages.slice(0, 1) })));
    expect(all('.message').map(({ tabIndex }) => tabIndex)).toEqual([0]);
    expect(await walk('j')).toEqual(['Crumble']);
  });

  test('also reach a mail without a link', async () => {
    await open(home(makeMailbox({ unread: 1, messages: [withoutLink(makeMessage('1'))] })));
    expect(await walk('j')).toEqual(['Subject 1']);
  });

  test('are left to the browser without a list', async () => {
    await open(home(makeMailbox()));
    expect(await pressKey('ArrowDown')).toBe(false);
    expect(await pressKey('Home')).toBe(false);
  });

  test('move through the choices of an open panel', async () => {
    await open(several);
    expect(await walk('s', 'ArrowDown', 'End', 'j')).toEqual([
      expect.stringMatching(/^30 minutes until/),
      expect.stringMatching(/^1 hour until/),
      expect.stringMatching(/^Snooze until \[/),
      expect.stringMatching(/^Snooze until \[/),
    ]);
  });
});

describe('a letter key', () => {
  test('checks or opens the settings, once', async () => {
    const done = await open(several);
    await walk('r', ',');
    expect(done).toEqual(['check', 'settings']);
  });

  test('opens the webmail of the account whose mail has the focus, otherwise the first', async () => {
    const done = await open(several);
    await walk('o', 'End', 'o');
    expect(done).toEqual(['webmail of home', 'webmail of work']);
  });

  test('opens the first known webmail, or nothing', async () => {
    const [first, second] = several.accounts;
    if (!first || !second) throw new Error('two accounts are needed');
    const done = await open({ ...several, accounts: [{ ...first, webmail: '' }, second] });
    await walk('o');
    const none = await open(home(unread));
    await walk('o');
    expect([...done, ...none]).toEqual(['webmail of work']);
  });

  test('opens the webmail with unread mail, or the one of the section with the focus', async () => {
    const [first, second] = several.accounts;
    if (!first || !second) throw new Error('two accounts are needed');
    const quiet = { ...several, mailboxes: { ...several.mailboxes, [first.id]: makeMailbox() } };
    const done = await open(quiet);
    await walk('o');
    all<HTMLButtonElement>('section button')[0]?.focus();
    await walk('o');
    expect(done).toEqual(['webmail of work', 'webmail of home']);
  });

  test('without an account only opens the settings', async () => {
    const done = await open(makeState({}));
    await walk('r', 'o', 's', ',');
    expect(done).toEqual(['settings']);
    expect(all('.panel')).toEqual([]);
  });

  test('with Ctrl is left to the browser', async () => {
    const done = await open(several);
    expect(await pressKey('r', { ctrlKey: true })).toBe(false);
    expect(done).toEqual([]);
  });
});

describe('the list of keys', () => {
  test('opens with "?", and closes with Esc, which restores the focus', async () => {
    await open(several);
    expect(await pressKey('Escape')).toBe(false);
    await walk('j', 'j', '?');
    const panel = one('section.panel');
    expect(textOf(one(`[id="${panel.getAttribute('aria-labelledby')}"]`))).toBe('Keyboard shortcuts');
    expect(all('dt', panel).map(textOf)).toEqual(['↓j', '↑k', 'Enter', 'm', 'z', 'r', 'o', 's', ',']);
    expect(all('dd', panel).map(textOf)).toContain('Open webmail');
    expect(panel.contains(document.activeElement)).toBe(true);
    expect(await pressKey('Escape')).toBe(true);
    expect(all('.panel')).toEqual([]);
    expect(focused()).toBe('Meeting');
  });

  test('has no key for a webmail if none is known', async () => {
    await open(home(unread));
    await walk('?');
    expect(all('dt', one('section.panel')).map(textOf)).toEqual([
      ...['↓j', '↑k', 'Enter', 'm', 'z', 'r', 's', ','],
    ]);
  });

  test('has the keys for what the server lets Facteur do', async () => {
    await open(home({ ...able, actions: ['markRead', 'delete'] }));
    await walk('?');
    expect(all('dt', one('section.panel')).map(textOf)).toContain('ShiftI');
    expect(all('dd', one('section.panel')).map(textOf)).toContain('Delete');
    expect(all('dd', one('section.panel')).map(textOf)).not.toContain('Archive');
  });

  test('has no keys for rows without a list', async () => {
    await open(home(makeMailbox()));
    await walk('?');
    expect(all('dd', one('section.panel')).map(textOf)).not.toContain('Undo');
  });

  test('has no key for a check that can’t help, and that key does nothing', async () => {
    const done = await open(home(makeMailbox({ failure: { kind: 'signed-out' } }), { token: '' }));
    await walk('?');
    expect(all('dt', one('section.panel')).map(textOf)).not.toContain('r');
    await walk('r');
    expect(done).toEqual([]);
  });

  test('also closes with its button', async () => {
    await open(several);
    await walk('?');
    await click(button('Close'));
    expect(all('.panel')).toEqual([]);
  });

  test('closes when the snooze panel opens, and the other way round', async () => {
    await open(several);
    await walk('?', 's');
    expect(all('.panel h2').map(textOf)).toEqual(['Snooze for']);
    await walk('?');
    expect(all('.panel h2').map(textOf)).toEqual(['Keyboard shortcuts']);
  });
});
