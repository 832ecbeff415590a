import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { staleNotices } from '../../../src/core/announce/notices';
import type { Count, Message } from '../../../src/core/answer/answer';
import { serverIdOf, withIdentities } from '../../../src/core/answer/identity';
import type { Failure } from '../../../src/core/mailbox/failure';
import { listOf, MAILBOX_FORMAT, type Mailbox } from '../../../src/core/mailbox/mailbox';
import { dueAt, regularAfter, rhythmOf } from '../../../src/core/mailbox/schedule';
import { unpack } from '../../../src/core/store/stored-format';
import { check, clockAt, LATER, listing } from '../../checked';
import { DAY, HOUR, MINUTE, makeAccount, makeMessage, NOW, withoutDate } from '../../make';
import { noticesOf } from '../../notices';

type StoredMessage = Omit<Message, 'serverId'>;

/** A mailbox of version 1, with the servers' ids. */
interface Mailbox1 {
  endpoint: string;
  checkedAt: number;
  emails: Count;
  unread: Count;
  sms: Count;
  messages: StoredMessage[] | 'withheld' | 'unreported';
  digest: string;
  attemptedAt: number;
  seen: string[];
  pending: string[];
  announced: { notice: string; title: string; message: string; link?: string; messageIds: string[] }[];
  dashboard?: string;
  failure?: Failure;
}

const newer = makeMessage('newer', { date: NOW + MINUTE });
const messages = [makeMessage('b', { date: NOW - HOUR }), makeMessage('a', { date: NOW - 2 * HOUR })];

/** The messages as this version parses them. */
function read(list: readonly StoredMessage[]): Message[] {
  return withIdentities(
    list.map(message => {
      const { id: messageId, serverId: _own, ...mail } = { serverId: '', ...message };
      return { ...mail, messageId };
    }),
  );
}

const idOf = (message: StoredMessage) => read([message])[0]?.id ?? '';
const [idOfB, idOfA] = messages.map(idOf);
const idOfNewer = idOf(newer);

const STORED: Mailbox1 = {
  endpoint: makeAccount().endpoint,
  checkedAt: NOW,
  emails: 9,
  unread: 2,
  sms: 3,
  messages,
  digest: 'd1',
  attemptedAt: NOW + 1,
  seen: ['z', 'b', 'a'],
  pending: ['b'],
  announced: [
    { notice: 'home|a', title: 'Jean', message: 'Hush', link: 'https://mail.example/a', messageIds: ['a'] },
    { notice: 'home|summary', title: '4 new e-mails', message: '…', messageIds: ['z'] },
  ],
};
const NEVER: Mailbox1 = {
  endpoint: '',
  checkedAt: 0,
  emails: 'unreported',
  unread: 'unreported',
  sms: 'unreported',
  messages: 'unreported',
  digest: '',
  attemptedAt: 0,
  seen: [],
  pending: [],
  announced: [],
};

const migrated = (change: Partial<Mailbox1> = {}): Mailbox =>
  unpack(MAILBOX_FORMAT, JSON.parse(JSON.stringify({ ...STORED, ...change })));

