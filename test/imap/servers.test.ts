import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ImapMailboxOptions } from '../../src/gateway/mailbox/imap/imap-mailbox';
import { readLines, readListed, readWhole } from '../../src/gateway/mailbox/imap/read-message';
import type { GatewayMailbox } from '../../src/gateway/mailbox/mailbox';
import { waitFor } from '../../src/launcher/wait-for';
import { startCourier } from './courier';
import { startCyrus } from './cyrus';
import { startDovecot } from './dovecot';
import { type ImapTestServer, inOtherProgram } from './imap-test-server';
import { mail } from './mails';
import { newUser, openAt, subjectsOf, unreadOf } from './post-office';

const SERVERS = [
  { name: 'Dovecot', start: () => startDovecot(), reasons: true, hasIds: false },
  { name: 'Cyrus', start: startCyrus, reasons: false, hasIds: true },
  { name: 'Courier', start: startCourier, reasons: false, hasIds: false },
];

/** The path of a folder with the server's own separator. imapflow adds the prefix that the server wants. */
function pathOf(client: ImapFlow, names: readonly string[]): string {
  return names.join(client.namespace?.delimiter ?? '/');
}

/** No test lasts an hour. */
const NEVER = 3_600_000;

describe.each(SERVERS)('$name', ({ start, reasons, hasIds }) => {
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
    openAt(mailServer.server, user, options).mailbox;
  const becomes = (mailbox: GatewayMailbox, count: number) =>
    waitFor(
      () => unreadOf(mailbox),
      unread => unread === count,
    );
  const listBecomes = (mailbox: GatewayMailbox, ...subjects: readonly string[]) =>
    waitFor(
      async () => (await subjectsOf(mailbox)).toSorted().join(),
      list => list === subjects.toSorted().join(),
    );
  const create = (...folders: readonly string[][]) =>
    inOtherProgram(mailServer.server, user, async client => {
      for (const folder of folders) await client.mailboxCreate(pathOf(client, folder));
    });
  /** Adds unread mails with these subjects to a folder, given as its names from the top. */
  const add = (folder: readonly string[], ...subjects: readonly string[]) =>
    inOtherProgram(mailServer.server, user, async client => {
      const path = pathOf(client, folder);
      for (const subject of subjects) await client.append(path, mail(subject));
    });

  test('accepts the right password and refuses a wrong one', async () => {
    await mailServer.deliver(user, mail('one'));
    expect(await unreadOf(open())).toBe(1);
    // Cyrus and Courier don't give a reason, so the gateway isn't certain yet.
    const wrong = open({ login: { user, password: 'wrong' } });
    expect(await unreadOf(wrong)).toBe(reasons ? 'refused' : 'unexplained');
  });

  test.each(['say "friend" \\o/', 'clé à molette €'])('accepts the password %s', async password => {
    await mailServer.setPassword(user, password);
    expect(await unreadOf(open({ login: { user, password } }))).toBe(0);
  });

  test('new mail is noticed without a poll', async () => {
    const mailbox = open({ pollEvery: NEVER });
    await becomes(mailbox, 0);
    await mailServer.deliver(user, mail('one'));
    await becomes(mailbox, 1);
    await mailServer.deliver(user, mail('two'));
    await becomes(mailbox, 2);
    expect(await mailbox.unread(20)).toMatchObject([
      { subject: 'two', beginning: 'About two.' },
      { subject: 'one', beginning: 'About one.' },
    ]);
  });

  test('mail that is read, unread again or deleted elsewhere is noticed without a poll', async () => {
    await mailServer.deliver(user, mail('one'));
    await mailServer.deliver(user, mail('two'));
    const mailbox = open({ pollEvery: NEVER });
    await becomes(mailbox, 2);
    await inOtherProgram(mailServer.server, user, async client => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsAdd('1:*', ['\\Seen']);
      await becomes(mailbox, 0);
      await client.messageFlagsRemove('1', ['\\Seen']);
      await listBecomes(mailbox, 'one');
      await client.messageDelete('1');
      await becomes(mailbox, 0);
    });
    expect(await mailbox.counts()).toMatchObject({ emails: 1, unread: 0 });
  });

  test('mail that is read in the gateway is read on the server', async () => {
    await mailServer.deliver(user, mail('one'));
    const mailbox = open();
    const [{ id } = { id: '' }] = await mailbox.unread(1);
    expect(await mailbox.message(id)).toMatchObject({ subject: 'one', text: 'About one.\r\n', read: false });
    // Courier numbers a new folder by the second of each opening, until one for writing.
    const opened = Date.now();
    await waitFor(
      async () => Date.now() - opened > 1000,
      isLater => isLater,
    );
    expect(await mailbox.act('markRead', [id])).toEqual([{ id, status: 'done' }]);
    expect(await unreadOf(mailbox)).toBe(0);
    const seen = await inOtherProgram(mailServer.server, user, client =>
      client.status('INBOX', { unseen: true }),
    );
    expect(seen).toMatchObject({ unseen: 0 });
  });

  test('a pattern finds sub-folders, whatever separates their names', async () => {
    await create(['Work'], ['Lists', 'debian'], ['Lists', 'debian', 'security']);
    const mailbox = open({ folders: ['INBOX', 'Lists/*'], pollEvery: 100 });
    await becomes(mailbox, 0);
    await add(['Work'], 'work');
    await add(['Lists', 'debian'], 'list');
    await add(['Lists', 'debian', 'security'], 'advice');
    await listBecomes(mailbox, 'list', 'advice');
    await create(['Lists', 'later']);
    await add(['Lists', 'later'], 'late');
    await listBecomes(mailbox, 'list', 'advice', 'late');
    for (const { id } of await mailbox.unread(20)) await mailbox.act('markRead', [id]);
    expect(await unreadOf(mailbox)).toBe(0);
    expect((await mailbox.counts()).emails).toBe(3);
  });

  test('a sub-folder is found by its name', async () => {
    await create(['Lists', 'debian'], ['Lists', 'other']);
    await add(['Lists', 'debian'], 'list');
    await add(['Lists', 'other'], 'other');
    expect(await subjectsOf(open({ folders: ['Lists/debian'] }))).toEqual(['list']);
  });

  /** Delivers unread mails to the inbox and copies them to the folders A and B. */
  const deliverToThree = async (...subjects: readonly string[]) => {
    await create(['A'], ['B']);
    await add(['INBOX'], ...subjects);
    await inOtherProgram(mailServer.server, user, async client => {
      await client.mailboxOpen('INBOX');
      for (const folder of ['A', 'B']) await client.messageCopy('1:*', pathOf(client, [folder]));
    });
  };
  const THREE = { folders: ['INBOX', 'A', 'B'] };

  test('mail that lies in three folders counts once and is listed once', async () => {
    await deliverToThree('one', 'two', 'three');
    const mailbox = open(THREE);
    await listBecomes(mailbox, 'one', 'two', 'three');
    // Without ids, nobody knows of read mail whether it is a copy.
    expect(await mailbox.counts()).toMatchObject({ emails: hasIds ? 3 : 9, unread: 3 });
  });

  test('mail in three folders is gone when it has left all of them', async () => {
    await deliverToThree('one', 'two');
    const mailbox = open({ ...THREE, pollEvery: 100 });
    await listBecomes(mailbox, 'one', 'two');
    const remove = (...folders: readonly string[]) =>
      inOtherProgram(mailServer.server, user, async client => {
        for (const folder of folders) {
          await client.mailboxOpen(folder === 'INBOX' ? folder : pathOf(client, [folder]));
          await client.messageDelete('1');
        }
      });
    await remove('INBOX', 'A');
    await mailServer.deliver(user, mail('later'));
    await listBecomes(mailbox, 'one', 'two', 'later');
    await remove('B');
    await listBecomes(mailbox, 'two', 'later');
    expect(await mailbox.counts()).toMatchObject({ emails: hasIds ? 2 : 4, unread: 2 });
  });

  test('beyond the list, mail in three folders counts once if the server has ids', async () => {
    await deliverToThree('one', 'two', 'three');
    const mailbox = open({ ...THREE, listLength: () => 1 });
    await listBecomes(mailbox, 'three');
    expect(await unreadOf(mailbox)).toBe(hasIds ? 3 : 7);
    await mailbox.act('markRead', [(await mailbox.unread(1))[0]?.id ?? '']);
    expect(await unreadOf(mailbox)).toBe(hasIds ? 2 : 4);
    expect(await subjectsOf(mailbox)).toEqual(['two']);
  });

  test('mail in three folders that is read in one stays unread until the gateway marks it', async () => {
    await deliverToThree('one');
    const mailbox = open({ ...THREE, pollEvery: NEVER });
    await becomes(mailbox, 1);
    await inOtherProgram(mailServer.server, user, async client => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsAdd('1', ['\\Seen']);
    });
    await mailServer.deliver(user, mail('later'));
    await listBecomes(mailbox, 'one', 'later');
    expect(await unreadOf(mailbox)).toBe(2);
    for (const { id } of await mailbox.unread(5)) await mailbox.act('markRead', [id]);
    expect(await unreadOf(mailbox)).toBe(0);
    expect(await subjectsOf(mailbox)).toEqual([]);
  });

  test('200 mails may be expunged while they are looked at', async () => {
    const [MANY, LISTED] = [200, 20];
    await add(['INBOX'], ...Array.from({ length: MANY / 8 }, (_, i) => `mail ${i}`));
    await inOtherProgram(mailServer.server, user, async client => {
      await client.mailboxOpen('INBOX');
      for (let count = MANY / 8; count < MANY; count *= 2) {
        await client.messageCopy('1:*', 'INBOX');
        // Courier shows the copies only then.
        await client.noop();
      }
    });
    const mailbox = open({ pollEvery: NEVER, listLength: () => LISTED });
    await becomes(mailbox, MANY);
    const shown = await mailbox.unread(LISTED);
    expect(shown).toHaveLength(LISTED);

    let isExpunging = true;
    const expunging = inOtherProgram(mailServer.server, user, async client => {
      await client.mailboxOpen('INBOX');
      // The newest first: the list then needs mails that it hasn't read yet, and that vanish meanwhile.
      for (let left = MANY; left > 0; left -= 5) await client.messageDelete(`${left - 4}:${left}`);
    }).finally(() => {
      isExpunging = false;
    });
    for (let i = 0; isExpunging; i = (i + 1) % LISTED) {
      const { emails, unread } = await mailbox.counts();
      expect(unread).toBeLessThanOrEqual(emails);
      expect((await mailbox.latest(LISTED)).length).toBeLessThanOrEqual(LISTED);
      const { id, subject } = shown[i] ?? { id: '', subject: '' };
      expect([subject, undefined]).toContain((await mailbox.message(id))?.subject);
    }
    await expunging;
    // Mail that is marked as deleted is no longer unread, but still there.
    await waitFor(
      () => mailbox.counts(),
      ({ emails }) => emails === 0,
    );
    expect(await mailbox.latest(LISTED)).toEqual([]);
    await mailServer.deliver(user, mail('afterwards'));
    await listBecomes(mailbox, 'afterwards');
  });

  test('mail that was found and then expunged elsewhere is never told', async () => {
    await add(['INBOX'], 'first', 'second', 'third', 'last');
    const expungeFirst = () =>
      inOtherProgram(mailServer.server, user, async client => {
        await client.mailboxOpen('INBOX');
        await client.messageDelete('1');
      });
    await inOtherProgram(mailServer.server, user, async client => {
      await client.mailboxOpen('INBOX', { readOnly: true });
      const [first = 0, ...others] = (await client.search({ all: true }, { uid: true })) || [];
      await expungeFirst();
      expect((await readListed(client, [first, ...others])).map(({ subject }) => subject)).toEqual([
        'second',
        'third',
        'last',
      ]);
      await expungeFirst();
      expect((await readLines(client, others.join(), true)).map(({ subject }) => subject)).toEqual([
        'third',
        'last',
      ]);
      await expungeFirst();
      expect(await readWhole(client, others[1] ?? 0)).toBeUndefined();
      expect(await readWhole(client, others[2] ?? 0)).toMatchObject({ subject: 'last' });
    });
  });

  test('messages keep their ids after a new UIDVALIDITY', async () => {
    const validity = () =>
      inOtherProgram(mailServer.server, user, client => client.status('INBOX', { uidValidity: true }));
    await mailServer.deliver(user, mail('one'));
    const mailbox = open();
    const before = await mailbox.unread(5);
    const former = await validity();
    await mailServer.renumber(user);
    await mailServer.deliver(user, mail('two'));
    await becomes(mailbox, 2);
    expect(await validity()).not.toEqual(former);
    expect((await mailbox.unread(5)).slice(1)).toEqual(before);
    expect(await mailbox.message(before[0]?.id ?? '')).toMatchObject({ subject: 'one' });
  });

  test('a folder that is deleted and created again has only its new mail', async () => {
    await create(['Work']);
    await add(['Work'], 'old', 'older');
    const mailbox = open({ folders: ['INBOX', 'Work'], pollEvery: 100 });
    await listBecomes(mailbox, 'old', 'older');
    await inOtherProgram(mailServer.server, user, async client => {
      const path = pathOf(client, ['Work']);
      await client.mailboxDelete(path);
      await client.mailboxCreate(path);
      await client.append(path, mail('new'));
    });
    await listBecomes(mailbox, 'new');
  });
});
