import { describe, expect, test } from 'vitest';
import type { Sender } from '../../../src/core/answer/answer';
import {
  areSenders,
  areVips,
  findVip,
  isAmong,
  MAX_SENDER_LENGTH,
  MAX_SENDERS,
  meansOnly,
  senderEntry,
  soundOf,
} from '../../../src/core/settings/senders';

const zoe: Sender = { name: 'Zoé Martin', address: 'Zoe@Example.com' };

describe('a sender matches', () => {
  test.each([
    'zoe@example.com',
    ' ZOE@example.COM ',
    '@example.com',
    'Zoé Martin',
    'zoé martin',
    'Zoe\u0301 Martin',
    'Zoé Martin <zoe@example.com>',
    'Somebody Else <ZOE@example.com> ',
  ])('%s', entry => {
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
    'Zoé Martin <zoe@other.example>',
    'Zoé Martin <@example.com>',
  ])('but not %s', entry => {
    expect(isAmong(zoe, [entry])).toBe(false);
    expect(isAmong({ name: '', address: '' }, [entry])).toBe(false);
  });
});

describe('the entry for a sender', () => {
  test('has name and address', () => {
    expect(senderEntry(zoe)).toBe('Zoé Martin <Zoe@Example.com>');
  });

  test('has the address alone without a name or without room for it', () => {
    expect(senderEntry({ ...zoe, name: '' })).toBe('Zoe@Example.com');
    expect(senderEntry({ ...zoe, name: zoe.address })).toBe('Zoe@Example.com');
    expect(senderEntry({ ...zoe, name: 'x'.repeat(MAX_SENDER_LENGTH) })).toBe('Zoe@Example.com');
  });

  test('has the name alone without an address, unless it would mean others', () => {
    expect(senderEntry({ name: 'Zoé Martin', address: '' })).toBe('Zoé Martin');
    expect(senderEntry({ name: '@example.com', address: '' })).toBe('');
    expect(senderEntry({ name: '', address: '' })).toBe('');
  });

  test.each([zoe, { ...zoe, name: '' }, { name: 'Zoé <3 Martin', address: '' }])('means %o', from => {
    expect(isAmong(from, [senderEntry(from)])).toBe(true);
    expect(meansOnly(from, senderEntry(from))).toBe(true);
  });

  test('is not that of the whole domain', () => {
    expect(meansOnly(zoe, '@example.com')).toBe(false);
    expect(meansOnly(zoe, 'zoe@example.com')).toBe(true);
  });
});

describe('VIPs', () => {
  const vips = [{ sender: '@example.com' }, { sender: 'Zoé Martin', sound: 'bell' as const }];

  test('match the first fitting entry', () => {
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

  test('with the sound "none" do not silence other senders', () => {
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
])('a list with %s is invalid', (_what, senders) => {
  expect(areSenders(senders)).toBe(false);
  expect(areVips(senders.map(sender => ({ sender })))).toBe(false);
});
