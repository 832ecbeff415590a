import { describe, expect, test } from 'vitest';
import { type Intent, intentOf, type Key } from '../../src/popup/keys';

function press(key: string, change: Partial<Key> = {}): Key {
  return {
    key,
    code: '',
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    shiftKey: false,
    repeat: false,
    ...change,
  };
}

const KEYS: [string, Intent][] = [
  ['ArrowDown', 'next'],
  ['j', 'next'],
  ['ArrowUp', 'previous'],
  ['k', 'previous'],
  ['Home', 'first'],
  ['End', 'last'],
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['e', 'archive'],
  ['#', 'delete'],
  ['m', 'mute'],
  ['z', 'undo'],
  ['r', 'check'],
  ['o', 'webmail'],
  ['s', 'snooze'],
  [',', 'settings'],
  ['?', 'keys'],
  ['Escape', 'close'],
];

describe.each(KEYS)('%s', (key, intent) => {
  test(`means ${intent}`, () => {
    expect(intentOf(press(key), false)).toBe(intent);
  });

  test.each(['ctrlKey', 'altKey', 'metaKey'] as const)('is left to the browser with %s', modifier => {
    // Some keyboards write # with Alt.
    if (key === '#' && modifier === 'altKey') return;
    expect(intentOf(press(key, { [modifier]: true }), false)).toBeUndefined();
  });

  test('is left to the field while the user types, except Escape', () => {
    expect(intentOf(press(key), true)).toBe(key === 'Escape' ? 'close' : undefined);
  });

  test('only moves when held down', () => {
    const moves = ['next', 'previous', 'first', 'last', 'left', 'right'].includes(intent);
    expect(intentOf(press(key, { repeat: true }), false)).toBe(moves ? intent : undefined);
  });

  test('is left to the browser with Shift, except a punctuation mark', () => {
    const mayTake = ['?', ',', '#'].includes(key);
    expect(intentOf(press(key, { shiftKey: true }), false)).toBe(mayTake ? intent : undefined);
  });
});

test('Shift+I means markRead, in any case and script', () => {
  expect(intentOf(press('I', { shiftKey: true }), false)).toBe('markRead');
  expect(intentOf(press('i', { shiftKey: true }), false)).toBe('markRead');
  expect(intentOf(press('÷', { code: 'KeyI', shiftKey: true }), false)).toBe('markRead');
  expect(intentOf(press('i'), false)).toBeUndefined();
  expect(intentOf(press('I', { shiftKey: true, repeat: true }), false)).toBeUndefined();
});

test('# also counts where it is written with Shift, Alt or AltGr', () => {
  expect(intentOf(press('#', { shiftKey: true, code: 'Digit3' }), false)).toBe('delete');
  expect(intentOf(press('#', { altKey: true }), false)).toBe('delete');
  expect(intentOf(press('#', { altKey: true, ctrlKey: true }), false)).toBe('delete');
});

test('Caps Lock is ignored', () => {
  expect(intentOf(press('J'), false)).toBe('next');
});

test('a keyboard of another script uses the key at the same position', () => {
  expect(intentOf(press('о', { code: 'KeyJ' }), false)).toBe('next');
  expect(intentOf(press('ق', { code: 'KeyR' }), false)).toBe('check');
  expect(intentOf(press('ث', { code: 'KeyE' }), false)).toBe('archive');
  // On a Latin keyboard the letter counts, not its position.
  expect(intentOf(press('o', { code: 'KeyS' }), false)).toBe('webmail');
});

test.each(['Enter', 'Tab', ' ', 'a', 'constructor', 'PageDown', 'F5'])('%s is left to the browser', key => {
  expect(intentOf(press(key), false)).toBeUndefined();
});

test('the Arabic question mark works like "?"', () => {
  expect(intentOf(press('؟', { code: 'Slash', shiftKey: true }), false)).toBe('keys');
  expect(intentOf(press('،', { code: 'Comma' }), false)).toBe('settings');
});
