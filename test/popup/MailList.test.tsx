import { afterEach, describe, expect, test } from 'vitest';
import { HOUR, makeMailbox, makeMessage, NOW, withoutDate, withoutLink } from '../make';
import { all, click, one, show, textOf } from '../page';
import { home, list, messages, open, rows, unread } from './open';

afterEach(() => show(null));

describe('the mail list', () => {
  test('has a link for each mail, with its sender and its subject', async () => {
    await open(home(unread));
    const links = all<HTMLAnchorElement>('a', list());
    expect(links.map(link => link.href)).toEqual(['https://mail.example/1', 'https://mail.example/2']);
    expect(links.map(link => textOf(one('.from', link)))).toEqual(['Zoé Martin', 'team@example.com']);
    expect(links.map(link => textOf(one('.subject', link)))).toEqual(['Crumble', 'Meeting']);
    expect(textOf(one('.beginning', list()))).toBe('The recipe');
    for (const link of links) {
      expect(link.target).toBe('_blank');
      expect(link.relList.contains('noreferrer') || link.relList.contains('noopener')).toBe(true);
    }
  });

  test('shows when each mail was sent', async () => {
    await open(home(makeMailbox({ unread: 1, messages: messages.slice(0, 1) })));
    expect(one<HTMLTimeElement>('time').dateTime).toBe(new Date(NOW - HOUR).toISOString());
    await open(home(makeMailbox({ unread: 1, messages: [withoutDate(makeMessage('3'))] })));
    expect(all('time')).toEqual([]);
  });

  test('opens a mail on a click', async () => {
    const done = await open(home(unread));
    await click(all('a', list())[0] as HTMLElement);
    expect(done).toEqual(['open https://mail.example/1 of home']);
  });

  test.each<[string, string, MouseEventInit]>([
    ['Ctrl', 'click', { ctrlKey: true }],
    ['Cmd', 'click', { metaKey: true }],
    ['Shift', 'click', { shiftKey: true }],
    ['the middle button', 'auxclick', { button: 1 }],
  ])('leaves a click with %s to the browser, and reports the mail as opened', async (_with, type, init) => {
    const done = await open(home(unread));
    const event = new MouseEvent(type, { bubbles: true, cancelable: true, ...init });
    all('a', list())[0]?.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
    expect(done).toEqual(['opened a mail of home']);
  });

  test.each<[string, string, MouseEventInit]>([
    ['Alt, which downloads the page', 'click', { altKey: true }],
    ['the right button, which shows a menu', 'auxclick', { button: 2 }],
  ])('opens no mail on a click with %s', async (_with, type, init) => {
    const done = await open(home(unread));
    const event = new MouseEvent(type, { bubbles: true, cancelable: true, ...init });
    all('a', list())[0]?.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
    expect(done).toEqual([]);
  });

  test('shows a mail without a link as text only', async () => {
    await open(home(makeMailbox({ unread: 1, messages: [withoutLink(makeMessage('1'))] })));
    expect(all('a')).toEqual([]);
    expect(rows().map(textOf)).toEqual([expect.stringContaining('Subject 1')]);
  });

  test('shows placeholders for a missing sender and subject', async () => {
    const bare = makeMessage('1', { from: { name: '', address: '' }, subject: '' });
    await open(home(makeMailbox({ unread: 1, messages: [bare] })));
    expect(textOf(one('.from'))).toBe('Unknown sender');
    expect(textOf(one('.subject'))).toBe('(no subject)');
  });

  test('shows markup in a mail as text', async () => {
    const markup = '<img src=x onerror=alert(1)><b>bold</b>';
    const message = makeMessage('1', {
      from: { name: markup, address: '' },
      subject: markup,
      beginning: markup,
    });
    await open(home(makeMailbox({ unread: 1, messages: [message] })));
    expect(all('img, b')).toEqual([]);
    expect(['.from', '.subject', '.beginning'].map(part => one(part).textContent)).toEqual([
      markup,
      markup,
      markup,
    ]);
  });

  test('shows the number of older mails', async () => {
    await open(home(makeMailbox({ unread: 12, messages })));
    expect(textOf(one('.older'))).toBe('and 10 older ones');
    await open(home(makeMailbox({ unread: 3, messages })));
    expect(textOf(one('.older'))).toBe('and 1 older one');
    await open(home(unread));
    expect(all('.older')).toEqual([]);
  });
});

describe('mail that is new since the popup was last open', () => {
  const isMarked = () => rows().map(row => all('.dot', row).length === 1);

  test('has a dot, and a text for screen readers', async () => {
    await open(home(unread), { seen: { home: { ids: ['2'] } } });
    expect(isMarked()).toEqual([true, false]);
    expect(textOf(one('.dot'))).toBe('New:');
    expect(textOf(one('a:has(.dot) .from'))).toBe('Zoé Martin');
  });

  test('is not marked when the popup opens for the first time, or after it was seen', async () => {
    await open(home(unread));
    expect(isMarked()).toEqual([false, false]);
    await open(home(unread), { seen: { home: { ids: ['1', '2'] } } });
    expect(isMarked()).toEqual([false, false]);
  });
});

test('an outdated list is shown as outdated', async () => {
  await open(home(unread));
  expect(list().classList.contains('stale')).toBe(false);
  await open(home({ ...unread, failure: { kind: 'offline' } }));
  expect(list().classList.contains('stale')).toBe(true);
});

test('a text has its own direction, independent of the page', async () => {
  await open(home(makeMailbox({ unread: 1, messages: messages.slice(0, 1) })));
  for (const part of ['.from', '.subject', '.beginning']) expect(one(part).dir).toBe('auto');
});
