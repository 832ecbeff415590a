import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ImapMailboxOptions } from '../../src/gateway/mailbox/imap/imap-mailbox';
import type { MessageAction } from '../../src/gateway/mailbox/mailbox';
import { startCutLink } from './cut-link';
import { type Dovecot, startDovecot } from './dovecot';
import { type FakeServer, type Retort, startFakeServer } from './fake-server';
import { inOtherProgram } from './imap-test-server';
import { mail } from './mails';
import { newUser, openAt, openMailbox, subjectsOf } from './post-office';

/** No test lasts an hour. */
const NEVER = 3_600_000;

const withoutMove = 'imap_capability = IMAP4rev1 LITERAL+ IDLE NAMESPACE UIDPLUS\n';

async function start(extra = ''): Promise<Dovecot> {
  const dovecot = await startDovecot(extra);
  onTestFinished(() => dovecot.close());
  return dovecot;
}

/** Of the mails that are not marked for deletion. Those that are read are in parentheses. */
const subjectsIn = (dovecot: Dovecot, user: string, folder: string) =>
  inOtherProgram(dovecot.server, user, async client => {
    const { exists } = await client.mailboxOpen(folder);
    const rows = exists > 0 ? await client.fetchAll('1:*', { envelope: true, flags: true }) : [];
    return rows
      .filter(({ flags }) => !flags?.has('\\Deleted'))
      .map(({ envelope, flags }) => (flags?.has('\\Seen') ? `(${envelope?.subject})` : envelope?.subject));
  });

const quota = `protocol imap {
  mail_plugins = quota imap_quota
}
plugin {
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:messages=2
}
`;

test('a full quota is told, and the mail stays as it was', async () => {
  const dovecot = await start(`${withoutMove}${quota}`);
  const user = await newUser(dovecot);
  await dovecot.deliver(user, mail('one'));
  await dovecot.deliver(user, mail('two'));
  await dovecot.admin(user, 'mailbox create', 'Archive');
  const { mailbox, lines } = openMailbox(dovecot, user, {
    folders: ['INBOX', 'Archive'],
    pollEvery: NEVER,
  });
  const ids = (await mailbox.unread(5)).map(({ id }) => id);
  expect(await mailbox.act('archive', ids)).toEqual(
    ids.map(id => ({ id, status: 'refused', reason: 'quota' })),
  );
  expect(lines).toContain('warn 127.0.0.1 refuses archive (quota)');
  expect(await mailbox.counts()).toMatchObject({ emails: 2, unread: 2 });
  expect(await subjectsIn(dovecot, user, 'INBOX')).toEqual(['one', 'two']);
  expect(await mailbox.act('markRead', ids.slice(0, 1))).toMatchObject([{ status: 'done' }]);
});

test('undo that a full mailbox refuses brings mail back to where it was, when there is room', async () => {
  const { dovecot, user, mailbox, ids } = await openFull('Work');
  expect(await mailbox.act('archive', ids)).toEqual(ids.map(id => ({ id, status: 'done' })));
  await dovecot.deliver(user, mail('another'));
  expect(await mailbox.act('restore', ids)).toEqual(
    ids.map(id => ({ id, status: 'refused', reason: 'quota' })),
  );
  expect(await subjectsIn(dovecot, user, 'Archive')).toEqual(['one']);
  await dovecot.admin(user, 'expunge', 'mailbox', 'INBOX', 'all');
  expect(await mailbox.act('restore', ids)).toEqual(ids.map(id => ({ id, status: 'done' })));
  expect(await subjectsIn(dovecot, user, 'Work')).toEqual(['one']);

  /** Without MOVE, with room for two mails: one in a folder, and the copy while it is moved. */
  async function openFull(folder: string) {
    const dovecot = await start(`${withoutMove}${quota}`);
    const user = await newUser(dovecot);
    await dovecot.admin(user, 'mailbox create', folder, 'Archive');
    await dovecot.deliver(user, mail('one'), { folder });
    const { mailbox } = openMailbox(dovecot, user, { folders: ['INBOX', folder], pollEvery: NEVER });
    return { dovecot, user, mailbox, ids: (await mailbox.unread(5)).map(({ id }) => id) };
  }
});

