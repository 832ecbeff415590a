import { act } from 'preact/test-utils';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { MAX_SENDERS, type Vip } from '../../../src/core/settings/senders';
import type { Settings } from '../../../src/core/settings/settings';
import { makeState } from '../../make';
import {
  all,
  button,
  buttons,
  choose,
  click,
  describedBy,
  field,
  fill,
  group,
  named,
  one,
  show,
  submit,
  textOf,
} from '../../page';
import { t } from '../../translate';
import { open, silentSounds } from '../open-options';

afterEach(async () => {
  vi.useRealTimers();
  await show(null);
});

const passed = (time: number) => act(() => void vi.advanceTimersByTime(time));

const VIPS: Vip[] = [
  { sender: 'anna@example.com', sound: 'bell' },
  { sender: '@family.example' },
  { sender: 'Bob' },
];
const senders = (legend: string) => all('.who', group(legend)).map(textOf);
const form = (legend: string) => one<HTMLFormElement>('form', group(legend));

describe.each([
  {
    list: 'VIP senders',
    add: 'Add a VIP sender',
    some: { vips: VIPS },
    plus: (sender: string): Partial<Settings> => ({ vips: [...VIPS, { sender }] }),
    minus: { vips: [VIPS[0], VIPS[2]] },
    full: { vips: Array.from({ length: MAX_SENDERS }, (_, n) => ({ sender: `s${n}` })) },
  },
  {
    list: 'Muted senders',
    add: 'Add a muted sender',
    some: { mutedSenders: VIPS.map(({ sender }) => sender) },
    plus: (sender: string): Partial<Settings> => ({
      mutedSenders: ['anna@example.com', '@family.example', 'Bob', sender],
    }),
    minus: { mutedSenders: ['anna@example.com', 'Bob'] },
    full: { mutedSenders: Array.from({ length: MAX_SENDERS }, (_, n) => `s${n}`) },
  },
])('the list “$list”', ({ list, add, some, plus, minus, full }) => {
  test('shows its senders', async () => {
    await open(makeState({}, some));
    expect(senders(list)).toEqual(['anna@example.com', '@family.example', 'Bob']);
  });

  test('adds a sender with Enter or with the button, and clears the field', async () => {
    const done = await open(makeState({}, some));
    await fill(add, '  Carol ');
    await submit(form(list));
    expect(done.changed).toEqual([plus('Carol')]);
    expect(field(add).value).toBe('');
    expect(document.activeElement).toBe(field(add));
    await fill(add, 'dan@example.com');
    await click(button('Add', group(list)));
    expect(done.changed[1]).toEqual(plus('dan@example.com'));
  });

  test.each([
    ['white space', '   ', t('senderMissing')],
    ['a sender in the list, in another spelling', ' ANNA@Example.com', t('senderKnown')],
    ['a text that is too long', 'x'.repeat(101), t({ key: 'entryTooLong', args: [100] })],
  ])('rejects %s, and says why', async (_what, typed, why) => {
    const done = await open(makeState({}, some));
    await fill(add, typed);
    await submit(form(list));
    expect(done.changed).toEqual([]);
    expect(field(add).getAttribute('aria-invalid')).toBe('true');
    expect(describedBy(field(add))).toContain(why);
    expect(field(add).value).toBe(typed);
    await fill(add, 'Carol');
    expect(field(add).hasAttribute('aria-invalid')).toBe(false);
  });

  test('that is full says so', async () => {
    const done = await open(makeState({}, full));
    await fill(add, 'one-more');
    await submit(form(list));
    expect(done.changed).toEqual([]);
    expect(describedBy(field(add))).toContain(t({ key: 'sendersFull', args: [MAX_SENDERS] }));
  });

  test('removes a sender at once, and brings it back to its place', async () => {
    const done = await open(makeState({}, some));
    await click(named('Remove: @family.example'));
    expect(done.changed).toEqual([minus]);
    await open(makeState({}, minus as Partial<Settings>));
    expect(document.activeElement).toBe(button('Undo', group(list)));
    expect(describedBy(button('Undo', group(list)))).toBe('Removed: @family.example');
    await open(makeState({}, minus as Partial<Settings>), { changeSettings: () => new Promise(() => {}) });
    await click(button('Undo', group(list)));
    expect(senders(list)).toEqual(['anna@example.com', '@family.example', 'Bob']);
    expect(document.activeElement).toBe(named('Remove: @family.example'));
    expect(textOf(one('[role=status]'))).toBe('Restored: @family.example');
  });

  test('offers no undo when it is full again', async () => {
    const change = { changeSettings: () => new Promise<void>(() => {}) };
    await open(makeState({}, full), change);
    await click(named('Remove: s7'));
    expect(buttons(group(list))).toContain('Undo');
    await fill(add, 'one-more');
    await submit(form(list));
    expect(senders(list)).toHaveLength(MAX_SENDERS);
    expect(all('.removed')).toEqual([]);
  });

  test('keeps a sender whose removal couldn’t be stored, and offers no undo', async () => {
    await open(makeState({}, some), { changeSettings: () => Promise.reject(new Error('quota')) });
    await click(named('Remove: Bob'));
    expect(senders(list)).toEqual(['anna@example.com', '@family.example', 'Bob']);
    expect(all('.removed')).toEqual([]);
  });

  test('announces what was removed', async () => {
    await open(makeState({}, some), { changeSettings: () => new Promise(() => {}) });
    await click(named('Remove: Bob'));
    expect(textOf(one('[role=status]'))).toBe('Removed: Bob');
  });

  test('offers to undo for ten seconds, then moves the focus to the next sender', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await open(makeState({}, some));
    await click(named('Remove: @family.example'));
    await open(makeState({}, minus as Partial<Settings>));
    await passed(9_999);
    expect(buttons(group(list))).toContain('Undo');
    await passed(1);
    expect(buttons(group(list))).not.toContain('Undo');
    expect(document.activeElement).toBe(named('Remove: Bob'));
  });

  test('moves the focus to its field when it has become empty', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const one = list === 'Muted senders' ? { mutedSenders: ['@family.example'] } : { vips: VIPS.slice(1, 2) };
    await open(makeState({}, one));
    await click(named('Remove: @family.example'));
    await open(makeState({}));
    await passed(10_000);
    expect(document.activeElement).toBe(field(add));
  });

  test('takes no focus away from where the user has gone meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await open(makeState({}, some));
    await click(named('Remove: @family.example'));
    await open(makeState({}, minus as Partial<Settings>));
    field('Check every').focus();
    await passed(10_000);
    expect(document.activeElement).toBe(field('Check every'));
  });

  test('offers to undo only the latest removal', async () => {
    await open(makeState({}, some));
    await click(named('Remove: @family.example'));
    await open(makeState({}, minus as Partial<Settings>));
    await click(named('Remove: Bob'));
    await open(makeState({}, { vips: VIPS.slice(0, 1), mutedSenders: ['anna@example.com'] }));
    expect(all('.removed span', group(list)).map(textOf)).toEqual(['Removed: Bob']);
  });
});

