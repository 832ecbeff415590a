import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CheckResult, checkImap } from '../../src/gateway/mailbox/imap/check-imap';
import type { ImapMailboxOptions } from '../../src/gateway/mailbox/imap/imap-mailbox';
import type { GatewayMailbox } from '../../src/gateway/mailbox/mailbox';
import { waitFor } from '../../src/launcher/wait-for';
import { DECENT, type FakeServer, type Retort, startFakeServer } from './fake-server';
import { PASSWORD } from './mails';
import { openAt, seenUntilTrouble, unreadOf } from './post-office';

let server: FakeServer;
beforeEach(async () => {
  server = await startFakeServer();
});
afterEach(() => server.close());

function open(options: Partial<ImapMailboxOptions> = {}) {
  const at = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
  return openAt(at, 'jean', { deadline: 1500, freshFor: 3000, ...options });
}

const accountAt = (port: number) => ({
  server: { host: '127.0.0.1', port, security: 'none' as const },
  login: { user: 'jean', password: PASSWORD },
  folders: ['INBOX'],
  linkTo: () => undefined,
  webmail: undefined,
  readsOnOpen: false,
});

/** Answers one command with these lines and all others normally. */
const to =
  (wanted: string, ...lines: readonly string[]): Retort =>
  command =>
    command === wanted ? lines : undefined;

const ENDLESS: Retort = (command, _line, socket) => {
  if (command !== 'SEARCH') return undefined;
  const write = () => {
    while (socket.writable && socket.write(`${'1 '.repeat(32_000)}`));
  };
  socket.on('drain', write);
  socket.write('* SEARCH ');
  write();
  return [];
};

test('a normal server works', async () => {
  const { mailbox } = open();
  expect(await mailbox.counts()).toEqual({ emails: 1, unread: 1, sms: undefined });
  expect(await mailbox.unread(5)).toMatchObject([{ subject: 'hello', beginning: '' }]);
});

test.each<[string, Retort, RegExp]>([
  ['refuses to search', to('SEARCH', 'NO [SERVERBUG] not today'), /unexpected/],
  ['answers a search with BAD', to('SEARCH', 'BAD what?'), /unexpected/],
  ['has no inbox', to('EXAMINE', 'NO [NONEXISTENT] no such mailbox'), /noFolder|unexpected/],
  ['sends no result of the search', to('SEARCH', 'OK done'), /unexpected/],
  ['finds more mails than there are', to('SEARCH', '* SEARCH 1 2 3', 'OK done'), /unexpected/],
  ['never answers', to('SEARCH'), /timeout/],
  [
    'closes the connection',
    (command, _line, socket) => (command === 'SEARCH' ? void socket.destroy() : undefined),
    /unreachable/,
  ],
  ['sends BYE', to('SEARCH', '* BYE going down'), /unreachable|timeout/],
  [
    'sends an invalid answer',
    to('SEARCH', '* )(', '* SEARCH x y z {', 'OK'),
    /unexpected|unreachable|timeout/,
  ],
  ['sends an endless answer', ENDLESS, /unexpected|unreachable|timeout/],
  ['doesn’t say how many mails there are', to('EXAMINE', '* OK [UIDVALIDITY 1] ok', 'OK done'), /unexpected/],
])('a server that %s is an error, not an empty mailbox', async (_what, retort, trouble) => {
  server.retort(retort);
  const { mailbox, lines } = open();
  expect(String(await unreadOf(mailbox))).toMatch(trouble);
  expect(lines.join('\n')).not.toContain('saw 0');
});

test('mail that is marked as deleted, and expunged while the gateway looks for it, is no error', async () => {
  let unseen = 5;
  server.retort(command => {
    if (command === 'SEARCH') return ['* SEARCH', 'OK done'];
    if (command !== 'STATUS') return undefined;
    const said = [`* STATUS INBOX (MESSAGES 1 UNSEEN ${unseen})`, 'OK done'];
    unseen = 0;
    return said;
  });
  const { mailbox } = open();
  expect(await mailbox.counts()).toMatchObject({ emails: 1, unread: 0 });
});

