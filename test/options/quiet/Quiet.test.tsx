import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DAYS, MAX_SPANS, type QuietSpan } from '../../../src/core/settings/quiet-hours';
import { HOUR, makeState, NOW } from '../../make';
import { all, button, buttons, click, describedBy, enter, group, named, one, show, textOf } from '../../page';
import { t } from '../../translate';
import { open } from '../open-options';

beforeAll(() => {
  process.env.TZ = 'UTC';
});
afterEach(() => show(null));

const NIGHTS: QuietSpan = { days: [...DAYS], from: '22:00', to: '07:00' };
const WEEKENDS: QuietSpan = { days: ['sat', 'sun'], from: '00:00', to: '00:00' };
const LUNCH: QuietSpan = { days: ['mon', 'tue'], from: '12:00', to: '13:30' };
const hours = (...quietHours: QuietSpan[]) => makeState({}, { quietHours });
const editor = () => group(t('quietHours'));
const spans = () => all<HTMLFieldSetElement>('.span');
const time = (label: string, span: number) =>
  all<HTMLInputElement>('input[type=time]', spans()[span])[label === 'from' ? 0 : 1] as HTMLInputElement;
const days = (span = 0) =>
  all('.day', spans()[span]).map(day => [textOf(day), day.getAttribute('aria-pressed')] as const);

describe('quiet hours', () => {
  test('can be empty', async () => {
    await open();
    expect(textOf(editor())).toContain(t('noQuietHours'));
    expect(spans()).toEqual([]);
  });

  test('show their days in the order and words of the language, and their times', async () => {
    await open(hours(LUNCH, NIGHTS, WEEKENDS, { ...LUNCH, to: '12:00' }));
    expect(days().map(([name]) => name)).toEqual([
      'MonMonday',
      'TueTuesday',
      'WedWednesday',
      'ThuThursday',
      'FriFriday',
      'SatSaturday',
      'SunSunday',
    ]);
    expect(days().map(([, pressed]) => pressed)).toEqual(['true', 'true', ...Array(5).fill('false')]);
    expect([time('from', 0).value, time('to', 0).value]).toEqual(['12:00', '13:30']);
    expect(spans().map(describedBy)).toEqual([
      'the same day',
      'the next day',
      'all day',
      'the next day, 24 hours',
    ]);
    expect(spans().map(span => textOf(one('legend', span)))).toEqual(
      [1, 2, 3, 4].map(n => `Quiet time ${n}`),
    );
  });

  test('show Sunday first if the week begins on Sunday', async () => {
    await open(hours(LUNCH), {}, undefined, { locale: 'en-US' });
    expect(days()[0]?.[0]).toBe('SunSunday');
  });

  test.each([
    ['before a span', [NIGHTS], '2026-11-23T22:00:00.000Z', 'quietNextFrom'],
    ['during a span', [LUNCH], '2026-11-23T13:30:00.000Z', 'quietNowUntil'],
  ] as const)('say %s when that changes', async (_when, those, iso, key) => {
    await open(hours(...those));
    expect(textOf(one('#quiet-outlook'))).toBe(t({ key, args: [{ time: Date.parse(iso) }] }));
  });

  test('say so if they never end', async () => {
    await open(hours({ ...NIGHTS, from: '00:00', to: '00:00' }));
    expect(textOf(one('#quiet-outlook'))).toBe(t('quietForEver'));
    await open(
      makeState({}, { quietHours: [{ ...NIGHTS, from: '00:00', to: '00:00' }], vipWords: ['invoice'] }),
    );
    expect(textOf(one('#quiet-outlook'))).toBe(t('quietHelpVips'));
  });

  test('say that the user has ended them for now', async () => {
    const always = { ...NIGHTS, from: '00:00', to: '00:00' };
    const done = await open({ ...hours(always), quietEndedUntil: NOW + HOUR });
    expect(textOf(one('#quiet-outlook'))).toBe(t({ key: 'quietHoursOff', args: [{ time: NOW + HOUR }] }));
    await click(button('Quiet again'));
    expect(done.did).toEqual(['quiet again']);
  });

  test('can be on more or fewer days, but on at least one', async () => {
    const done = await open(hours(LUNCH));
    await click(all('.day')[2] as HTMLElement);
    await click(all('.day')[0] as HTMLElement);
    expect(done.changed).toEqual([
      { quietHours: [{ ...LUNCH, days: ['mon', 'tue', 'wed'] }] },
      { quietHours: [{ ...LUNCH, days: ['tue'] }] },
    ]);
    const last = await open(hours({ ...LUNCH, days: ['mon'] }));
    await click(all('.day')[0] as HTMLElement);
    expect(last.changed).toEqual([]);
    expect(describedBy(spans()[0] as Element)).toContain(t('quietNoDay'));
  });

  test('accept other times, but no incomplete ones', async () => {
    const done = await open(hours(NIGHTS, LUNCH));
    const input = time('to', 1);
    await enter(input, '14:15');
    expect(done.changed).toEqual([{ quietHours: [NIGHTS, { ...LUNCH, to: '14:15' }] }]);
    await enter(input, '');
    expect(done.changed).toHaveLength(1);
    expect(describedBy(spans()[1] as Element)).toContain(t('quietNoTime'));
  });

  test('can be added, empty or from a preset', async () => {
    const done = await open(hours(LUNCH));
    await click(button('Nights'));
    await open(hours(LUNCH));
    const again = await open(hours(LUNCH));
    await click(button('Weekends'));
    await open(hours(LUNCH));
    const other = await open(hours(LUNCH));
    await click(button('Add quiet time'));
    expect(done.changed).toEqual([{ quietHours: [LUNCH, NIGHTS] }]);
    expect(again.changed).toEqual([{ quietHours: [LUNCH, WEEKENDS] }]);
    expect(other.changed[0]?.quietHours).toHaveLength(2);
  });

  test('don’t offer a preset that is already there', async () => {
    await open(hours(NIGHTS));
    expect(buttons(editor())).not.toContain('Nights');
    expect(buttons(editor())).toContain('Weekends');
  });

  test('can be removed, and come back with Undo', async () => {
    const done = await open(hours(NIGHTS, LUNCH));
    await click(named('Remove: Quiet time 1'));
    await open(hours(LUNCH));
    expect(done.changed).toEqual([{ quietHours: [LUNCH] }]);
    expect(document.activeElement).toBe(button('Undo'));
    await open(hours(LUNCH), { changeSettings: () => new Promise(() => {}) });
    await click(button('Undo'));
    expect(spans()).toHaveLength(2);
    expect(time('from', 0).value).toBe(NIGHTS.from);
    expect(document.activeElement).toBe(named('Remove: Quiet time 1'));
  });

  test('don’t come back when their list is full again', async () => {
    const change = { changeSettings: () => new Promise<void>(() => {}) };
    await open(hours(...Array<QuietSpan>(MAX_SPANS).fill(LUNCH)), change);
    await click(named('Remove: Quiet time 1'));
    expect(buttons(editor())).toContain('Undo');
    await click(button('Add quiet time'));
    expect(spans()).toHaveLength(MAX_SPANS);
    expect(buttons(editor())).not.toContain('Undo');
  });

  test('remove their error together with the entry', async () => {
    await open(hours({ ...LUNCH, days: ['mon'] }, NIGHTS));
    await click(all('.day', spans()[0])[0] as HTMLElement);
    expect(all('.problem', editor()).map(textOf)).toEqual([t('quietNoDay')]);
    await open(hours(NIGHTS));
    expect(all('.problem', editor())).toEqual([]);
  });

  test('remove only one entry, even if the page learns of it before the change is stored', async () => {
    const change = { changeSettings: () => new Promise<void>(() => {}) };
    await open(hours(NIGHTS, LUNCH), change);
    await click(named('Remove: Quiet time 1'));
    await open(hours(LUNCH), change);
    expect(spans()).toHaveLength(1);
    expect(document.activeElement).toBe(button('Undo'));
  });

  test('have a maximum number', async () => {
    await open(hours(...Array<QuietSpan>(MAX_SPANS).fill(LUNCH)));
    expect(button('Add quiet time').disabled).toBe(true);
  });
});