describe('a mailbox of version 1', () => {
  test('keeps all data', () => {
    const { seen, pending: _pending, announced, messages: _messages, ...same } = STORED;
    const [first, second] = announced.map(({ notice, ...entry }) => ({
      ...entry,
      id: notice,
      about: 'mail',
    }));
    expect(migrated()).toMatchObject({
      ...same,
      digest: '',
      messages: read(messages),
      revision: 0,
      failures: 0,
      known: {
        seen: [idOfB, idOfA],
        listed: 2,
        former: { ids: seen.map(serverIdOf), until: NOW },
        asOf: NOW,
        unread: 2,
        partial: false,
      },
      knownSms: 3,
      pending: { mails: [idOfB], unlisted: 0, sms: 0, stop: false },
      announced: [{ ...first, messageIds: [idOfA] }, second],
    });
  });

  test('keeps privacy page and failure', () => {
    const change: Partial<Mailbox1> = {
      dashboard: 'https://privacy.example/',
      failure: { kind: 'server-error', status: 503 },
    };
    expect(migrated(change)).toMatchObject(change);
  });

  test('without a check announces nothing at its first answer', () => {
    const mailbox = migrated(NEVER);
    expect(mailbox).toEqual(unpack(MAILBOX_FORMAT, undefined));
    for (const first of [mailbox, migrated({ ...NEVER, messages: [] })])
      expect(check(first, listing(read([newer]), { sms: 2 })).pending).toMatchObject({ mails: [], sms: 0 });
  });

  test('continues with regular checks', () => {
    const { now, pace } = clockAt(LATER);
    const rhythm = rhythmOf(migrated(), pace);
    expect(dueAt(migrated(), now, rhythm)).toBe(regularAfter(NOW, rhythm));
    expect(dueAt(migrated(NEVER), now, rhythm)).toBe(now);
  });

  test.each<[Failure, boolean]>([
    [{ kind: 'account', code: 103 }, true],
    [{ kind: 'signed-out' }, true],
    [{ kind: 'server-error', status: 503 }, false],
  ])('announces stopped checks, which version 1 did not: %j', (failure, stop) => {
    expect(migrated({ failure }).pending.stop).toBe(stop);
  });

  test('parses the next answer again, for the server’s ids', () => {
    expect(migrated().digest).toBe('');
  });

  test('announces pending mail, and no other listed mail', () => {
    const after = check(migrated(), listing(read(messages), { sms: 3 }));
    expect(after.pending).toMatchObject({ mails: [idOfB], unlisted: 0, sms: 0 });
    expect(noticesOf(makeAccount(), after).map(({ title }) => title)).toEqual(['Sender b']);
  });

  test('announces mail and SMS that came since', () => {
    const after = check(migrated({ pending: [] }), listing(read([newer, ...messages]), { sms: 5 }));
    expect(after.pending).toMatchObject({ mails: [idOfNewer], sms: 2 });
  });

  test('does not announce seen mail that is marked as unread', () => {
    const z = makeMessage('z', { date: NOW - MINUTE });
    expect(check(migrated({ pending: [] }), listing(read([z, ...messages]))).pending.mails).toEqual([]);
  });

  test('announces new mail with the server id of a seen mail', () => {
    const z = makeMessage('z', { date: NOW + MINUTE });
    const after = check(migrated({ pending: [] }), listing(read([z, ...messages])));
    expect(after.pending.mails).toEqual([idOf(z)]);
  });

  test('does not announce old mail that comes into view', () => {
    const rotated = makeMessage('rotated', { date: NOW - 3 * HOUR });
    const before = migrated({ unread: 12, pending: [] });
    const after = check(before, listing(read([...messages.slice(1), rotated]), { unread: 11 }));
    expect(after.pending.mails).toEqual([]);
  });

  test('does not announce old mail that is marked as unread', () => {
    const marked = makeMessage('marked', { date: NOW - 30 * DAY });
    expect(check(migrated({ pending: [] }), listing(read([...messages, marked]))).pending.mails).toEqual([]);
  });

  test.each(['withheld', 'unreported'] as const)('whose list was %s announces no old mail', was => {
    const after = check(
      migrated({ messages: was, seen: [], pending: [] }),
      listing(read([newer, ...messages])),
    );
    expect(after.pending.mails).toEqual([]);
  });

  test('closes the notifications of read mail', () => {
    const showing = ['home|a', 'home|summary'];
    expect(staleNotices(migrated(), showing)).toEqual(['home|summary']);
    expect(staleNotices(check(migrated(), listing([])), showing)).toEqual(showing);
  });

  test('with any content loses nothing and announces nothing again', () => {
    const counts = fc.oneof(fc.nat(20), fc.constantFrom('withheld' as const, 'unreported' as const));
    const lists = fc
      .uniqueArray(fc.nat(30), { maxLength: 10 })
      .map(ids => ids.map(n => makeMessage(String(n), { date: NOW - n * HOUR })))
      .chain(list =>
        fc.subarray(list).map(undated => list.map(it => (undated.includes(it) ? withoutDate(it) : it))),
      );
    const stored = fc
      .record({ emails: counts, unread: counts, sms: counts, list: lists, gone: fc.nat(5) })
      .map(({ list, gone, ...some }): Mailbox1 => {
        const ids = list.map(({ id }) => id);
        const read = Array.from({ length: gone }, (_, n) => `gone-${n}`);
        const pending = ids.filter((_id, index) => index % 2 === 0);
        return { ...STORED, ...some, messages: list, seen: [...read, ...ids], pending };
      });
    fc.assert(
      fc.property(stored, before => {
        const mailbox = migrated(before);
        const { seen, pending, announced, messages: list, digest: _digest, ...same } = before;
        expect(mailbox).toMatchObject(same);
        expect(mailbox.known?.former?.ids).toEqual(seen.map(serverIdOf));
        expect(mailbox.announced.map(({ id }) => id)).toEqual(announced.map(({ notice }) => notice));
        const { emails, unread, sms } = before;
        const again = check(
          mailbox,
          listing(read(typeof list === 'string' ? [] : list), { emails, unread, sms }),
        );
        const subjects = new Map(listOf(again.messages).map(({ id, subject }) => [id, subject]));
        expect(again.pending.mails.map(id => subjects.get(id))).toEqual(pending.map(id => `Subject ${id}`));
        expect(again.pending).toMatchObject({ unlisted: 0, sms: 0, stop: false });
      }),
    );
  });
});

describe('invalid data of version 1', () => {
  test.each(['announced', 'messages'])('without %s keeps its valid fields', part => {
    const { [part]: _lost, ...rest } = { ...STORED } as Record<string, unknown>;
    expect(unpack(MAILBOX_FORMAT, rest)).toMatchObject({
      endpoint: STORED.endpoint,
      checkedAt: NOW,
      emails: 9,
      unread: 2,
      sms: 3,
      digest: '',
    });
  });

  test('without the seen ids is silent at the next list', () => {
    const { seen: _lost, ...rest } = STORED;
    const mailbox = unpack(MAILBOX_FORMAT, rest);
    expect(mailbox).not.toHaveProperty('known');
    expect(check(mailbox, listing([newer])).pending.mails).toEqual([]);
  });
});

test('the known fields of a newer version are kept', () => {
  const data = { ...migrated(), folders: ['Inbox'], pending: { mails: ['b'], folders: [] } };
  expect(unpack(MAILBOX_FORMAT, { version: 7, data })).toMatchObject({
    unread: 2,
    messages: read(messages),
    known: { seen: [idOfB, idOfA] },
    pending: { mails: [], unlisted: 0, sms: 0, stop: false },
    digest: '',
  });
});
