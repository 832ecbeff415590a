import { afterEach, describe, expect, test } from 'vitest';
import { MAX_SENDERS, type Vip } from '../../../src/core/settings/senders';
import type { Settings } from '../../../src/core/settings/settings';
import { makeState } from '../../make';
import {
  all,
  button,
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

afterEach(() => show(null));

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
    ['a text that is too long', 'x'.repeat(101), t({ key: 'senderTooLong', args: [100] })],
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

  test('removes a sender and moves the focus to the next one', async () => {
    const done = await open(makeState({}, some));
    await click(named('Remove: @family.example'));
    await open(makeState({}, minus as Partial<Settings>));
    expect(done.changed).toEqual([minus]);
    expect(document.activeElement).toBe(named('Remove: Bob'));
    await click(named('Remove: Bob'));
    await open(makeState({}, { vips: VIPS.slice(0, 1), mutedSenders: ['anna@example.com'] }));
    expect(document.activeElement?.closest('fieldset')).toBe(group(list));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove: anna@example.com');
  });

  test('moves the focus to its field when it becomes empty', async () => {
    await open(makeState({}, { vips: VIPS.slice(1, 2), mutedSenders: [] }));
    await open(makeState({}, { vips: [], mutedSenders: ['@family.example'] }));
    const one = list === 'Muted senders' ? { mutedSenders: ['@family.example'] } : { vips: VIPS.slice(1, 2) };
    await open(makeState({}, one));
    await click(named('Remove: @family.example'));
    await open(makeState({}));
    expect(document.activeElement).toBe(field(add));
  });
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