describe('a snooze', () => {
  test('is offered with its end', async () => {
    const done = await open();
    const choices = buttons(group(t('snooze')));
    expect(choices).toEqual([
      `30 minutesuntil [${new Date(NOW + HOUR / 2).toISOString()}]`,
      `1 houruntil [${new Date(NOW + HOUR).toISOString()}]`,
      `4 hoursuntil [${new Date(NOW + 4 * HOUR).toISOString()}]`,
      'Until tomorrow morninguntil [2026-11-24T08:00:00.000Z]',
    ]);
    await click(button(choices[1] ?? ''));
    expect(done.snoozed).toEqual(['hour']);
    expect(textOf(one('[role=status]'))).toBe('Saved');
  });

  test('that is active shows its end and can be ended', async () => {
    const done = await open({ ...makeState({}), snoozedUntil: NOW + HOUR });
    const words = t({ key: 'snoozedUntil', args: [{ time: NOW + HOUR }] });
    expect(textOf(group(t('snooze')))).toContain(words);
    expect(buttons(group(t('snooze')))).toEqual(['End snooze']);
    await click(button('End snooze'));
    expect(done.snoozed).toEqual(['ended']);
  });

  test('that can’t be stored shows an error', async () => {
    await open(makeState({}), { snooze: () => Promise.reject(new Error('quota')) });
    await click(all('button', group(t('snooze')))[0] as HTMLElement);
    expect(textOf(one('[role=status]'))).toBe(t('settingsNotSaved'));
  });
});
