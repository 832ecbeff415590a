import { afterEach, describe, expect, test } from 'vitest';
import { SNOOZES } from '../../src/core/settings/snooze';
import type { State } from '../../src/core/view/state';
import { HOUR, NOW } from '../make';
import { all, button, buttons, click, one, pressKey, show, textOf } from '../page';
import { t } from '../translate';
import { home, open, problemBox, status, unread } from './open';

afterEach(() => show(null));

const until = NOW + HOUR;
const snoozed: State = { ...home(unread), snoozedUntil: until };
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function quietHours(from: string, to: string): State {
  const state = home(unread);
  return { ...state, settings: { ...state.settings, quietHours: [{ days: [...EVERY_DAY], from, to }] } };
}

const banner = () => one('.banner');

describe('the snooze choices', () => {
  test('open with their button, take the focus, and close with the same button', async () => {
    await open(home(unread));
    expect(button('Snooze').getAttribute('aria-expanded')).toBe('false');
    button('Snooze').focus();
    await click(button('Snooze'));
    expect(button('Snooze').getAttribute('aria-expanded')).toBe('true');
    expect(buttons(one('.panel'))).toEqual(['30 minutes', '1 hour', '4 hours', 'Until tomorrow morning']);
    expect(document.activeElement).toBe(button('30 minutes'));
    await click(button('Snooze'));
    expect(all('.panel')).toEqual([]);
    expect(document.activeElement).toBe(button('Snooze'));
  });

  test.each(SNOOZES.map((choice, index) => [choice, index] as const))(
    'start a snooze: %s',
    async (choice, index) => {
      const done = await open(home(unread));
      await click(button('Snooze'));
      await click(all('.panel button')[index] as HTMLElement);
      expect(done).toEqual([`snooze ${choice}`]);
      expect(all('.panel')).toEqual([]);
    },
  );

  test('end the current snooze, if there is one', async () => {
    const done = await open(snoozed);
    await click(button('Snooze'));
    expect(buttons(one('.panel'))).toHaveLength(SNOOZES.length + 1);
    await click(button('End snooze', one('.panel')));
    expect(done).toEqual(['snooze end']);
  });

  test('show an error if the snooze can’t be stored, until one is stored', async () => {
    let isFull = true;
    const snooze = async () => {
      if (isFull) throw new Error('quota');
    };
    await open(snoozed, { actions: { snooze } });
    await click(button('End snooze', banner()));
    expect(textOf(problemBox())).toBe(t('settingsNotSaved'));
    expect(status()).toContain(t('settingsNotSaved'));
    isFull = false;
    await click(button('Snooze'));
    await click(button('1 hour'));
    expect(all('.alert')).toEqual([]);
    expect(status()).not.toContain(t('settingsNotSaved'));
  });

  test('close with Esc without starting a snooze', async () => {
    const done = await open(home(unread));
    await pressKey('s');
    await pressKey('Escape');
    expect(all('.panel')).toEqual([]);
    expect(done).toEqual([]);
  });
});

describe('during quiet time', () => {
  test('a snooze shows its end and can be ended', async () => {
    const done = await open(snoozed);
    expect(textOf(banner())).toContain(t({ key: 'snoozedUntil', args: [{ time: until }] }));
    expect(textOf(banner())).toContain('Notifications are off until then.');
    expect(status()).toContain('Snoozed until');
    await click(button('End snooze', banner()));
    expect(done).toEqual(['snooze end']);
  });

  test('quiet hours show when they end, or that they never end', async () => {
    await open(quietHours('00:00', '23:59'));
    expect(textOf(banner())).toMatch(/^Quiet hours until \[.*\]Notifications are off until then\.$/);
    expect(buttons(banner())).toEqual([]);
    await open(quietHours('00:00', '00:00'));
    expect(textOf(banner())).toBe(`Quiet hours${t('quietForEver')}`);
  });

  test('the banner mentions VIPs, if there are any', async () => {
    await open({
      ...snoozed,
      settings: { ...snoozed.settings, vips: [{ sender: 'zoe@example.com' }] },
    });
    expect(textOf(banner())).toContain('Only your VIP senders notify you.');
  });

  test('afterwards there is no banner', async () => {
    await open({ ...home(unread), snoozedUntil: NOW });
    expect(all('.banner')).toEqual([]);
  });
});