describe('a read-only folder', () => {
  const acl = `protocol imap {
  mail_plugins = acl
}
plugin {
  acl = vfile
}
`;
  test.each(['', withoutMove])('is told, and nothing is copied (%s)', async extra => {
    const dovecot = await start(`${extra}${acl}`);
    const user = await newUser(dovecot);
    await dovecot.deliver(user, mail('one'));
    await dovecot.admin(user, 'mailbox create', 'Archive');
    await dovecot.restrict(user, 'INBOX', 'lr');
    const { mailbox } = openMailbox(dovecot, user, { pollEvery: NEVER });
    const [{ id } = { id: '' }] = await mailbox.unread(5);
    for (const action of ['markRead', 'archive', 'delete'] as const)
      expect(await mailbox.act(action, [id])).toEqual([{ id, status: 'refused', reason: 'read-only' }]);
    expect(await mailbox.markAllRead([])).toEqual([{ id, status: 'refused', reason: 'read-only' }]);
    expect(await subjectsIn(dovecot, user, 'Archive')).toEqual([]);
    expect(await subjectsOf(mailbox)).toEqual(['one']);
  });

  test('to archive to is told, and the mail stays as it was', async () => {
    const dovecot = await start(acl);
    const user = await newUser(dovecot);
    await dovecot.deliver(user, mail('one'));
    await dovecot.admin(user, 'mailbox create', 'Archive');
    await dovecot.restrict(user, 'Archive', 'lr');
    const { mailbox } = openMailbox(dovecot, user, { folders: ['INBOX', 'Archive'], pollEvery: NEVER });
    const [{ id } = { id: '' }] = await mailbox.unread(5);
    expect(await mailbox.act('archive', [id])).toEqual([{ id, status: 'refused', reason: 'read-only' }]);
    expect(await subjectsIn(dovecot, user, 'INBOX')).toEqual(['one']);
    expect(await subjectsOf(mailbox)).toEqual(['one']);
  });
});

describe.each([
  ['with MOVE', '', /UID MOVE/, 'refused'],
  ['without MOVE', withoutMove, /UID COPY/, 'refused'],
  ['without MOVE, at the second command', withoutMove, /UID STORE .*Deleted/, 'refused'],
  // It is gone for everybody: only its place isn't free yet.
  ['without MOVE, at the third command', withoutMove, /UID EXPUNGE/, 'done'],
])('a connection that is lost while mail is moved, %s', (_how, extra, command, status) => {
  const open = async (options: Partial<ImapMailboxOptions> = {}) => {
    const dovecot = await start(extra);
    const user = await newUser(dovecot);
    await dovecot.deliver(user, mail('one'));
    await dovecot.deliver(user, mail('two'));
    const link = await startCutLink(dovecot.imapPort);
    onTestFinished(() => link.close());
    const at = { host: '127.0.0.1', port: link.port, security: 'none' } as const;
    const { mailbox } = openAt(at, user, { pollEvery: NEVER, ...options });
    const ids = (await mailbox.unread(5)).map(({ id }) => id);
    return { dovecot, user, link, mailbox, ids };
  };

  test.each(['before', 'after'] as const)('once, %s it reaches the server: moved once', async when => {
    const { dovecot, user, link, mailbox, ids } = await open();
    link.cut(command, when, 1);
    expect(await mailbox.act('archive', ids)).toEqual(ids.map(id => ({ id, status: 'done' })));
    expect(link.cuts).toBe(1);
    expect(await mailbox.counts()).toMatchObject({ unread: 0 });
    expect(await mailbox.latest(5)).toEqual([]);
    expect(await subjectsIn(dovecot, user, 'INBOX')).toEqual([]);
    expect((await subjectsIn(dovecot, user, 'Archive')).toSorted()).toEqual(['one', 'two']);
    expect(await mailbox.act('restore', ids)).toEqual(ids.map(id => ({ id, status: 'done' })));
    expect((await subjectsIn(dovecot, user, 'INBOX')).toSorted()).toEqual(['one', 'two']);
    expect(await subjectsIn(dovecot, user, 'Archive')).toEqual([]);
  });

  test('each time: told, and done by a later try', async () => {
    const { dovecot, user, link, mailbox, ids } = await open();
    link.cut(command, 'before', Number.POSITIVE_INFINITY);
    const reason = status === 'refused' ? { reason: 'unreachable' } : {};
    expect(await mailbox.act('archive', ids)).toEqual(ids.map(id => ({ id, status, ...reason })));
    link.cut(command, 'before', 0);
    for (const it of await mailbox.act('archive', ids)) expect(['done', 'gone']).toContain(it.status);
    expect(await mailbox.counts()).toMatchObject({ unread: 0 });
    expect(await subjectsIn(dovecot, user, 'INBOX')).toEqual([]);
    expect((await subjectsIn(dovecot, user, 'Archive')).toSorted()).toEqual(['one', 'two']);
  });
});

