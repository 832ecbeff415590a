import { describe, expect, test } from 'vitest';
import { isListed, listProblem, withoutSender, withSender } from '../../../src/core/settings/sender-lists';
import { MAX_SENDERS } from '../../../src/core/settings/senders';

const zoe = { name: 'Zoé', address: 'zoe@example.com' };
const FREE = { locked: [] };
const EMPTY = { mutedSenders: [], vips: [] };
const FULL = Array.from({ length: MAX_SENDERS }, (_, n) => `${n}@x.example`);

describe('a sender that is muted', () => {
  test('is added with name and address', () => {
    expect(withSender('mutedSenders', zoe, EMPTY, FREE)).toEqual({
      mutedSenders: ['Zoé <zoe@example.com>'],
    });
  });

  test('is no VIP any more', () => {
    const lists = { mutedSenders: [], vips: [{ sender: 'ZOE@example.com' }, { sender: 'bob' }] };
    expect(withSender('mutedSenders', zoe, lists, FREE).vips).toEqual([{ sender: 'bob' }]);
  });

  test.each([
    ['its domain is one', '@example.com', FREE],
    ['the organisation has locked these', 'zoe@example.com', { locked: ['vips'] }],
  ])('must not stay a VIP: %s', (_why, sender, locks) => {
    const lists = { mutedSenders: [], vips: [{ sender }] };
    expect(listProblem('mutedSenders', zoe, lists, locks)).toEqual({ key: 'staysVip', args: ['Zoé'] });
    expect(withSender('mutedSenders', zoe, lists, locks)).toEqual({});
  });

  test('is added once', () => {
    const lists = { ...EMPTY, mutedSenders: ['Zoé <zoe@example.com>'] };
    expect(withSender('mutedSenders', zoe, lists, FREE)).toEqual({});
  });
});

test('a sender that becomes a VIP is muted no more', () => {
  expect(withSender('vips', zoe, { mutedSenders: ['zoé', 'bob'], vips: [] }, FREE)).toEqual({
    vips: [{ sender: 'Zoé <zoe@example.com>' }],
    mutedSenders: ['bob'],
  });
});

describe('taking back', () => {
  const bell = { sender: 'zoe@example.com', sound: 'bell' } as const;
  const [anna, carol] = [{ sender: 'anna' }, { sender: 'carol' }];
  const before = { mutedSenders: [], vips: [anna, bell] };

  test('puts a VIP back to its place, and keeps what has changed meanwhile', () => {
    const now = { mutedSenders: ['Zoé <zoe@example.com>', 'bob'], vips: [anna, carol] };
    expect(withoutSender('mutedSenders', zoe, before, now)).toEqual({
      mutedSenders: ['bob'],
      vips: [anna, bell, carol],
    });
  });

  test('puts back a muted sender', () => {
    const muted = { mutedSenders: ['zoé'], vips: [] };
    const now = { mutedSenders: [], vips: [{ sender: 'Zoé <zoe@example.com>' }] };
    expect(withoutSender('vips', zoe, muted, now)).toEqual(muted);
  });

  test('changes nothing else, and adds nothing to a full list', () => {
    const mutedSenders = ['Zoé <zoe@example.com>'];
    expect(withoutSender('mutedSenders', zoe, EMPTY, { mutedSenders, vips: [anna] })).toEqual({
      mutedSenders: [],
    });
    const vips = FULL.map(sender => ({ sender }));
    expect(withoutSender('mutedSenders', zoe, before, { mutedSenders, vips })).toEqual({ mutedSenders: [] });
    expect(withoutSender('mutedSenders', zoe, before, before)).toEqual({});
  });
});

describe('a list', () => {
  test('knows its senders, also by their domain', () => {
    expect(isListed('mutedSenders', zoe, { mutedSenders: ['@example.com'], vips: [] })).toBe(true);
    expect(isListed('vips', zoe, { mutedSenders: ['@example.com'], vips: [] })).toBe(false);
    expect(isListed('vips', zoe, { mutedSenders: [], vips: [{ sender: 'Zoé' }] })).toBe(true);
  });

  test('takes no more senders when it is full or locked', () => {
    expect(listProblem('mutedSenders', zoe, EMPTY, FREE)).toBeUndefined();
    expect(listProblem('mutedSenders', zoe, { ...EMPTY, mutedSenders: FULL }, FREE)).toEqual({
      key: 'sendersFull',
      args: [MAX_SENDERS],
    });
    expect(
      listProblem('vips', zoe, { ...EMPTY, vips: FULL.map(sender => ({ sender })) }, FREE),
    ).toHaveProperty('key', 'sendersFull');
    expect(listProblem('vips', zoe, EMPTY, { locked: ['vips'] })).toBe('lockedNote');
  });
});