test('a sender from a mail shows name and address', async () => {
  await open(makeState({}, { mutedSenders: ['Anna Bee <anna@example.com>'] }));
  expect(all('.who bdi', group('Muted senders')).map(textOf)).toEqual(['Anna Bee', 'anna@example.com']);
  expect(named('Remove: Anna Bee <anna@example.com>')).toBeTruthy();
});

describe.each([
  ['Subjects that always notify', 'Add a word that always notifies', 'vipWords'],
  ['Muted subjects', 'Add a muted word', 'mutedWords'],
] as const)('the list “%s”', (list, add, name) => {
  test('takes words and phrases, but none twice', async () => {
    const done = await open(makeState({}, { [name]: ['Réunion'] }));
    expect(senders(list)).toEqual(['Réunion']);
    await fill(add, ' weekly report ');
    await submit(form(list));
    expect(done.changed).toEqual([{ [name]: ['Réunion', 'weekly report'] }]);
    await fill(add, 'REUNION');
    await submit(form(list));
    expect(done.changed).toHaveLength(1);
    expect(describedBy(field(add))).toContain(t('wordKnown'));
  });

  test('brings a removed word back', async () => {
    const done = await open(makeState({}, { [name]: ['a', 'b'] }));
    await click(named('Remove: a'));
    await open(makeState({}, { [name]: ['b'] }));
    const again = await open(makeState({}, { [name]: ['b'] }));
    await click(button('Undo'));
    expect([...done.changed, ...again.changed]).toEqual([{ [name]: ['b'] }, { [name]: ['a', 'b'] }]);
  });
});

test('muted mail can be left out of the numbers', async () => {
  const done = await open();
  expect(field('Count muted mail').checked).toBe(true);
  await click(field('Count muted mail'));
  expect(done.changed).toEqual([{ countMuted: false }]);
});

describe('a VIP sender', () => {
  const soundOf = (sender: string) =>
    one<HTMLSelectElement>(`select[aria-label="${t({ key: 'vipSound', args: [sender] })}"]`);

  test('can have a sound of their own, or the default one', async () => {
    const done = await open(makeState({}, { vips: VIPS }));
    expect(soundOf('anna@example.com').value).toBe('bell');
    expect(soundOf('Bob').selectedOptions[0]?.text).toBe('Default sound');
    await choose(soundOf('Bob'), 'Knock');
    await open(makeState({}, { vips: VIPS }));
    const again = await open(makeState({}, { vips: VIPS }));
    await choose(soundOf('anna@example.com'), 'Default sound');
    expect(done.changed).toEqual([{ vips: [VIPS[0], VIPS[1], { sender: 'Bob', sound: 'knock' }] }]);
    expect(again.changed).toEqual([{ vips: [{ sender: 'anna@example.com' }, VIPS[1], VIPS[2]] }]);
  });

  test('can have the user’s own file only if there is one', async () => {
    await open(makeState({}, { vips: VIPS }));
    const words = () => [...soundOf('Bob').options].map(({ text }) => text);
    expect(words()).not.toContain(t('soundOwn'));
    await open(makeState({}, { vips: VIPS }), {}, undefined, { ownSound: 'moo.ogg' });
    expect(words()).toContain(t('soundOwn'));
  });

  test('has a test button for their own sound, or for the default one', async () => {
    const { sounds, played } = silentSounds();
    await open(makeState({}, { vips: VIPS, sound: 'rise', volume: 40 }), {}, undefined, { sounds });
    for (const test of all('button.test', group('VIP senders'))) await click(test);
    expect(played).toEqual([
      ['bell', 40],
      ['rise', 40],
      ['rise', 40],
    ]);
  });
});