test('a connection that is lost while mail is marked: marked after a reconnection', async () => {
  const dovecot = await start();
  const user = await newUser(dovecot);
  await dovecot.deliver(user, mail('one'));
  const link = await startCutLink(dovecot.imapPort);
  onTestFinished(() => link.close());
  const at = { host: '127.0.0.1', port: link.port, security: 'none' } as const;
  const { mailbox } = openAt(at, user, { pollEvery: NEVER });
  const ids = (await mailbox.unread(5)).map(({ id }) => id);
  link.cut(/UID STORE/, 'before', 1);
  expect(await mailbox.markAllRead(ids)).toEqual(ids.map(id => ({ id, status: 'done' })));
  expect(await mailbox.counts()).toMatchObject({ unread: 0 });
});

test('all mail that was marked is told when the connection was lost in between', async () => {
  const dovecot = await start();
  const user = await newUser(dovecot);
  await dovecot.deliver(user, mail('one'));
  await dovecot.deliver(user, mail('two'), { folder: 'Work' });
  const link = await startCutLink(dovecot.imapPort);
  onTestFinished(() => link.close());
  const at = { host: '127.0.0.1', port: link.port, security: 'none' } as const;
  const { mailbox } = openAt(at, user, { folders: ['INBOX', 'Work'], pollEvery: NEVER });
  const ids = (await mailbox.unread(5)).map(({ id }) => id);
  link.cut(/UID STORE/, 'after', 1);
  const marked = await mailbox.markAllRead([]);
  expect(new Set(marked)).toEqual(new Set(ids.map(id => ({ id, status: 'done' }))));
  await mailbox.act('markUnread', ids);
  expect(await mailbox.counts()).toMatchObject({ unread: 2 });
});

test.each([['Work'], ['INBOX']])(
  'undo after a lost connection knows the read state and the folder %s',
  async folder => {
    const dovecot = await start();
    const user = await newUser(dovecot);
    await dovecot.admin(user, 'mailbox create', 'Archive');
    await dovecot.deliver(user, mail('one'), { folder });
    const link = await startCutLink(dovecot.imapPort);
    onTestFinished(() => link.close());
    const at = { host: '127.0.0.1', port: link.port, security: 'none' } as const;
    const folders = [...new Set(['INBOX', folder, 'Archive'])];
    for (const when of ['before', 'after'] as const) {
      const { mailbox } = openAt(at, user, { folders, pollEvery: NEVER });
      const ids = (await mailbox.unread(5)).map(({ id }) => id);
      link.cut(/UID MOVE/, when, 1);
      expect(await mailbox.act('archive', ids)).toMatchObject([{ status: 'done' }]);
      expect(await subjectsIn(dovecot, user, 'Archive')).toEqual(['(one)']);
      expect(await mailbox.act('restore', ids)).toMatchObject([{ status: 'done' }]);
      expect(await subjectsIn(dovecot, user, folder)).toEqual(['one']);
      await mailbox.close?.();
    }
  },
);

test('a server that is gone: unreachable for each mail', async () => {
  const dovecot = await start();
  const user = await newUser(dovecot);
  await dovecot.deliver(user, mail('one'));
  const { mailbox } = openMailbox(dovecot, user, { pollEvery: NEVER });
  const ids = [...(await mailbox.unread(5)).map(({ id }) => id), 'none'];
  await dovecot.kill();
  const refused = ids.map(id => ({ id, status: 'refused', reason: 'unreachable' }));
  const acting = [mailbox.act('delete', ids), mailbox.markAllRead(ids), mailbox.markAllRead([])];
  expect(await Promise.allSettled(acting)).toMatchObject([
    { value: refused },
    { value: refused },
    { reason: { trouble: 'unreachable' } },
  ]);
});