test('after an error the last result stays, and the gateway tries again', async () => {
  const { mailbox } = open({ pollEvery: 50 });
  expect(await unreadOf(mailbox)).toBe(1);
  server.retort(to('SEARCH', 'NO [SERVERBUG] not today'));
  expect(await seenUntilTrouble(mailbox)).toEqual([1, 'unexpected']);
  server.retort(() => undefined);
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 1,
  );
});

test.each<[string, Retort]>([
  ['refuses to mark a message as read', to('STORE', 'NO [NOPERM] look, don’t touch')],
  [
    'can’t store flags',
    to(
      'SELECT',
      '* 1 EXISTS',
      '* OK [UIDVALIDITY 1] ok',
      '* OK [PERMANENTFLAGS ()] none',
      'OK [READ-ONLY] done',
    ),
  ],
])('a server that %s gives a warning, and still works', async (_what, retort) => {
  server.retort(retort);
  const { mailbox, lines } = open();
  const [{ id } = { id: '' }] = await mailbox.unread(5);
  expect(await mailbox.act('markRead', [id])).toEqual([{ id, status: 'refused', reason: 'read-only' }]);
  expect(lines).toContain('warn 127.0.0.1 refuses markRead (read-only)');
  expect(await mailbox.latest(5)).toMatchObject([{ id, read: false }]);
});

test('a connection lost while marking a message is no refusal', async () => {
  server.retort((command, _line, socket) => (command === 'STORE' ? void socket.destroy() : undefined));
  const { mailbox } = open();
  const [{ id } = { id: '' }] = await mailbox.unread(5);
  expect(await mailbox.act('markRead', [id])).toEqual([{ id, status: 'refused', reason: 'unreachable' }]);
});

test('a folder whose numbers the server refuses to tell is read at each poll', async () => {
  let isInWork = false;
  let found = '* SEARCH 1';
  server.retort((command, line) => {
    if (command === 'EXAMINE') isInWork = line.includes('Work');
    // The first LIST asks only for the delimiter.
    if (command === 'LIST' && !line.endsWith('"" ""'))
      return ['* LIST () "/" INBOX', '* LIST () "/" Work', 'OK done'];
    if (command === 'STATUS')
      return line.includes('Work') ? ['NO [NOPERM] not this one'] : ['* STATUS INBOX (UNSEEN 0)', 'OK done'];
    return command === 'SEARCH' ? [isInWork ? found : '* SEARCH', 'OK done'] : undefined;
  });
  const { mailbox, lines } = open({ folders: ['INBOX', 'Work'], pollEvery: 50 });
  expect(await mailbox.counts()).toMatchObject({ emails: 2, unread: 1 });
  found = '* SEARCH';
  await waitFor(
    () => unreadOf(mailbox),
    count => count === 0,
  );
  expect(lines.filter(line => line.includes('next try'))).toEqual([]);
});

const TWO_FOLDERS = ['* LIST () "/" INBOX', '* LIST () "/" Shared', 'OK done'];

const closedFolder: Retort = (command, line) => {
  // The first LIST asks only for the delimiter.
  if (line.endsWith('LIST "" ""')) return ['* LIST (\\Noselect) "/" ""', 'OK done'];
  if (command === 'LIST') return TWO_FOLDERS;
  const isShared = /Shared/.test(line);
  if (command === 'EXAMINE' && isShared) return ['NO [NOPERM] Permission denied'];
  return command === 'STATUS' && isShared ? ['* STATUS Shared (MESSAGES 5 UNSEEN 5)', 'OK done'] : undefined;
};

test('a folder that a pattern matches and the server doesn’t open is left out, with one warning', async () => {
  server.retort(closedFolder);
  const { mailbox, lines } = open({ folders: ['INBOX', '*'], pollEvery: 50 });
  expect(await unreadOf(mailbox)).toBe(1);
  expect(await mailbox.latest(5)).toHaveLength(1);
  await mailbox.counts();
  const warnings = lines.filter(line => line.startsWith('warn'));
  expect(warnings).toEqual(['warn the server doesn’t open the folder "Shared": goes on without it']);
});

