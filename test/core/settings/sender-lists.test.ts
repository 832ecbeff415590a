import { describe, expect, test } from 'vitest';
import { isListed, listProblem, withSender } from '../../../src/core/settings/sender-lists';
import { MAX_SENDERS } from '../../../src/core/settings/senders';

const zoe = { name: 'Zoé', address: 'zoe@example.com' };
const FREE = { locked: [] };
const EMPTY = { mutedSenders: [], vips: [] };
const FULL = Array.from({ length: MAX_SENDERS }, (_, n) => `${n}@x.example`);

describe('a sender that is muted', () => {
  test('is added with name and address', () => {
    expect(withSender('mutedSenders', zoe, EMPTY, FREE)).toEqual({
      mutedSenders: ['Zoé <zoe@example.com>'],
      vips: [],
    });
  });

  test('is no VIP any more, but its domain stays one', () => {
    const lists = { mutedSenders: [], vips: [{ sender: 'ZOE@example.com' }, { sender: '@example.com' }] };
    expect(withSender('mutedSenders', zoe, lists, FREE).vips).toEqual([{ sender: '@example.com' }]);
  });

  test('stays a VIP if the organisation has locked these', () => {
    const lists = { mutedSenders: [], vips: [{ sender: 'zoe@example.com' }] };
    expect(withSender('mutedSenders', zoe, lists, { locked: ['vips'] })).toEqual({
      mutedSenders: ['Zoé <zoe@example.com>'],
    });
  });
});

test('a sender that becomes a VIP is muted no more', () => {
  expect(withSender('vips', zoe, { mutedSenders: ['zoé', 'bob'], vips: [] }, FREE)).toEqual({
    vips: [{ sender: 'Zoé <zoe@example.com>' }],
    mutedSenders: ['bob'],
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