describe('a server', () => {
  let server: FakeServer | undefined;
  afterEach(() => server?.close());

  const open = async (retort: Retort, options: Partial<ImapMailboxOptions> = {}) => {
    server = await startFakeServer();
    server.retort(retort);
    const at = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
    const { mailbox, lines } = openAt(at, 'jean', { deadline: 1500, pollEvery: NEVER, ...options });
    const [{ id } = { id: '' }] = await mailbox.unread(5);
    const act = async (action: MessageAction) => {
      const [result] = await mailbox.act(action, [id]);
      return result?.status === 'refused' ? result.reason : result?.status;
    };
    return { act, mailbox, lines, commands: server.commands };
  };
  const CAPABLE = 'IMAP4rev1 IDLE MOVE UIDPLUS SPECIAL-USE';
  const capable: Retort = command =>
    command === 'LOGIN'
      ? [`OK [CAPABILITY ${CAPABLE}] welcome`]
      : command === 'CAPABILITY'
        ? [`* CAPABILITY ${CAPABLE}`, 'OK done']
        : undefined;
  const ARCHIVE = ['* LIST () "/" INBOX', '* LIST (\\Archive) "/" Old', 'OK done'];

  test('that lets nobody create a folder: no-folder, and the mail is left alone', async () => {
    const { act, commands } = await open((command, line, socket) =>
      command === 'CREATE' ? ['NO [CANNOT] not here'] : capable(command, line, socket),
    );
    expect(await act('archive')).toBe('no-folder');
    expect(await act('delete')).toBe('no-folder');
    expect(commands).not.toContain('MOVE');
    expect(commands).not.toContain('STORE');
  });

  test.each([
    ['NO [OVERQUOTA] too much', 'quota'],
    ['NO [LIMIT] too much', 'quota'],
    ['NO Quota exceeded (mailbox for user is full)', 'quota'],
    ['NO No space left on device', 'quota'],
    ['NO [NOPERM] no', 'read-only'],
    ['NO Permission denied', 'read-only'],
    ['NO [TRYCREATE] no such mailbox', 'no-folder'],
    ['NO not today', 'other'],
    ['BAD what', 'other'],
  ])('that says %s: %s', async (answer, reason) => {
    const { act, lines } = await open((command, line, socket) => {
      if (command === 'LIST') return ARCHIVE;
      return command === 'MOVE' ? [answer] : capable(command, line, socket);
    });
    expect(await act('archive')).toBe(reason);
    expect(lines.join('\n')).not.toContain('too much');
  });

  test('that has no folder where it said there is one is asked again for its folders', async () => {
    let names = ARCHIVE;
    const { act } = await open((command, line, socket) => {
      if (command === 'LIST') return names;
      if (command === 'MOVE') return line.includes('New') ? ['OK done'] : ['NO [TRYCREATE] no such mailbox'];
      return capable(command, line, socket);
    });
    expect(await act('archive')).toBe('no-folder');
    names = ['* LIST () "/" INBOX', '* LIST (\\Archive) "/" New', 'OK done'];
    expect(await act('archive')).toBe('done');
  });

  test('is not asked for a new folder before it is opened: an IDLE could begin in between', async () => {
    const { act, commands } = await open((command, line, socket) => {
      return command === 'MOVE' ? ['OK [COPYUID 1 1 1] done'] : capable(command, line, socket);
    });
    expect(await act('archive')).toBe('done');
    const lists = commands.filter(command => command === 'LIST').length;
    expect(await act('restore')).toBe('done');
    expect(commands.filter(command => command === 'MOVE')).toHaveLength(2);
    expect(commands.filter(command => command === 'LIST')).toHaveLength(lists);
  });

  /** Answers this command late, in ms. */
  const late =
    (slow: string, ms: number): Retort =>
    (command, line, socket) => {
      if (command === 'LIST') return ARCHIVE;
      if (command !== slow) return capable(command, line, socket);
      setTimeout(() => socket.write(`${line.split(' ')[0]} OK done\r\n`), ms);
      return [];
    };

  test('that is too slow: nothing is done after the answer', async () => {
    const { act, mailbox, commands } = await open(late('NOOP', 400), { actionTime: 200 });
    expect(await act('archive')).toBe('unreachable');
    // Waits for its turn.
    expect(await mailbox.latest(5)).toHaveLength(1);
    expect(commands).not.toContain('MOVE');
  });

  test('that is slow with the last command: what is told is what it has done', async () => {
    const { act } = await open(late('MOVE', 400), { actionTime: 200 });
    expect(await act('archive')).toBe('done');
  });

  test('without UIDPLUS never gets EXPUNGE, which would remove other mail', async () => {
    let path = '';
    const { act, commands } = await open((command, line) => {
      if (command === 'LIST') return ARCHIVE;
      if (command === 'SELECT' || command === 'EXAMINE') path = line;
      return command === 'SEARCH' && path.includes('Old') ? ['* SEARCH', 'OK done'] : undefined;
    });
    expect(await act('archive')).toBe('done');
    expect(commands).toContain('COPY');
    expect(commands).toContain('STORE');
    expect(commands).not.toContain('EXPUNGE');
    expect(commands).not.toContain('CLOSE');
  });
});
