import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ImapMailboxOptions } from '../../src/gateway/mailbox/imap/imap-mailbox';
import type { GatewayMailbox, MessageAction } from '../../src/gateway/mailbox/mailbox';
import { startCourier } from './courier';
import { startCyrus } from './cyrus';
import { startDovecot } from './dovecot';
import { type ImapTestServer, inOtherProgram } from './imap-test-server';
import { mail } from './mails';
import { newUser, openAt, subjectsOf } from './post-office';

const without = (...capabilities: readonly string[]) =>
  `imap_capability = IMAP4rev1 LITERAL+ IDLE NAMESPACE SPECIAL-USE ${capabilities.join(' ')}\n`;

const SERVERS = [
  { name: 'Dovecot', start: () => startDovecot(), removes: true },
  { name: 'Dovecot without MOVE', start: () => startDovecot(without('UIDPLUS')), removes: true },
  { name: 'Dovecot without MOVE and UIDPLUS', start: () => startDovecot(without()), removes: false },
  { name: 'Cyrus', start: startCyrus, removes: true, hasIds: true },
  { name: 'Courier', start: startCourier, removes: true },
];

/** No test lasts an hour. */
const NEVER = 3_600_000;

describe.each(SERVERS)('$name', ({ start, removes, hasIds = false }) => {
  let mailServer: ImapTestServer;
  let user: string;
  beforeAll(async () => {
    mailServer = await start();
  });
  afterAll(() => mailServer?.close());
  beforeEach(async () => {
    user = await newUser(mailServer);
  });

  const open = (options: Partial<ImapMailboxOptions> = {}) =>
    openAt(mailServer.server, user, { pollEvery: NEVER, ...options }).mailbox;
  const asOther = <T>(act: (client: ImapFlow) => Promise<T>) => inOtherProgram(mailServer.server, user, act);

  /** Adds mails with these subjects to a folder, the oldest first. */
  const add = (folder: string, ...subjects: readonly string[]) =>
    asOther(async client => {
      for (const subject of subjects) await client.append(folder, mail(subject));
    });

  /** The mails of a folder that are not marked for deletion, as `subject`, or `(subject)` if they are read. */
  const look = (folder: string) =>
    asOther(async client => {
      await client.mailboxOpen(folder);
      const rows =
        client.mailbox && client.mailbox.exists > 0
          ? await client.fetchAll('1:*', { envelope: true, flags: true })
          : [];
      return rows
        .filter(({ flags }) => !flags?.has('\\Deleted'))
        .map(({ envelope, flags }) => (flags?.has('\\Seen') ? `(${envelope?.subject})` : envelope?.subject));
    });

  const idOf = async (mailbox: GatewayMailbox, subject: string) =>
    (await mailbox.latest(50)).find(it => it.subject === subject)?.id ?? '';
  const act = async (mailbox: GatewayMailbox, action: MessageAction, ...subjects: readonly string[]) => {
    const ids = await Promise.all(subjects.map(subject => idOf(mailbox, subject)));
    const results = await mailbox.act(action, ids);
    return { ids, statuses: results.map(({ status }) => status) };
  };

  test.each([
    ['archive', 'Archive'],
    ['delete', 'Trash'],
  ] as const)(
    '%s moves mail to a folder of its own, and restore brings it back as it was',
    async (action, folder) => {
      await add('INBOX', 'one', 'two', 'three');
      const mailbox = open();
      await act(mailbox, 'markRead', 'two');
      const { ids, statuses } = await act(mailbox, action, 'one', 'two');
      expect(statuses).toEqual(['done', 'done']);
      expect(await mailbox.counts()).toMatchObject({ unread: 1, ...(removes && { emails: 1 }) });
      expect(await subjectsOf(mailbox)).toEqual(['three']);
      expect((await mailbox.latest(5)).map(({ subject }) => subject)).toEqual(['three']);
      expect(await look('INBOX')).toEqual(['three']);
      expect(await look(folder)).toEqual(['one', '(two)']);
      expect(await mailbox.act('restore', ids)).toEqual(ids.map(id => ({ id, status: 'done' })));
      expect(await mailbox.counts()).toMatchObject({ unread: 2 });
      expect((await subjectsOf(mailbox)).toSorted()).toEqual(['one', 'three']);
      expect(await look(folder)).toEqual([]);
      expect((await look('INBOX')).toSorted()).toEqual(['(two)', 'one', 'three']);
      expect((await mailbox.unread(5)).map(({ id }) => id)).toContain(ids[0]);
    },
  );

  test('the folder that the server marks, or that has a usual name, is used', async () => {
    await add('INBOX', 'one', 'two');
    await asOther(client => client.mailboxCreate('Archives'));
    await asOther(client => client.mailboxCreate('Deleted Items'));
    const mailbox = open();
    await act(mailbox, 'archive', 'one');
    await act(mailbox, 'delete', 'two');
    expect(await look('Archives')).toEqual(['one']);
    expect(await look('Deleted Items')).toEqual(['two']);
  });

  test('a new folder is subscribed', async () => {
    await add('INBOX', 'one');
    await act(open(), 'archive', 'one');
    const folders = await asOther(client => client.list());
    expect(folders.find(({ name }) => name === 'Archive')).toMatchObject({ subscribed: true });
  });

  test('restore works after a restart of the gateway', async () => {
    await add('INBOX', 'one', 'two');
    const before = open();
    const archived = await act(before, 'archive', 'one');
    const deleted = await act(before, 'delete', 'two');
    await before.close?.();
    const ids = [...archived.ids, ...deleted.ids, 'none'];
    const after = open();
    expect((await after.act('restore', ids)).map(({ status }) => status)).toEqual(['done', 'done', 'gone']);
    expect((await subjectsOf(after)).toSorted()).toEqual(['one', 'two']);
    expect(await look('Archive')).toEqual([]);
    expect((await after.act('restore', ids)).map(({ status }) => status)).toEqual(['done', 'done', 'gone']);
    expect(await look('INBOX')).toHaveLength(2);
  });

  test('what is done twice is done or gone', async () => {
    await add('INBOX', 'one');
    const mailbox = open();
    const { ids } = await act(mailbox, 'markRead', 'one');
    expect(await mailbox.act('markRead', ids)).toMatchObject([{ status: 'done' }]);
    expect(await mailbox.act('archive', [...ids, ...ids])).toMatchObject([
      { status: 'done' },
      { status: 'done' },
    ]);
    expect(['done', 'gone']).toContain((await mailbox.act('archive', ids))[0]?.status);
    expect(['done', 'gone']).toContain((await mailbox.act('delete', ids))[0]?.status);
    expect(await look('Archive')).toEqual(['(one)']);
    expect(await look('INBOX')).toEqual([]);
  });

  test('two clients at once don’t fight', async () => {
    await add('INBOX', 'one', 'two', 'three');
    const [first, second] = [open(), open()];
    const ids = (await first.unread(5)).map(({ id }) => id);
    await second.unread(5);
    const results = await Promise.all([first.act('archive', ids), second.act('archive', ids)]);
    expect(results.flat().filter(({ status }) => status === 'refused')).toEqual([]);
    expect(await look('INBOX')).toEqual([]);
    expect(new Set(await look('Archive'))).toEqual(new Set(['one', 'two', 'three']));
  });

  test('copies in several folders all leave the list, and come back', async () => {
    await asOther(client => client.mailboxCreate('Work'));
    await add('INBOX', 'one', 'two');
    await asOther(async client => {
      await client.mailboxOpen('INBOX');
      await client.messageCopy('1', 'Work');
    });
    const mailbox = open({ folders: ['INBOX', 'Work'] });
    const ids = (await mailbox.unread(5)).filter(({ subject }) => subject === 'one').map(({ id }) => id);
    expect(await mailbox.act('archive', ids)).toMatchObject([{ status: 'done' }]);
    expect(await subjectsOf(mailbox)).toEqual(['two']);
    // With an id of the server, they are one mail that was in the inbox.
    expect(await look('Work')).toEqual(hasIds ? ['(one)'] : []);
    expect(await mailbox.act('restore', ids)).toMatchObject([{ status: 'done' }]);
    expect(await look('Work')).toEqual(['one']);
    expect((await look('INBOX')).toSorted()).toEqual(['one', 'two']);
  });

  test('in a watched archive, mail is marked as read, and unread again when it is restored', async () => {
    await add('INBOX', 'one', 'two');
    await asOther(client => client.mailboxCreate('Archive'));
    const mailbox = open({ folders: ['INBOX', 'Archive'] });
    const { ids } = await act(mailbox, 'archive', 'one');
    expect(await subjectsOf(mailbox)).toEqual(['two']);
    expect(await mailbox.counts()).toMatchObject({ unread: 1 });
    expect(await look('Archive')).toEqual(['(one)']);
    await mailbox.act('restore', ids);
    expect((await subjectsOf(mailbox)).toSorted()).toEqual(['one', 'two']);
    await add('Archive', 'old');
    const again = open({ folders: ['INBOX', 'Archive'] });
    const old = await act(again, 'archive', 'old');
    expect(old.statuses).toEqual(['done']);
    expect(await look('Archive')).toEqual(['(old)']);
    expect(await again.act('restore', old.ids)).toMatchObject([{ status: 'done' }]);
    expect(await look('Archive')).toEqual(['old']);
    expect((await look('INBOX')).toSorted()).toEqual(['one', 'two']);
  });

  test('what lies in a watched archive stays there, if the gateway doesn’t know that it came there', async () => {
    await asOther(client => client.mailboxCreate('Archive'));
    await add('Archive', 'old');
    const before = open({ folders: ['INBOX', 'Archive'] });
    const { ids } = await act(before, 'archive', 'old');
    await before.close?.();
    const after = open({ folders: ['INBOX', 'Archive'] });
    expect(await after.act('restore', ids)).toMatchObject([{ status: 'refused', reason: 'other' }]);
    expect(await look('Archive')).toEqual(['(old)']);
    expect(await look('INBOX')).toEqual([]);
  });

  test('mail with the same text in the trash already is not taken for the one to delete', async () => {
    await add('Trash', 'other').catch(() => {});
    await add('INBOX', 'one');
    const mailbox = open();
    await act(mailbox, 'delete', 'one');
    expect(await look('Trash')).toContain('one');
  });

  test('many messages at once', async () => {
    await add('INBOX', ...Array.from({ length: 60 }, (_, i) => `mail ${i}`));
    const mailbox = open({ listLength: () => 200 });
    const ids = (await mailbox.unread(200)).map(({ id }) => id);
    // Every second one, so that the numbers are no range.
    const half = ids.filter((_id, i) => i % 2 === 0);
    expect(new Set((await mailbox.act('archive', half)).map(({ status }) => status))).toEqual(
      new Set(['done']),
    );
    expect(await mailbox.counts()).toMatchObject({ unread: 30 });
    expect(await look('Archive')).toHaveLength(30);
    await mailbox.act('restore', half);
    expect(await mailbox.counts()).toMatchObject({ unread: 60 });
  });

  test('all mail is marked as read up to the newest one given, and unread again', async () => {
    await asOther(client => client.mailboxCreate('Work'));
    await asOther(async client => {
      const at = (second: number) => new Date(Date.UTC(2026, 10, 25, 10, 0, second));
      await client.append('INBOX', mail('one'), [], at(1));
      await client.append('Work', mail('two'), [], at(2));
      await client.append('INBOX', mail('three'), [], at(3));
      await client.append('INBOX', mail('same second'), [], at(3));
      await client.append('Work', mail('newer'), [], at(4));
    });
    const mailbox = open({ folders: ['INBOX', 'Work'] });
    const given = (await mailbox.unread(9)).filter(({ subject }) => ['one', 'three'].includes(subject));
    const marked = await mailbox.markAllRead(given.map(({ id }) => id));
    expect(marked.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect((await subjectsOf(mailbox)).toSorted()).toEqual(['newer', 'same second']);
    expect(await mailbox.counts()).toMatchObject({ unread: 2 });
    await mailbox.act(
      'markUnread',
      marked.map(({ id }) => id),
    );
    expect(await mailbox.counts()).toMatchObject({ unread: 5 });
    expect(await mailbox.markAllRead(['none'])).toEqual([]);
    expect(await mailbox.markAllRead([])).toHaveLength(5);
    expect(await mailbox.counts()).toMatchObject({ unread: 0 });
  });
});
