import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GatewayMailbox } from '../../src/gateway/mailbox/mailbox';
import { waitFor } from '../../src/launcher/wait-for';
import { type Dovecot, startDovecot } from './dovecot';
import { mail } from './mails';
import { newUser, openMailbox, subjectsOf, unreadOf } from './post-office';

let dovecot: Dovecot;
beforeAll(async () => {
  dovecot = await startDovecot();
});
afterAll(() => dovecot.close());

test('counts and lists unread mail, newest first', async () => {
  const user = await newUser(dovecot);
  await dovecot.deliver(user, mail('read'), { seen: true });
  await dovecot.deliver(user, mail('one'));
  await dovecot.deliver(user, mail('=?utf-8?Q?d=C3=A9j=C3=A0_vu?='));
  const { mailbox } = openMailbox(dovecot, user);
  expect(await mailbox.counts()).toEqual({ emails: 3, unread: 2, sms: undefined });
  expect(await mailbox.unread(1)).toMatchObject([
    {
      from: { name: 'Jean Dupont', address: 'jean@example.org' },
      subject: 'déjà vu',
      beginning: expect.stringMatching(/^About/),
      read: false,
    },
  ]);
  expect(await subjectsOf(mailbox)).toEqual(['déjà vu', 'one']);
  for (const { date } of await mailbox.unread(20)) expect(Date.now() - date.getTime()).toBeLessThan(60_000);
});

test('an empty mailbox has no mail', async () => {
  const { mailbox } = openMailbox(dovecot, await newUser(dovecot));
  expect(await mailbox.counts()).toEqual({ emails: 0, unread: 0, sms: undefined });
  expect(await mailbox.unread(20)).toEqual([]);
  expect(await mailbox.latest(20)).toEqual([]);
});

test('new, read, unread and deleted mail is noticed without a poll', async () => {
  const user = await newUser(dovecot);
  const { mailbox } = openMailbox(dovecot, user, { pollEvery: 3_600_000 });
  const becomes = (count: number) =>
    waitFor(
      () => unreadOf(mailbox),
      unread => unread === count,
    );
  await becomes(0);
  await dovecot.deliver(user, mail('one'));
  await becomes(1);
  await dovecot.deliver(user, mail('two'));
  await becomes(2);
  await dovecot.admin(user, 'flags add', '\\Seen', 'mailbox', 'INBOX', 'all');
  await becomes(0);
  await dovecot.admin(user, 'flags remove', '\\Seen', 'mailbox', 'INBOX', '1');
  await becomes(1);
  await dovecot.admin(user, 'expunge', 'mailbox', 'INBOX', 'all');
  await becomes(0);
  expect((await mailbox.counts()).emails).toBe(0);
});

test('a mail that is one endless header, and one to 90,000 people, cost no other mail', async () => {
  const user = await newUser(dovecot);
  const lines = mail('endless', 'word '.repeat(4_000_000)).replaceAll('\r\n', '\r\r\n');
  await dovecot.deliver(user, lines);
  const people = Array.from({ length: 90_000 }, (_, i) => `Person ${i} <person${i}@example.org>`);
  await dovecot.deliver(user, mail('crowd', 'About a crowd.', [`Cc: ${people.join(',\r\n ')}`]));
  await dovecot.deliver(user, mail('one'));
  const { mailbox } = openMailbox(dovecot, user);
  expect(await mailbox.counts()).toMatchObject({ emails: 3, unread: 3 });
  expect(await mailbox.unread(5)).toMatchObject([
    { subject: 'one', beginning: 'About one.' },
    { subject: 'crowd', beginning: 'About a crowd.' },
    { subject: 'endless' },
  ]);
  await dovecot.deliver(user, mail('later'));
  await waitFor(
    () => subjectsOf(mailbox, 1),
    ([subject]) => subject === 'later',
  );
});

test('mail with the flag \\Deleted doesn’t count', async () => {
  const user = await newUser(dovecot);
  await dovecot.deliver(user, mail('one'));
  await dovecot.admin(user, 'flags add', '\\Deleted', 'mailbox', 'INBOX', 'all');
  expect(await unreadOf(openMailbox(dovecot, user).mailbox)).toBe(0);
});

test('a server without IDLE is polled', async () => {
  const silent = await startDovecot('imap_capability = IMAP4rev1\n');
  try {
    const user = await newUser(silent);
    const { mailbox, lines } = openMailbox(silent, user, { pollEvery: 50 });
    expect(await unreadOf(mailbox)).toBe(0);
    expect(lines[0]).toContain('which the gateway asks for new mail');
    await silent.deliver(user, mail('one'));
    await waitFor(
      () => unreadOf(mailbox),
      unread => unread === 1,
    );
    await mailbox.close?.();
  } finally {
    await silent.close();
  }
});

