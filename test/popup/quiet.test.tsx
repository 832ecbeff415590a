import { afterEach, describe, expect, test } from 'vitest';
import { NO_POLICY } from '../../src/core/policy/policy';
import { SNOOZES, snoozeEnd } from '../../src/core/settings/snooze';
import type { State } from '../../src/core/view/state';
import { HOUR, MINUTE, NOW } from '../make';
import { all, button, buttons, click, enter, field, one, pressKey, show, submit, textOf } from '../page';
import { t } from '../translate';
import { home, open, problemBox, status, unread } from './open';

afterEach(() => show(null));

const until = NOW + HOUR;
const TOMORROW = snoozeEnd('tomorrow', NOW);
const time = (moment: number) => `[${new Date(moment).toISOString()}]`;
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
    const ends = [NOW + HOUR / 2, NOW + HOUR, NOW + 4 * HOUR, TOMORROW].map(end => `until ${time(end)}`);
    expect(buttons(one('.choices'))).toEqual([
      `30 minutes ${ends[0]}`,
      `1 hour ${ends[1]}`,
      `4 hours ${ends[2]}`,
      `Until tomorrow morning ${ends[3]}`,
    ]);
    expect(document.activeElement).toBe(all('.panel button')[0]);
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
    expect(buttons(one('.panel'))).toHaveLength(SNOOZES.length + 2);
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
    await click(all('.choices button')[1] as HTMLElement);
    expect(all('.alert')).toEqual([]);
    expect(status()).not.toContain(t('settingsNotSaved'));
  });

  test('start a snooze of one’s own length', async () => {
    const done = await open(home(unread));
    await pressKey('s');
    await enter(field('Or for this many minutes'), '45');
    expect(buttons(one('.own-length'))).toEqual([`Snooze until ${time(NOW + 45 * MINUTE)}`]);
    await submit(one<HTMLFormElement>('.own-length'));
    expect(done).toEqual([`snooze ${new Date(NOW + 45 * MINUTE).toISOString()}`]);
    expect(all('.panel')).toEqual([]);
  });

  test('start no snooze without a length', async () => {
    const done = await open(home(unread));
    await pressKey('s');
    await enter(field('Or for this many minutes'), '');
    expect(button('Snooze', one('.own-length')).disabled).toBe(true);
    expect(done).toEqual([]);
  });

  test('close with Esc in the field for a length', async () => {
    await open(home(unread));
    await pressKey('s');
    field('Or for this many minutes').focus();
    expect(await pressKey('Escape')).toBe(true);
    expect(all('.panel')).toEqual([]);
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
    expect(textOf(banner())).toMatch(/^Quiet hours until \[.*\]Notifications are off until then\./);
    await open(quietHours('00:00', '00:00'));
    expect(textOf(banner())).toContain(`Quiet hours${t('quietForEver')}`);
  });

  test('quiet hours can be ended, and go on again', async () => {
    const state = quietHours('00:00', '00:00');
    const done = await open(state);
    await click(button(`End quiet hours now off until ${time(TOMORROW)}`, banner()));
    expect(done).toEqual([`end quiet hours ${TOMORROW}`]);
    const again = await open({ ...state, quietEndedUntil: TOMORROW });
    expect(textOf(banner())).toContain(`Quiet hours are off until ${time(TOMORROW)}`);
    await click(button('Quiet again', banner()));
    expect(again).toEqual(['end quiet hours 0']);
  });

  test('quiet hours of the organisation can’t be ended', async () => {
    await open({ ...quietHours('00:00', '00:00'), policy: { ...NO_POLICY, locked: ['quietHours'] } });
    expect(buttons(banner())).toEqual([]);
  });

  test('an error is shown if the end can’t be stored', async () => {
    const endQuietHours = () => Promise.reject(new Error('quota'));
    await open(quietHours('00:00', '00:00'), { actions: { endQuietHours } });
    await click(all('.banner button')[0] as HTMLElement);
    expect(textOf(problemBox())).toBe(t('settingsNotSaved'));
  });

  test.each([
    ['VIP senders', { vips: [{ sender: 'zoe@example.com' }] }],
    ['subjects that always notify', { vipWords: ['invoice'] }],
  ])('the banner says what still notifies, if there are %s', async (_what, rules) => {
    await open({ ...snoozed, settings: { ...snoozed.settings, ...rules } });
    expect(textOf(banner())).toContain('Only VIP senders and the subjects you chose notify you.');
  });

  test('afterwards there is no banner', async () => {
    await open({ ...home(unread), snoozedUntil: NOW });
    expect(all('.banner')).toEqual([]);
  });
});
