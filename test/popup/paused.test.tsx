import { afterEach, describe, expect, test } from 'vitest';
import { UNTIL_RESUMED } from '../../src/core/account/pause';
import type { State } from '../../src/core/view/state';
import { HOUR, makeAccount, makeMailbox, makeState, NOW } from '../make';
import { all, button, buttons, click, one, show, textOf } from '../page';
import { home, messages, open, unread } from './open';

afterEach(() => show(null));

const two = (pausedUntil: number): State => ({
  ...makeState({ home: unread, work: makeMailbox({ unread: 4, messages: messages.slice(0, 1) }) }),
  accounts: [
    makeAccount({ id: 'home', name: 'Home', pausedUntil, colour: '3' }),
    makeAccount({ id: 'work', name: 'Work', colour: '5' }),
  ],
});

describe('a paused account', () => {
  test('says until when in place of its mail, and can be resumed', async () => {
    const done = await open(two(NOW + HOUR));
    const [first, second] = all('section[data-account]');
    expect(textOf(one('.headline', first))).toMatch(/^Paused until /);
    expect(all('.message', first)).toEqual([]);
    expect(all('.message', second)).toHaveLength(1);
    expect(textOf(one('[role=status] h1'))).toBe('4 unread e-mails');
    await click(button('Resume'));
    expect(done).toContain('resume home');
  });

  test('that is the only one fills the popup, without rows for the keys', async () => {
    await open(home(unread, { pausedUntil: UNTIL_RESUMED }));
    expect(textOf(one('.headline'))).toBe('Paused');
    expect(textOf(one('[role=status] h1'))).toBe('Paused');
    expect(all('.message')).toEqual([]);
  });

  test('shows its mail again when the time is over', async () => {
    await open(two(NOW));
    expect(buttons()).not.toContain('Resume');
    expect(all('.message')).toHaveLength(3);
  });
});

test('each account of several has its colour', async () => {
  await open(two(0));
  expect(all('section[data-account]').map(section => section.className)).toEqual([
    'tinted colour-3',
    'tinted colour-5',
  ]);
  await open(home(unread, { colour: '3' }));
  expect(all('.tinted')).toEqual([]);
});