describe('reading', () => {
  test('shows a whole message, and marks it as read only on request', async () => {
    const user = await newUser(dovecot);
    await dovecot.deliver(user, mail('one'));
    const { mailbox } = openMailbox(dovecot, user);
    const [{ id } = { id: '' }] = await mailbox.unread(20);
    expect(await mailbox.message(id)).toMatchObject({
      id,
      subject: 'one',
      text: 'About one.\r\n',
      read: false,
      date: new Date('2026-11-23T13:05:00Z'),
    });
    expect(await mailbox.latest(10)).toMatchObject([{ id, read: false }]);
    expect(await unreadOf(mailbox)).toBe(1);
    await mailbox.act('markRead', [id]);
    expect(await unreadOf(mailbox)).toBe(0);
    expect(await mailbox.message(id)).toMatchObject({ id, read: true });
    await mailbox.act('markRead', [id]);
    await mailbox.act('markRead', ['none']);
    expect(await mailbox.message('none')).toBeUndefined();
  });

  test('of two copies, one of them read, opens and marks the unread one', async () => {
    const user = await newUser(dovecot);
    await dovecot.deliver(user, mail('copy'), { seen: true });
    await dovecot.deliver(user, mail('copy'));
    const { mailbox } = openMailbox(dovecot, user);
    const [{ id } = { id: '' }] = await mailbox.unread(20);
    expect((await mailbox.latest(20)).map(({ read }) => read).toSorted()).toEqual([false, true]);
    expect(await mailbox.message(id)).toMatchObject({ subject: 'copy', read: false });
    await mailbox.act('markRead', [id]);
    expect(await unreadOf(mailbox)).toBe(0);
  });

  test('shows more when the list becomes longer', async () => {
    const user = await newUser(dovecot);
    for (const subject of ['one', 'two', 'three']) await dovecot.deliver(user, mail(subject));
    let length = 1;
    const { mailbox } = openMailbox(dovecot, user, { listLength: () => length, pollEvery: 200 });
    expect(await mailbox.unread(20)).toHaveLength(1);
    length = 2;
    await waitFor(
      () => mailbox.unread(20),
      list => list.length === 2,
    );
  });

  test('a link to a message works after a restart', async () => {
    const user = await newUser(dovecot);
    for (const subject of ['one', 'two', 'one']) await dovecot.deliver(user, mail(subject));
    const first = openMailbox(dovecot, user).mailbox;
    const ids = (await first.unread(20)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    await first.close?.();
    const { mailbox } = openMailbox(dovecot, user, { listLength: () => 1 });
    const messages = await Promise.all(ids.map(id => mailbox.message(id)));
    expect(messages.map(message => message?.subject)).toEqual(['one', 'two', 'one']);
    expect(messages.map(message => message?.id)).toEqual(ids);
  });

  test('shows HTML, its pictures and attachments', async () => {
    const user = await newUser(dovecot);
    const parts = [
      '--a',
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '<p>D=E9j=E0 <img src=3D"cid:p1"></p>',
      '--b',
      'Content-Type: image/png',
      'Content-ID: <p1>',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '--b--',
      '--a',
      'Content-Type: application/pdf; name="offre.pdf"',
      'Content-Disposition: attachment; filename="offre.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      'QUJD',
      '--a--',
    ];
    const headers = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=a'];
    await dovecot.deliver(user, mail('formatted', parts.join('\r\n'), headers));
    const { mailbox } = openMailbox(dovecot, user);
    const [{ id, beginning } = { id: '', beginning: '' }] = await mailbox.unread(1);
    expect(beginning).toBe('Déjà');
    expect(await mailbox.message(id)).toMatchObject({
      text: '',
      html: expect.stringContaining('<p>Déjà <img src="cid:p1"></p>'),
      pictures: new Map([['p1', 'data:image/png;base64,iVBORw0KGgo=']]),
      attachments: [{ name: 'offre.pdf', type: 'application/pdf' }],
    });
  });

  test('a message that is too long is cut off', async () => {
    const user = await newUser(dovecot);
    const lines = 'line of text\r\n'.repeat(60_000);
    await dovecot.deliver(user, mail('long', lines));
    await dovecot.deliver(user, mail('long HTML', lines, ['Content-Type: text/html']));
    const { mailbox } = openMailbox(dovecot, user);
    const [formatted, plain] = await Promise.all(
      (await mailbox.unread(2)).map(({ id }) => mailbox.message(id)),
    );
    expect(plain?.cut).toBe(true);
    expect(plain?.text).toHaveLength(512 * 1024);
    expect(formatted?.cut).toBe(true);
    expect(formatted?.html).toHaveLength(512 * 1024);
  });
});

describe('folders', () => {
  test('with a copy of the same mail, as labels are, count and list it once', async () => {
    const user = await newUser(dovecot);
    await dovecot.deliver(user, mail('one'));
    await dovecot.deliver(user, mail('two'));
    await dovecot.admin(user, 'mailbox create', 'Label');
    await dovecot.admin(user, 'copy', 'Label', 'mailbox', 'INBOX', 'subject', 'one');
    const { mailbox } = openMailbox(dovecot, user, { folders: ['INBOX', '*'] });
    expect(await subjectsOf(mailbox)).toEqual(['two', 'one']);
    expect(await mailbox.counts()).toMatchObject({ unread: 2 });
    expect((await mailbox.latest(20)).map(({ subject }) => subject)).toEqual(['two', 'one']);
  });

  test('of all with usual names, a pattern leaves out those that the server doesn’t mark', async () => {
    const user = await newUser(dovecot);
    const names = [
      'Work',
      'Sent Items',
      'Gesendet',
      'Deleted Messages',
      'Spamverdacht',
      'Bulk Mail',
      'Drafts',
    ];
    for (const folder of names) await dovecot.deliver(user, mail(folder), { folder });
    const { mailbox } = openMailbox(dovecot, user, { folders: ['*', 'Gesendet'] });
    expect((await subjectsOf(mailbox)).toSorted()).toEqual(['Gesendet', 'Work']);
  });

  test('are watched by name and by special use', async () => {
    const user = await newUser(dovecot);
    await dovecot.admin(user, 'mailbox create', 'Factures', 'Archive', 'Junk');
    const { mailbox } = openMailbox(dovecot, user, {
      folders: ['INBOX', 'factures', '\\Archive'],
      pollEvery: 50,
    });
    expect(await unreadOf(mailbox)).toBe(0);
    await dovecot.deliver(user, mail('spam'), { folder: 'Junk' });
    await dovecot.deliver(user, mail('bill'), { folder: 'Factures' });
    await dovecot.deliver(user, mail('old'), { folder: 'Archive' });
    await dovecot.deliver(user, mail('new'));
    await waitFor(
      () => unreadOf(mailbox),
      unread => unread === 3,
    );
    expect((await subjectsOf(mailbox)).toSorted()).toEqual(['bill', 'new', 'old']);
    for (const { id } of await mailbox.unread(20)) await mailbox.act('markRead', [id]);
    expect(await unreadOf(mailbox)).toBe(0);
    expect((await mailbox.counts()).emails).toBe(3);
  });

  const subjectsBecome = (mailbox: GatewayMailbox, ...wanted: readonly string[]) =>
    waitFor(
      () => subjectsOf(mailbox),
      subjects => wanted.every(subject => subjects.includes(subject)),
    );

  test('new mail is noticed at once, even if another folder was open', async () => {
    const user = await newUser(dovecot);
    await dovecot.admin(user, 'mailbox create', 'Work');
    await dovecot.deliver(user, mail('work'), { folder: 'Work' });
    const { mailbox } = openMailbox(dovecot, user, { folders: ['INBOX', 'Work'], pollEvery: 3_600_000 });
    const [{ id } = { id: '' }] = await mailbox.unread(5);
    for (let i = 1; i <= 3; i++) {
      const reading = mailbox.message(id);
      await dovecot.deliver(user, mail(`new ${i}`));
      expect(await reading).toMatchObject({ subject: 'work' });
      await subjectsBecome(mailbox, `new ${i}`);
    }
  });

  test('a busy first folder doesn’t delay the others', async () => {
    const user = await newUser(dovecot);
    await dovecot.admin(user, 'mailbox create', 'Work');
    const { mailbox } = openMailbox(dovecot, user, { folders: ['INBOX', 'Work'], pollEvery: 1000 });
    expect(await unreadOf(mailbox)).toBe(0);
    await dovecot.deliver(user, mail('work'), { folder: 'Work' });
    await waitFor(
      async () => {
        await dovecot.deliver(user, mail('noise'));
        return subjectsOf(mailbox);
      },
      subjects => subjects.includes('work'),
      10_000,
    );
  });

  test('a new folder that matches a pattern is watched', async () => {
    const user = await newUser(dovecot);
    await dovecot.admin(user, 'mailbox create', 'Lists.a');
    const { mailbox } = openMailbox(dovecot, user, { folders: ['INBOX', 'Lists/*'], pollEvery: 100 });
    expect(await unreadOf(mailbox)).toBe(0);
    await dovecot.admin(user, 'mailbox create', 'Lists.b');
    await dovecot.deliver(user, mail('late'), { folder: 'Lists.b' });
    await subjectsBecome(mailbox, 'late');
  });

  test('a message that was moved is found', async () => {
    const user = await newUser(dovecot);
    await dovecot.admin(user, 'mailbox create', 'Work');
    await dovecot.deliver(user, mail('one'));
    const { mailbox } = openMailbox(dovecot, user, { folders: ['INBOX', 'Work'], pollEvery: 100 });
    const [{ id } = { id: '' }] = await mailbox.unread(5);
    await mailbox.act('markRead', [id]);
    await dovecot.admin(user, 'move', 'Work', 'mailbox', 'INBOX', 'all');
    expect(await mailbox.message(id)).toMatchObject({ id, subject: 'one' });
  });

  test('are told with their counts, and can be chosen', async () => {
    const user = await newUser(dovecot);
    await dovecot.admin(user, 'mailbox create', 'Work.Clients', 'Lists');
    await dovecot.deliver(user, mail('one'));
    await dovecot.deliver(user, mail('two'), { seen: true });
    await dovecot.deliver(user, mail('work'), { folder: 'Work.Clients' });
    await dovecot.deliver(user, mail('both'), { folder: 'Work.Clients' });
    await dovecot.admin(user, 'copy', 'Lists', 'mailbox', 'Work.Clients', 'subject', 'both');
    const { mailbox } = openMailbox(dovecot, user, { folders: ['INBOX', 'Work/Clients', 'Lists'] });
    await subjectsBecome(mailbox, 'one', 'work', 'both');
    expect(await mailbox.folders?.()).toEqual([
      { name: 'INBOX', emails: 2, unread: 1 },
      { name: 'Work/Clients', emails: 2, unread: 2 },
      { name: 'Lists', emails: 1, unread: 1 },
    ]);
    const look = async (...folders: readonly string[]) => {
      const { emails, unread } = await mailbox.counts(folders);
      const subjects = (await mailbox.unread(9, folders)).map(({ subject }) => subject);
      return { emails, unread, subjects: subjects.toSorted() };
    };
    expect(await look('INBOX')).toEqual({ emails: 2, unread: 1, subjects: ['one'] });
    expect(await look('Lists', 'none')).toEqual({ emails: 1, unread: 1, subjects: ['both'] });
    // Without ids, only the list shows that one mail lies in both.
    expect(await look('Work/Clients', 'Lists')).toEqual({ emails: 3, unread: 2, subjects: ['both', 'work'] });
    expect(await look('none')).toEqual(await look());
    expect(await mailbox.markAllRead([], ['INBOX'])).toHaveLength(1);
    expect((await look()).subjects).toEqual(['both', 'work']);
  });

  test('a missing folder is an error that lists the existing ones', async () => {
    const user = await newUser(dovecot);
    const { mailbox, lines } = openMailbox(dovecot, user, { folders: ['INBOX', 'Factures'] });
    expect(await unreadOf(mailbox)).toBe('noFolder');
    expect(lines.join('\n')).toMatch(/no folder "Factures"; there are "INBOX"/);
  });
});

test('50,000 mails', async () => {
  const user = await newUser(dovecot);
  await dovecot.fill(user, mail('one of many'), 50_000, 100);
  const { mailbox } = openMailbox(dovecot, user);
  expect(await mailbox.counts()).toEqual({ emails: 50_000, unread: 100, sms: undefined });
  expect(await mailbox.unread(20)).toHaveLength(20);
  await dovecot.deliver(user, mail('the last'));
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 101,
  );
  expect(await subjectsOf(mailbox, 1)).toEqual(['the last']);
  expect(await mailbox.latest(100)).toHaveLength(100);
});

test('30,000 unread mails', async () => {
  const user = await newUser(dovecot);
  await dovecot.fill(user, mail('one of many'), 30_000, 30_000);
  const { mailbox } = openMailbox(dovecot, user);
  expect(await unreadOf(mailbox)).toBe(30_000);
});