test('the only chosen folder is told as it was while the server doesn’t open it', async () => {
  let retort: Retort = (command, line, socket) =>
    command === 'EXAMINE' ? undefined : closedFolder(command, line, socket);
  server.retort((command, line, socket) => retort(command, line, socket));
  const { mailbox, lines } = open({ folders: ['INBOX', '*'], pollEvery: 50 });
  const look = async (folder: string) => ({
    counts: await mailbox.counts([folder]),
    mails: (await mailbox.unread(5, [folder])).length,
  });
  const before = await look('Shared');
  expect(before).toMatchObject({ counts: { emails: 1, unread: 1 }, mails: 1 });
  retort = (command, line, socket) => {
    if (command === 'STATUS' && /Shared/.test(line))
      return ['* STATUS Shared (MESSAGES 9 UNSEEN 9)', 'OK done'];
    if (command === 'SEARCH') return ['* SEARCH', 'OK done'];
    if (command === 'STATUS') return ['* STATUS INBOX (MESSAGES 1 UNSEEN 0)', 'OK done'];
    return closedFolder(command, line, socket);
  };
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 0,
  );
  await waitFor(
    async () => lines.some(line => line.includes('goes on without it')),
    isLeftOut => isLeftOut,
  );
  expect(await look('Shared')).toEqual(before);
  expect(await look('never there')).toMatchObject({ counts: { emails: 1, unread: 0 }, mails: 0 });
  expect((await mailbox.folders?.())?.map(({ name }) => name)).toEqual(['INBOX', 'Shared']);
});

test('a folder that is named and the server doesn’t open is an error', async () => {
  server.retort(closedFolder);
  expect(await unreadOf(open({ folders: ['INBOX', 'Shared'] }).mailbox)).toBe('noFolder');
});

test('a server that has no time for a folder is busy', async () => {
  server.retort(to('EXAMINE', 'NO [UNAVAILABLE] Try later'));
  expect(await unreadOf(open().mailbox)).toBe('busy');
});

test('a server that rejects IDLE is polled', async () => {
  server.retort(to('IDLE', 'NO not today'));
  const { mailbox } = open({ pollEvery: 50 });
  expect(await unreadOf(mailbox)).toBe(1);
  const READ: Readonly<Record<string, readonly string[]>> = {
    IDLE: ['NO not today'],
    SEARCH: ['* SEARCH', 'OK done'],
    STATUS: ['* STATUS INBOX (MESSAGES 1 UNSEEN 0)', 'OK done'],
  };
  server.retort(command => READ[command]);
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 0,
  );
});

test('a server that ends IDLE at once gets pauses between them', async () => {
  server.retort(to('IDLE', '+ idling', 'OK done'));
  const { mailbox } = open({ pollEvery: 1000 });
  expect(await unreadOf(mailbox)).toBe(1);
  const looks = () => server.commands.filter(command => command === 'SEARCH').length;
  await waitFor(
    async () => looks(),
    count => count > 1,
  );
  expect(server.commands.filter(command => command === 'IDLE').length).toBeLessThan(10);
});

test('a server that hangs at sign-in gets a new connection', async () => {
  server.retort(to('LOGIN'));
  const { mailbox } = open();
  expect(await unreadOf(mailbox)).toBe('timeout');
  server.retort(() => undefined);
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 1,
  );
});

test('closing doesn’t wait for a server that never lists its folders', async () => {
  server.retort(to('LIST'));
  const { mailbox } = open({ folders: ['INBOX', '*'], deadline: 30_000 });
  void unreadOf(mailbox);
  await waitFor(
    async () => server.commands,
    commands => commands.includes('LIST'),
  );
  const begin = performance.now();
  await mailbox.close?.();
  expect(performance.now() - begin).toBeLessThan(1000);
});

test('closing doesn’t wait for a server that never answers', async () => {
  server.retort(to('LOGIN'));
  const { mailbox } = open();
  void unreadOf(mailbox);
  await waitFor(
    async () => server.commands,
    commands => commands.includes('LOGIN'),
  );
  const begin = performance.now();
  await mailbox.close?.();
  expect(performance.now() - begin).toBeLessThan(1000);
});

