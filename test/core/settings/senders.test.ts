import { describe, expect, test } from 'vitest';
import type { Sender } from '../../../src/core/answer/answer';
import {
  areSenders,
  areVips,
  findVip,
  isAmong,
  MAX_SENDER_LENGTH,
  MAX_SENDERS,
  soundOf,
} from '../../../src/core/settings/senders';

const zoe: Sender = { name: 'Zoé Martin', address: 'Zoe@Example.com' };

describe('a sender is meant', () => {
  test.each([
    'zoe@example.com',
    ' ZOE@example.COM ',
    '@example.com',
    'Zoé Martin',
    'zoé martin',
    'Zoe\u0301 Martin',
  ])('by %s', entry => {
    expect(isAmong(zoe, ['else@example.com', entry])).toBe(true);
  });

  test.each([
    'zoe@example.co',
    'oe@example.com',
    '@ample.com',
    'example.com',
    'Zoé',
    'Martin',
    '@',
    'zoe@example.com.evil.example',
  ])('and by %s isn’t', entry => {
    expect(isAmong(zoe, [entry])).toBe(false);
    expect(isAmong({ name: '', address: '' }, [entry])).toBe(false);
  });
});

describe('VIPs', () => {
  const vips = [{ sender: '@example.com' }, { sender: 'Zoé Martin', sound: 'bell' as const }];

  test('are found by the first entry that means them', () => {
    expect(findVip(zoe, vips)).toBe(vips[0]);
    expect(findVip({ name: 'Zoé Martin', address: 'z@x.example' }, vips)).toBe(vips[1]);
    expect(findVip({ name: 'Bob', address: 'b@x.example' }, vips)).toBeUndefined();
  });

  test('have their own sound, or the usual one', () => {
    const bob = { name: 'Bob', address: '' };
    const other = { name: 'Zoé Martin', address: '' };
    expect(soundOf([bob], vips, 'drops')).toBe('drops');
    expect(soundOf([zoe], vips, 'drops')).toBe('drops');
    expect(soundOf([bob, other], vips, 'drops')).toBe('bell');
    expect(soundOf([other], vips, 'none')).toBe('bell');
    expect(soundOf([], vips, 'none')).toBe('none');
  });

  test('that are to be silent silence nobody else', () => {
    const silent = [
      { sender: 'Bob', sound: 'none' },
      ...vips.filter(({ sender }) => sender !== 'Bob'),
    ] as const;
    const bob = { name: 'Bob', address: '' };
    const other = { name: 'Ann', address: '' };
    expect(soundOf([bob], silent, 'drops')).toBe('none');
    expect(soundOf([bob, other], silent, 'drops')).toBe('drops');
    expect(soundOf([bob, zoe], silent, 'none')).toBe(soundOf([zoe], silent, 'none'));
  });
});

test.each([
  ['an empty entry', ['']],
  ['a blank entry', ['  ']],
  ['a long entry', ['x'.repeat(MAX_SENDER_LENGTH + 1)]],
  ['too many', Array.from({ length: MAX_SENDERS + 1 }, (_, n) => `${n}@x.example`)],
])('a list with %s is none', (_what, senders) => {
  expect(areSenders(senders)).toBe(false);
  expect(areVips(senders.map(sender => ({ sender })))).toBe(false);
});
