import { describe, expect, test } from 'vitest';
import {
  endedQuietOf,
  nextQuietMoment,
  quietHoursEnd,
  quietOf,
  quietText,
} from '../../../src/core/settings/quiet';
import { DAYS, type QuietSpan } from '../../../src/core/settings/quiet-hours';
import {
  isSnoozed,
  MOST_MINUTES,
  ownSnoozeEnd,
  SNOOZE_FORMAT,
  SNOOZES,
  snoozeEnd,
} from '../../../src/core/settings/snooze';
import { unpack } from '../../../src/core/store/stored-format';
import { DAY, HOUR, MINUTE, makeState, NOW } from '../../make';
import { beIn, comeHome } from '../../time-zone';
import { t } from '../../translate';

comeHome();

const at = (local: string) => new Date(local).getTime();

describe('a snooze', () => {
  test.each([
    ['half-hour', 30 * MINUTE],
    ['hour', HOUR],
    ['four-hours', 4 * HOUR],
  ] as const)('of %s has the right end', (snooze, length) => {
    expect(snoozeEnd(snooze, NOW)).toBe(NOW + length);
  });

  test.each([
    ['2026-11-23T22:30', '2026-11-24T08:00'],
    ['2026-11-23T07:59', '2026-11-24T08:00'],
    ['2026-11-24T03:59', '2026-11-24T08:00'],
    ['2026-11-24T04:00', '2026-11-25T08:00'],
    ['2026-12-31T20:00', '2027-01-01T08:00'],
    // A clock change in the night.
    ['2026-10-24T20:00', '2026-10-25T08:00'],
    ['2026-03-28T20:00', '2026-03-29T08:00'],
  ])('until tomorrow, from %s, ends at %s', (now, end) => {
    beIn('Europe/Paris');
    expect(snoozeEnd('tomorrow', at(now))).toBe(at(end));
  });

  test.each([
    ['1', 1],
    ['90', 90],
    [String(MOST_MINUTES), MOST_MINUTES],
  ])('of one’s own of %s minutes ends then', (minutes, length) => {
    const end = ownSnoozeEnd(minutes, NOW);
    expect(end).toBe(NOW + length * MINUTE);
    expect(isSnoozed(end as number, NOW)).toBe(true);
  });

  test.each(['', '0', '-5', '1.5', '1441', 'soon'])('of one’s own can’t be of "%s" minutes', minutes => {
    expect(ownSnoozeEnd(minutes, NOW)).toBeUndefined();
  });

  test('is active until its end, and never too long', () => {
    expect(isSnoozed(NOW + 1, NOW)).toBe(true);
    expect(isSnoozed(NOW, NOW)).toBe(false);
    expect(isSnoozed(0, NOW)).toBe(false);
    // The clock was set back.
    expect(isSnoozed(NOW + 400 * DAY, NOW)).toBe(false);
    for (const snooze of SNOOZES) expect(isSnoozed(snoozeEnd(snooze, NOW), NOW)).toBe(true);
  });

  test.each([undefined, null, 'soon', -1, Number.NaN, 1e99])('stored as %s is ignored', raw => {
    expect(unpack(SNOOZE_FORMAT, raw)).toBe(0);
  });
});

describe('quiet time', () => {
  const nights: QuietSpan[] = [{ days: [...DAYS], from: '22:00', to: '07:00' }];
  const state = (snoozedUntil: number, quietHours: QuietSpan[] = []) => ({
    ...makeState({}, { quietHours }),
    snoozedUntil,
  });
  const evening = at('2026-11-23T23:00');
  const morning = at('2026-11-24T07:00');

  test('has an end', () => {
    expect(quietOf(state(0), NOW)).toBeUndefined();
    expect(quietOf(state(NOW + HOUR), NOW)).toEqual({ why: 'snooze', until: NOW + HOUR });
    expect(quietOf(state(0, nights), evening)).toEqual({ why: 'quiet-hours', until: morning });
    expect(quietOf(state(evening + HOUR, nights), evening)).toEqual({ why: 'snooze', until: evening + HOUR });
    expect(quietOf(state(0, [{ days: [...DAYS], from: '00:00', to: '00:00' }]), NOW)).toEqual({
      why: 'quiet-hours',
    });
  });

  test('changes with the first of snooze and quiet hours', () => {
    expect(nextQuietMoment(state(0), NOW)).toBeUndefined();
    expect(nextQuietMoment(state(NOW + HOUR), NOW)).toBe(NOW + HOUR);
    expect(nextQuietMoment(state(0, nights), evening)).toBe(morning);
    expect(nextQuietMoment(state(evening + HOUR, nights), evening)).toBe(evening + HOUR);
    expect(nextQuietMoment(state(evening + 20 * HOUR, nights), evening)).toBe(morning);
  });

  test('has a text', () => {
    const until = `[${new Date(NOW).toISOString()}]`;
    expect(t(quietText({ why: 'snooze', until: NOW }))).toBe(`Snoozed until ${until}`);
    expect(t(quietText({ why: 'quiet-hours', until: NOW }))).toBe(`Quiet hours until ${until}`);
    expect(t(quietText({ why: 'quiet-hours' }))).toBe('Quiet hours');
  });

  test('of quiet hours can be ended until they end by themselves', () => {
    expect(quietHoursEnd(nights, evening)).toBe(morning);
    const ended = { ...state(0, nights), quietEndedUntil: morning };
    expect(quietOf(ended, evening)).toBeUndefined();
    expect(endedQuietOf(ended, evening)).toBe(morning);
    const nextEvening = at('2026-11-24T22:00');
    expect(nextQuietMoment(ended, evening)).toBe(nextEvening);
    expect(quietOf(ended, nextEvening)).toEqual({ why: 'quiet-hours', until: at('2026-11-25T07:00') });
    expect(endedQuietOf(ended, nextEvening)).toBeUndefined();
  });

  test('of quiet hours that last longer than a day can be ended until tomorrow morning', () => {
    const always: QuietSpan[] = [{ days: [...DAYS], from: '00:00', to: '00:00' }];
    const weekend: QuietSpan[] = [{ days: ['sat', 'sun'], from: '00:00', to: '00:00' }];
    const tomorrow = at('2026-11-24T08:00');
    expect(quietHoursEnd(always, evening)).toBe(tomorrow);
    expect(quietHoursEnd(weekend, at('2026-11-21T14:00'))).toBe(at('2026-11-22T08:00'));
    expect(quietHoursEnd(weekend, at('2026-11-22T14:00'))).toBe(at('2026-11-23T00:00'));
    const ended = { ...state(0, always), quietEndedUntil: tomorrow };
    expect(nextQuietMoment(ended, evening)).toBe(tomorrow);
    expect(quietOf(ended, tomorrow)).toEqual({ why: 'quiet-hours' });
  });

  test('of a snooze goes on when quiet hours are ended', () => {
    const both = { ...state(evening + HOUR, nights), quietEndedUntil: morning };
    expect(quietOf(both, evening)).toEqual({ why: 'snooze', until: evening + HOUR });
    expect(endedQuietOf(both, evening)).toBeUndefined();
    expect(nextQuietMoment(both, evening)).toBe(evening + HOUR);
  });

  test('goes on if the clock was wrong when it was ended', () => {
    const wrong = { ...state(0, nights), quietEndedUntil: evening + 400 * DAY };
    expect(quietOf(wrong, evening)).toEqual({ why: 'quiet-hours', until: morning });
    expect(nextQuietMoment(wrong, evening)).toBe(morning);
  });
});