test.each(['before', 'after'])('a change of flags that is reported %s a mail doesn’t hide it', async when => {
  const changed = [
    '* 1 FETCH (UID 1 FLAGS (\\Flagged))',
    '* 1 FETCH (FLAGS ())',
    '* 7 FETCH (UID 7 FLAGS ())',
  ];
  server.retort(command => {
    const [row = '', done = ''] = DECENT.FETCH ?? [];
    if (command !== 'FETCH') return undefined;
    return when === 'before' ? [...changed, row, done] : [row, ...changed, done];
  });
  const { mailbox } = open();
  expect(await mailbox.unread(5)).toMatchObject([{ subject: 'hello' }]);
  expect(await mailbox.latest(5)).toMatchObject([{ subject: 'hello' }]);
});

test.each(['NIL', '"01-Jan-1970 00:00:00 +0000"'])(
  'a mail that arrived at %s has its sender’s date',
  async when => {
    const fields = 'Subject: hello\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\n\r\n';
    const row = `* 1 FETCH (UID 1 FLAGS () INTERNALDATE ${when} BODY[HEADER.FIELDS (SUBJECT DATE)] {${fields.length}}\r\n${fields})`;
    server.retort(to('FETCH', row, 'OK done'));
    const { mailbox } = open();
    const [mail] = await mailbox.unread(5);
    expect(mail).toMatchObject({ subject: 'hello', date: new Date('2026-11-24T10:00Z') });
    expect(await mailbox.message(mail?.id ?? '')).toMatchObject({ date: new Date('2026-11-24T10:00Z') });
  },
);

