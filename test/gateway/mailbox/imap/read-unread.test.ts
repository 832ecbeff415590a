import type { ImapFlow } from 'imapflow';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMessageStore } from '../../../../src/gateway/mailbox/imap/message-store';
import { createUnreadReader } from '../../../../src/gateway/mailbox/imap/read-unread';
import { NOON } from '../../noon';

beforeEach(() => void vi.useFakeTimers({ now: NOON }));
afterEach(() => void vi.useRealTimers());

const VIEW = { path: 'INBOX', validity: '1', emails: 3, unread: 3, uids: [3, 2, 1] };
const MINUTE = 60_000;

/** What happens to each command for messages: it is answered, refused or breaks the connection. */
type Fate = 'answered' | 'refused' | 'broken';

function clientOf(fate: (range: string) => Fate): ImapFlow {
  const client = {
    usable: true,
    mailbox: { uidValidity: 1n, exists: 3 },
    getMailboxLock: async () => ({ release() {} }),
    on() {},
    off() {},
    async fetchAll(range: string, query: { bodyParts?: unknown }) {
      const what = fate(range);
      if (what === 'broken') client.usable = false;
      if (what !== 'answered') throw new Error(what);
      return range.split(',').map(uid => ({
        uid: Number(uid),
        flags: new Set(),
        internalDate: new Date(NOON),
        headers: Buffer.from(`Subject: mail ${uid}\r\nMessage-ID: <${uid}@example.org>\r\n\r\n`),
        bodyStructure: { part: '1', type: 'text/plain', size: 6 },
        ...(query.bodyParts !== undefined && { bodyParts: new Map([['1', Buffer.from('Hello.')]]) }),
      }));
    },
  };
  return client as unknown as ImapFlow;
}

function reading() {
  const store = createMessageStore(() => undefined);
  const less: number[] = [];
  const reader = createUnreadReader(store, 1000, (_path, uid) => less.push(uid));
  const listed = () =>
    store.overview([VIEW]).map(({ message: { subject, beginning } }) => [subject, beginning]);
  return { reader, less, listed };
}

const ALL = [
  ['mail 3', 'Hello.'],
  ['mail 2', 'Hello.'],
  ['mail 1', 'Hello.'],
];

test('mails are read together', async () => {
  const { reader, listed, less } = reading();
  await reader.read(
    clientOf(() => 'answered'),
    VIEW,
  );
  expect(listed()).toEqual(ALL);
  expect([less, reader.isInTrouble()]).toEqual([[], false]);
});

test('a server that refuses everything for a moment is asked again after two minutes', async () => {
  const { reader, listed, less } = reading();
  await reader.read(
    clientOf(() => 'refused'),
    VIEW,
  );
  expect([listed(), less]).toEqual([[], [3, 2, 1]]);
  const well = clientOf(() => 'answered');
  await reader.read(well, VIEW);
  expect(listed()).toEqual([]);
  vi.advanceTimersByTime(2 * MINUTE + 1);
  await reader.read(well, VIEW);
  expect(listed()).toEqual(ALL);
});

test('a connection that is lost twice costs no preview', async () => {
  const { reader, listed, less } = reading();
  const lose = () =>
    reader.read(
      clientOf(() => 'broken'),
      VIEW,
    );
  await expect(lose()).rejects.toThrow('broken');
  expect(reader.isInTrouble()).toBe(true);
  await expect(lose()).rejects.toMatchObject({
    trouble: 'unreachable',
    message: 'reading one e-mail (number 3 in "INBOX") broke the connection',
    details: { byOneMail: true },
  });
  await reader.read(
    clientOf(() => 'answered'),
    VIEW,
  );
  expect(listed()).toEqual(ALL);
  expect([less, reader.isInTrouble()]).toEqual([[], false]);
});

test('a mail that failed and was then deleted or read elsewhere is forgotten', async () => {
  const { reader } = reading();
  const lost = clientOf(() => 'broken');
  await expect(reader.read(lost, VIEW)).rejects.toThrow('broken');
  await reader.read(
    clientOf(() => 'answered'),
    { ...VIEW, unread: 0, uids: [] },
  );
  expect(reader.isInTrouble()).toBe(false);
});
