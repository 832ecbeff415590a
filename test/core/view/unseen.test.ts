import { describe, expect, test } from 'vitest';
import type { Mailbox } from '../../../src/core/mailbox/mailbox';
import type { OutboxEntry } from '../../../src/core/mailbox/outbox-entry';
import { pack, unpack } from '../../../src/core/store/stored-format';
import { SEEN_FORMAT, type Seen, seenAfter, unseenIds } from '../../../src/core/view/unseen';
import { DAY, MINUTE, makeMailbox, makeMessage, makeState, NOW, withoutDate } from '../../make';

/** A mailbox that lists these mails, newest first: mail 9 is from now, 8 from a minute before, and so on. */
function listing(ids: string, change: Partial<Mailbox> = {}): Mailbox {
  const messages = Array.from(ids, id => makeMessage(id, { date: NOW - (9 - Number(id)) * MINUTE }));
  return makeMailbox({ unread: messages.length, messages, ...change });
}

/** The new mail in `after` for a user who saw `before`. */
function newIn(after: Mailbox, ...before: (Mailbox | undefined)[]): string {
  const seen = before.reduce<Seen>((former, home) => seenAfter(former, makeState({ home })), undefined);
  return [...unseenIds(seen, 'home', after)].join('');
}

describe('new mail since the popup was last open', () => {
  test('is empty if it was never open', () => {
    expect(newIn(listing('321'))).toBe('');
  });

  test('is empty for an account without a seen list', () => {
    const seen = seenAfter(undefined, makeState({ work: listing('1') }));
    expect(unseenIds(seen, 'home', listing('21')).size).toBe(0);
    expect(newIn(listing('21'), makeMailbox({ checkedAt: 0, messages: [] }))).toBe('');
    expect(newIn(listing('21'), undefined)).toBe('');
  });

  test('was not listed then', () => {
    expect(newIn(listing('4321'), listing('21'))).toBe('43');
    expect(newIn(listing('21'), listing('21'))).toBe('');
    expect(newIn(listing('21'), listing(''))).toBe('21');
  });

  test('excludes hidden mail that came into view', () => {
    expect(newIn(listing('9432'), listing('654', { unread: 6 }))).toBe('9');
    expect(newIn(listing('321'), listing('654', { unread: 6 }))).toBe('');
    expect(newIn(listing('321'), listing('654', { unread: 'unreported' }))).toBe('');
  });

  test('includes late mail after a complete list', () => {
    expect(newIn(listing('6542'), listing('654'))).toBe('2');
  });

  test('includes an undated mail that was not listed', () => {
    const undated = makeMailbox({ unread: 3, messages: [withoutDate(makeMessage('a'))] });
    expect(newIn(undated, listing('654', { unread: 6 }))).toBe('a');
    expect(newIn(undated, undated)).toBe('');
  });

  test('is kept while the list is withheld', () => {
    const withheld = makeMailbox({ unread: 2, messages: 'withheld' });
    expect(newIn(withheld, listing('21'))).toBe('');
    expect(newIn(listing('321'), listing('21'), withheld)).toBe('3');
  });

  test('excludes mail that comes back after the user acted on it', () => {
    const archiving = (id: string): OutboxEntry => ({
      id,
      action: 'archive',
      mails: [makeMessage(id)],
      at: NOW,
    });
    expect(
      newIn(listing('4321'), listing('1', { outbox: [archiving('2')], lastAction: archiving('3') })),
    ).toBe('4');
  });

  test('is empty before an answer', () => {
    expect(newIn(listing('321', { checkedAt: 0 }), listing('21'))).toBe('');
  });
});

test('a removed account is dropped', () => {
  const seen = seenAfter(undefined, makeState({ home: listing('1'), work: listing('2') }));
  expect(Object.keys(seen ?? {})).toEqual(['home', 'work']);
  expect(Object.keys(seenAfter(seen, makeState({ work: listing('2') })) ?? {})).toEqual(['work']);
  expect(seenAfter(seen, makeState({}))).toEqual({});
});

test('the same list again changes nothing', () => {
  const state = makeState({ home: listing('21', { unread: 9 }) });
  const seen = seenAfter(undefined, state);
  expect(seenAfter(seen, state)).toBe(seen);
  expect(seenAfter(seen, makeState({ home: listing('321', { unread: 9 }) }))).not.toEqual(seen);
});

describe('the stored value', () => {
  test('is read as it was stored', () => {
    const seen = seenAfter(
      undefined,
      makeState({ home: listing('21', { unread: 9 }), work: makeMailbox({ checkedAt: NOW - DAY }) }),
    );
    expect(seen).toEqual({
      home: { ids: ['2', '1'], hiddenBefore: NOW - 8 * MINUTE },
      work: { ids: [] },
    });
    const stored: unknown = JSON.parse(JSON.stringify(pack(SEEN_FORMAT, seen)));
    expect(unpack(SEEN_FORMAT, stored)).toEqual(seen);
  });

  test.each([undefined, null, 7, 'ids', [1]])('is undefined for %j', raw => {
    expect(unpack(SEEN_FORMAT, { version: 1, data: raw })).toBeUndefined();
  });

  test('drops invalid entries', () => {
    const data = {
      a: { ids: ['1'] },
      b: { ids: [1] },
      c: { ids: 'x' },
      d: null,
      e: { ids: [], hiddenBefore: 'now' },
    };
    expect(unpack(SEEN_FORMAT, { version: 1, data })).toEqual({ a: { ids: ['1'] } });
  });
});
