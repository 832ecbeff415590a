import { beforeEach, expect, test } from 'vitest';
import { storingMailbox } from '../../src/background/full-storage';
import { applyAnnounced } from '../../src/core/mailbox/apply-check';
import {
  type Announced,
  isPending,
  type Mailbox,
  NOTHING_PENDING,
  UNKNOWN_MAILBOX,
} from '../../src/core/mailbox/mailbox';
import { shrinkMailbox } from '../../src/core/mailbox/shrink-mailbox';
import { makeMailbox, makeMessage } from '../make';

const messages = Array.from({ length: 20 }, (_, n) =>
  makeMessage(String(n), { beginning: 'What the mail begins with. '.repeat(10) }),
);
const rich = makeMailbox({ messages, unread: 20 });

/** A storage with room for `room` characters per mailbox. */
const storage = { room: 0, full: false, stored: new Map<string, Mailbox>() };

const update = storingMailbox({
  isFull: async () => storage.full,
  async setFull(full) {
    storage.full = full;
  },
})(async (accountId, change) => {
  const mailbox = change(storage.stored.get(accountId) ?? UNKNOWN_MAILBOX);
  if (JSON.stringify(mailbox).length > storage.room) throw new Error('QUOTA_BYTES quota exceeded');
  storage.stored.set(accountId, mailbox);
  return mailbox;
});

beforeEach(() => {
  storage.room = 1_000_000;
  storage.full = false;
  storage.stored.clear();
});

test('a mailbox is stored unchanged while there is room', async () => {
  expect(await update('home', () => rich)).toEqual(rich);
  expect(storage).toMatchObject({ full: false, stored: new Map([['home', rich]]) });
});

test('an update starts from the stored mailbox', async () => {
  await update('home', () => rich);
  await update('home', mailbox => ({ ...mailbox, unread: 7 }));
  expect(storage.stored.get('home')).toEqual({ ...rich, unread: 7 });
});

test('with little room, a smaller mailbox is stored and storage-full stays unset', async () => {
  storage.room = 5000;
  const stored = await update('home', () => rich);
  const small = { ...rich, digest: '', messages: messages.map(message => ({ ...message, beginning: '' })) };
  expect(stored).toEqual(small);
  expect(storage).toMatchObject({ full: false, stored: new Map([['home', small]]) });
});

test('an announcement fits if it replaces an older one', async () => {
  const waiting = { ...NOTHING_PENDING, mails: messages.map(({ id }) => id) };
  const announced: Announced = {
    id: 'home|mails|0',
    about: 'mail',
    title: 'Title',
    message: 'Words '.repeat(50),
    link: 'https://webmail.example/',
    messageIds: waiting.mails,
  };
  const former = Array.from({ length: 6 }, (_, n) => ({ ...announced, id: `home|mails|${n + 1}`, at: 0 }));
  const small = shrinkMailbox({ ...rich, pending: waiting, announced: former });
  storage.room = JSON.stringify(small).length;
  await update('home', () => small);
  const stored = await update('home', mailbox => applyAnnounced(mailbox, announced));
  expect(isPending(stored)).toBe(false);
  expect(storage.full).toBe(false);
});

test('without room, the old mailbox stays, storage-full is set and the update rejects', async () => {
  const before = makeMailbox({ unread: 3 });
  await update('home', () => before);
  storage.room = 10;
  await expect(update('home', () => rich)).rejects.toThrow('QUOTA_BYTES');
  expect(storage).toMatchObject({ full: true, stored: new Map([['home', before]]) });
  await expect(update('home', () => rich)).rejects.toThrow('QUOTA_BYTES');
  expect(storage.full).toBe(true);
});

test.each([1_000_000, 5000])('once there is room again (%i), storage-full is cleared', async room => {
  storage.room = 10;
  await update('home', () => rich).catch(() => {});
  storage.room = room;
  await update('work', () => rich);
  expect(storage.full).toBe(false);
});

test('the update succeeds even if clearing storage-full can’t be shown', async () => {
  const full: boolean[] = [];
  const stored: Mailbox[] = [];
  const update = storingMailbox({
    isFull: async () => true,
    async setFull(isFull) {
      full.push(isFull);
      throw new Error('no toolbar');
    },
  })(async (_accountId, change) => {
    const mailbox = change(UNKNOWN_MAILBOX);
    stored.push(mailbox);
    return mailbox;
  });
  expect(await update('home', () => rich)).toEqual(rich);
  expect({ full, stored }).toEqual({ full: [false], stored: [rich] });
});