describe('a mail that can’t be read', () => {
  const TWO: Readonly<Record<string, readonly string[]>> = {
    EXAMINE: ['* 2 EXISTS', '* OK [UIDVALIDITY 1] ok', '* OK [UIDNEXT 3] ok', 'OK [READ-ONLY] done'],
    SEARCH: ['* SEARCH 1 2', 'OK done'],
    STATUS: ['* STATUS INBOX (MESSAGES 2 UNSEEN 2)', 'OK done'],
  };
  const ARRIVAL = '* 2 FETCH (UID 2 FLAGS () INTERNALDATE "25-Nov-2026 09:00:00 +0000")';
  const HEADER = 'From: Ann <ann@example.org>\r\nSubject: long\r\n\r\n';
  const HEADER_ROW = [`${ARRIVAL.slice(0, -1)} BODY[HEADER] {${HEADER.length}}\r\n${HEADER})`, 'OK done'];
  const uidsOf = (line: string) => /UID FETCH (\S+)/i.exec(line)?.[1]?.split(',') ?? [];
  const asksForHeader = (line: string) => / BODY\.PEEK\[HEADER\]/i.test(line);
  const asksForText = (line: string) => /BODY/i.test(line);

  const listed = (mailbox: GatewayMailbox) =>
    waitFor(
      () => mailbox.unread(5).catch(() => []),
      messages => messages.length === 2,
    );

  test('with others is read alone', async () => {
    server.retort((command, line) => {
      if (command !== 'FETCH') return TWO[command];
      const [uid, ...others] = uidsOf(line);
      if (others.length > 0) return ['NO [SERVERBUG] not both'];
      return uid === '1'
        ? undefined
        : [`${ARRIVAL.slice(0, -1)} BODY[HEADER.FIELDS (SUBJECT)] NIL)`, 'OK done'];
    });
    const { mailbox } = open();
    expect((await listed(mailbox)).map(({ subject }) => subject)).toEqual(['hello', '']);
    expect(await mailbox.counts()).toMatchObject({ emails: 2, unread: 2 });
  });

  test.each<[string, readonly string[]]>([
    ['leaves it out', []],
    ['sends it wrongly', ['* 2 FETCH (UID 2 FLAGS () BODYSTRUCTURE ("TEXT" "PLAIN" (("x") )']],
    ['sends another', ['* 2 FETCH (UID 9 FLAGS () INTERNALDATE "25-Nov-2026 09:00:00 +0000")']],
  ])('is listed by the beginning of its header if the server %s', async (_what, instead) => {
    server.retort((command, line) => {
      if (command !== 'FETCH') return TWO[command];
      if (asksForHeader(line)) return HEADER_ROW;
      const uids = uidsOf(line);
      if (!asksForText(line)) return [...uids.map(uid => `* ${uid} FETCH (UID ${uid})`), 'OK done'];
      return [...instead, ...(uids.includes('1') ? (DECENT.FETCH ?? []) : ['OK done'])];
    });
    const { mailbox } = open();
    expect((await listed(mailbox)).map(({ subject }) => subject)).toEqual(['hello', 'long']);
  });

  test('is listed by the beginning of its header if the server sends that', async () => {
    server.retort((command, line) => {
      if (command !== 'FETCH') return TWO[command];
      if (!uidsOf(line).includes('2')) return undefined;
      if (!asksForHeader(line)) return ['NO [SERVERBUG] too long'];
      return HEADER_ROW;
    });
    const { mailbox } = open();
    expect((await listed(mailbox)).map(({ subject }) => subject)).toEqual(['hello', 'long']);
  });

  test('costs one row, also if it breaks each connection, and is not asked for again', async () => {
    server.retort((command, line, socket) => {
      if (command !== 'FETCH') return TWO[command];
      if (!uidsOf(line).includes('2')) return undefined;
      return asksForText(line) ? void socket.destroy() : [ARRIVAL, 'OK done'];
    });
    const { mailbox, lines } = open({ pollEvery: 50 });
    expect(await mailbox.counts()).toMatchObject({ emails: 2, unread: 2 });
    expect(await listed(mailbox)).toMatchObject([
      { subject: 'hello' },
      {
        subject: '',
        beginning: 'The mail server can’t send this e-mail.',
        date: new Date('2026-11-25T09:00Z'),
      },
    ]);
    expect(lines).toContainEqual(expect.stringMatching(/^warn .* one e-mail \(number 2 in "INBOX"\)$/));
    const searches = () => server.commands.filter(command => command === 'SEARCH').length;
    const [before, fetches] = [searches(), server.commands.filter(command => command === 'FETCH').length];
    await waitFor(
      async () => searches(),
      count => count > before + 2,
    );
    expect(server.commands.filter(command => command === 'FETCH')).toHaveLength(fetches);
  });

  test('doesn’t delay the others: each of several that break the connection costs about a second a try', async () => {
    const THREE: Readonly<Record<string, readonly string[]>> = {
      ...TWO,
      EXAMINE: ['* 3 EXISTS', '* OK [UIDVALIDITY 1] ok', '* OK [UIDNEXT 4] ok', 'OK [READ-ONLY] done'],
      SEARCH: ['* SEARCH 1 2 3', 'OK done'],
    };
    server.retort((command, line, socket) => {
      if (command !== 'FETCH') return THREE[command];
      const uids = uidsOf(line);
      if (uids.join() === '1') return undefined;
      return asksForText(line)
        ? void socket.destroy()
        : uids.map(uid => ARRIVAL.replaceAll('2 ', `${uid} `)).concat('OK done');
    });
    const { mailbox, lines } = open();
    expect(await mailbox.counts()).toMatchObject({ emails: 3, unread: 3 });
    await waitFor(
      () => mailbox.unread(5).catch(() => []),
      messages => messages.length === 3,
    );
    const tries = lines.filter(line => line.includes('next try'));
    expect(tries.length).toBeGreaterThan(5);
    expect(tries.filter(line => !line.endsWith('next try in 1 s'))).toEqual([]);
  });

  test('is found by the check of the mailbox', async () => {
    server.retort((command, line, socket) => {
      if (command !== 'FETCH') return TWO[command];
      if (!uidsOf(line).includes('2')) return undefined;
      return asksForText(line) ? void socket.destroy() : [ARRIVAL, 'OK done'];
    });
    const results: CheckResult[] = [];
    for await (const result of checkImap(accountAt(server.port))) results.push(result);
    expect(results).toContainEqual({ kind: 'readable', emails: 1 });
    expect(results).toContainEqual({ kind: 'unreadable', path: 'INBOX', uid: 2 });
  });
});
