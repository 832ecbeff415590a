import type { ImapFlow } from 'imapflow';
import { expect, test } from 'vitest';
import { createEmailIdReader } from '../../../../src/gateway/mailbox/imap/email-ids';

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** A server whose only folder has these UIDs. It answers at most 5,000 rows. `refused`: not of these messages. */
function clientOf(uids: readonly number[], { validity = 1n, refused = [] as readonly number[] } = {}) {
  const client = {
    usable: true,
    mailbox: { uidValidity: validity, exists: uids.length },
    getMailboxLock: async () => ({ release() {} }),
    search: async () => [...uids],
    async fetchAll(set: string) {
      const [first = 0, last = first] = set.split(':').map(Number);
      const found = uids.filter(uid => uid >= first && uid <= last);
      if (found.length > 5000 || found.some(uid => refused.includes(uid))) throw new Error('NO');
      return found.map(uid => ({ uid, emailId: `${validity}-${uid}` }));
    },
  };
  return client as unknown as ImapFlow;
}

const view = (uids: readonly number[], validity = '1') => ({
  path: 'INBOX',
  validity,
  emails: 0,
  unread: uids.length,
  uids,
});

test('the ids of all messages are read, however many', async () => {
  const { all, unread } = await createEmailIdReader(1000).read(clientOf(range(1, 12_000)), view([12_000, 7]));
  expect([...all.keys()].toSorted((a, b) => a - b)).toEqual(range(1, 12_000));
  expect(unread).toEqual(['1-12000', '1-7']);
});

test('new messages are added and those that left are forgotten', async () => {
  const reader = createEmailIdReader(1000);
  await reader.read(clientOf([1, 2, 3]), view([]));
  const { all, unread } = await reader.read(clientOf([2, 3, 9]), view([9, 1]));
  expect([...all.keys()].toSorted()).toEqual([2, 3, 9]);
  expect(unread).toEqual(['1-9']);
});

test('a new UIDVALIDITY means other messages', async () => {
  const reader = createEmailIdReader(1000);
  await reader.read(clientOf([1, 2]), view([]));
  const { all } = await reader.read(clientOf([1, 2], { validity: 2n }), view([], '2'));
  expect([...all.values()].toSorted()).toEqual(['2-1', '2-2']);
});

test('messages whose ids are refused have none until the server sends them', async () => {
  const reader = createEmailIdReader(1000);
  const uids = range(1, 6000);
  const first = await reader.read(clientOf(uids, { refused: [3] }), view([6000, 3]));
  expect([first.all.size, first.unread]).toEqual([5000, ['1-6000']]);
  const then = await reader.read(clientOf(uids), view([6000, 3]));
  expect([then.all.size, then.unread]).toEqual([6000, ['1-6000', '1-3']]);
});
