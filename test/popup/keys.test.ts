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
    expect(intentOf(press(key, { [modifier]: true }), false)).toBeUndefined();
  });

  test('is left to the field while the user types', () => {
    expect(intentOf(press(key), true)).toBeUndefined();
  });

  test('only moves when held down', () => {
    const moves = ['next', 'previous', 'first', 'last'].includes(intent);
    expect(intentOf(press(key, { repeat: true }), false)).toBe(moves ? intent : undefined);
  });

  test('is left to the browser with Shift, except a punctuation mark', () => {
    const mayTake = key === '?' || key === ',';
    expect(intentOf(press(key, { shiftKey: true }), false)).toBe(mayTake ? intent : undefined);
  });
});

test('Caps Lock is ignored', () => {
  expect(intentOf(press('J'), false)).toBe('next');
});

test('a keyboard of another script uses the key at the same position', () => {
  expect(intentOf(press('о', { code: 'KeyJ' }), false)).toBe('next');
  expect(intentOf(press('ق', { code: 'KeyR' }), false)).toBe('check');
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
