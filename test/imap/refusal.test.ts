import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { checkText } from '../../src/gateway/cli/check-text';
import { checkImap, isProblem } from '../../src/gateway/mailbox/imap/check-imap';
import type { ImapMailboxOptions } from '../../src/gateway/mailbox/imap/imap-mailbox';
import { type GatewayMailbox, MailboxError } from '../../src/gateway/mailbox/mailbox';
import { waitFor } from '../../src/launcher/wait-for';
import { expired, selfSigned } from '../gateway/certificate';
import { temporaryFolder } from '../gateway/folder';
import { type OpenGateway, openGateway, pageOf, submit, visit } from '../gateway/open-gateway';
import { type FakeServer, type Retort, startFakeServer } from './fake-server';
import { PASSWORD } from './mails';
import { openAt, unreadOf } from './post-office';

let server: FakeServer;
beforeEach(async () => {
  server = await startFakeServer();
});
afterEach(() => server.close());

const at = () => ({ host: '127.0.0.1', port: server.port, security: 'none' }) as const;

const open = (options: Partial<ImapMailboxOptions> = {}) =>
  openAt(at(), 'jean', { deadline: 1000, freshFor: 1000, ...options });

const to =
  (wanted: string, ...lines: readonly string[]): Retort =>
  command =>
    command === wanted ? lines : undefined;

const offering = (capabilities: string, more: Retort = () => undefined): Retort => {
  const line = `* CAPABILITY IMAP4rev1 ${capabilities}`;
  return (command, text, socket) =>
    more(command, text, socket) ?? (command === 'CAPABILITY' ? [line, 'OK done'] : undefined);
};

const sent = (wanted: string) => server.commands.filter(command => command === wanted).length;

async function errorOf(mailbox: GatewayMailbox): Promise<MailboxError> {
  const error = await mailbox.counts().catch(error => error);
  expect(error).toBeInstanceOf(MailboxError);
  return error;
}

/** The fault that `check` tells. */
async function problemAt(server: Parameters<typeof openAt>[0]): Promise<string | undefined> {
  const login = { user: 'jean', password: PASSWORD };
  const more = { folders: ['INBOX'], linkTo: () => undefined, webmail: undefined, readsOnOpen: false };
  const account = { server, login, ...more };
  for await (const result of checkImap(account)) if (isProblem(result)) return checkText(result, account);
  return undefined;
}

describe('a certain no', () => {
  test.each([
    ['AUTHENTICATIONFAILED', 'Invalid credentials (Failure)'],
    ['AUTHORIZATIONFAILED', 'This mailbox is not yours'],
    ['EXPIRED', 'That password isn’t valid any more'],
    ['PRIVACYREQUIRED', 'Plaintext authentication disallowed on non-secure (SSL/TLS) connections.'],
    ['CONTACTADMIN', 'Too many unpaid bills, call us'],
  ])('with %s is tried once', async (code, words) => {
    server.retort(to('LOGIN', `NO [${code}] ${words}`));
    const { mailbox, lines } = open();
    expect(await errorOf(mailbox)).toMatchObject({ trouble: 'refused', code, details: { said: words } });
    await expect(mailbox.latest(5)).rejects.toMatchObject({ trouble: 'refused' });
    expect(lines).toEqual([expect.stringMatching(/^error 127\.0\.0\.1:\d+ doesn’t accept /)]);
    expect(lines[0]).toContain(`it says “${words}”`);
    expect(sent('LOGIN')).toBe(1);
  });
});

describe('a passing refusal', () => {
  const LATER = /^warn .* can’t serve the gateway at present .*; next try in 64 s$/;

  test.each([
    'NO Too many open connections',
    'NO [ALERT] Too many simultaneous connections. (Failure)',
    'BAD User is authenticated but not connected.',
    'NO [LIMIT] LOGIN Rate limit hit.',
    'NO [INUSE] The mailbox is locked',
    'NO [UNAVAILABLE] Temporary authentication failure.',
    'NO [SERVERBUG] Internal error',
    'NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)',
  ])('%j is tried again', async line => {
    server.retort(to('LOGIN', line));
    const { mailbox, lines } = open();
    expect((await errorOf(mailbox)).trouble).toBe('busy');
    expect(lines).toEqual([expect.stringMatching(LATER)]);
  });

  test('after the sign-in, as Exchange gives it, is tried again', async () => {
    const namespace = to('NAMESPACE', 'BAD User is authenticated but not connected.');
    server.retort((command, line, socket) =>
      command === 'LOGIN'
        ? ['OK [CAPABILITY IMAP4rev1 NAMESPACE] welcome']
        : namespace(command, line, socket),
    );
    const { mailbox, lines } = open();
    expect((await errorOf(mailbox)).trouble).toBe('busy');
    expect(lines).toEqual([expect.stringMatching(LATER)]);
  });

  test('instead of a greeting is told in the server’s words', async () => {
    server.greet('* BYE Maximum connection limit reached on this server');
    const { mailbox, lines } = open();
    expect(await errorOf(mailbox)).toMatchObject({
      trouble: 'busy',
      details: { said: 'Maximum connection limit reached on this server' },
    });
    // No password was sent: the server is asked again soon.
    expect(lines).toEqual([expect.stringMatching(/^warn .*; next try in 1 s$/)]);
  });
});

describe('a no without a reason', () => {
  test.each([
    'NO LOGIN failed.',
    'NO Login failed.',
    'NO Login failed: authentication failure',
    'NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
    'NO Unsafe Login. Please contact kefu@188.com for help',
    'NO Too many failed login attempts, try again later',
    'NO Login failed: try again later',
    'NO Invalid username or password. Please try again.',
    'BAD LOGIN failed',
  ])('%j isn’t tried again at once', async line => {
    server.retort(to('LOGIN', line));
    const { mailbox, lines } = open();
    const words = line.replace(/^(?:NO|BAD) (?:\[ALERT\] )?/, '');
    expect(await errorOf(mailbox)).toMatchObject({ trouble: 'unexplained', details: { said: words } });
    expect(lines[0]).toMatch(/^warn .* refuses the sign-in .*; next try in (?:1[2-9]\d|2[0-5]\d) s$/);
    expect(await unreadOf(mailbox)).toBe('unexplained');
    expect(sent('LOGIN')).toBe(1);
    expect(await problemAt(at())).toContain(`The server says “${words}”`);
  });
});

test.each(['NO', 'BAD', 'NO [ALERT]'])('%j quotes no words', async line => {
  server.retort(to('LOGIN', line));
  const { details, message } = await errorOf(open().mailbox);
  expect([details.said, message.includes('it says')]).toEqual([undefined, false]);
});

test('the server’s words are short, printable, and without the password', async () => {
  const words = `\x1b]0;pwned\x07 ${PASSWORD} of jean \u202Eis wrong ${'x'.repeat(300)}`;
  server.retort(to('LOGIN', `NO [AUTHENTICATIONFAILED] ${words}`));
  const { mailbox, lines } = open();
  const { details } = await errorOf(mailbox);
  expect(details.said).toMatch(/^\]0;pwned … of jean is wrong x+…$/);
  expect(details.said).toHaveLength(200);
  for (const text of [...lines, await problemAt(at())]) {
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).not.toContain(PASSWORD);
  }
});

describe('a server that takes no passwords', () => {
  test('by LOGINDISABLED isn’t sent one', async () => {
    server.retort(offering('LOGINDISABLED'));
    const { mailbox } = open();
    expect(await errorOf(mailbox)).toMatchObject({ trouble: 'noPassword', code: 'LOGINDISABLED' });
    expect(sent('LOGIN') + sent('AUTHENTICATE')).toBe(0);
    expect(await problemAt(at())).toMatch(/^127\.0\.0\.1 offers no sign-in by password, so none was sent: /);
  });

  test.each([
    'AUTH=XOAUTH2 LOGINDISABLED',
    'AUTH=GSSAPI AUTH=XOAUTH2 LOGINDISABLED',
    'AUTH=OAUTHBEARER AUTH=XOAUTH2',
  ])('with %s isn’t sent one, and the reason is told', async offered => {
    server.retort(offering(offered));
    const { mailbox, lines } = open();
    expect(await errorOf(mailbox)).toMatchObject({ trouble: 'noPassword', code: 'XOAUTH2' });
    expect(lines[0]).toMatch(/^warn 127\.0\.0\.1 takes no passwords, only a sign-in at its provider/);
    expect(await problemAt(at())).toMatch(
      /takes no passwords, only a sign-in at its provider: .* or register Facteur at the provider/,
    );
    expect(sent('LOGIN') + sent('AUTHENTICATE')).toBe(0);
  });
});

test.each(['IDLE', 'AUTH=CRAM-MD5', 'AUTH=XOAUTH2 AUTH=CRAM-MD5', 'AUTH=XOAUTH2 AUTH=PLAIN'])(
  'a server that offers %s is sent the password by LOGIN',
  async offered => {
    server.retort(offering(offered));
    expect(await unreadOf(open().mailbox)).toBe(1);
    expect([sent('LOGIN'), sent('AUTHENTICATE')]).toEqual([1, 0]);
  },
);

test('a server that opens no folder before ID gets it', async () => {
  let hasName = false;
  server.retort(
    offering('ID AUTH=PLAIN', (command, line) => {
      if (command === 'LOGIN') return ['OK [CAPABILITY IMAP4rev1 ID IDLE] welcome'];
      if (command === 'ID') hasName = line.includes('Facteur');
      return command === 'EXAMINE' && !hasName ? ['NO EXAMINE Unsafe Login'] : undefined;
    }),
  );
  expect(await unreadOf(open().mailbox)).toBe(1);
  expect(sent('ID')).toBe(1);
});

describe.each([
  { method: 'LOGIN', other: 'AUTHENTICATE', password: PASSWORD },
  { method: 'AUTHENTICATE', other: 'LOGIN', password: 'say “friend”' },
  { method: 'AUTHENTICATE', other: 'LOGIN', password: 'say "friend"' },
])('$method with the password $password', ({ method, other, password }) => {
  const login = { user: 'jean', password };

  test('is followed by the other command after BAD', async () => {
    server.retort(offering('AUTH=PLAIN', to(method, 'BAD unknown command')));
    expect(await unreadOf(open({ login }).mailbox)).toBe(1);
    expect([sent(method), sent(other)]).toEqual([1, 1]);
  });

  test('is the only command after NO', async () => {
    server.retort(offering('AUTH=PLAIN', to(method, 'NO [AUTHENTICATIONFAILED] no')));
    expect(await unreadOf(open({ login }).mailbox)).toBe('refused');
    expect([sent(method), sent(other)]).toEqual([1, 0]);
  });

  test('is the only command after BAD if the server doesn’t offer the other', async () => {
    const offered = method === 'LOGIN' ? 'IDLE' : 'AUTH=PLAIN LOGINDISABLED';
    server.retort(offering(offered, to(method, 'BAD unknown command')));
    expect(await unreadOf(open({ login }).mailbox)).toBe('unexplained');
    expect([sent(method), sent(other)]).toEqual([1, 0]);
  });
});

describe('a lost connection is never an unexpected answer', () => {
  test.each(['LIST', 'STATUS', 'EXAMINE', 'SEARCH', 'FETCH', 'IDLE'])(
    'while waiting for %s',
    async wanted => {
      const list = ['* LIST () "/" INBOX', '* LIST () "/" Work', 'OK done'];
      const work = ['* STATUS Work (MESSAGES 1 UNSEEN 1 UIDNEXT 2 UIDVALIDITY 1)', 'OK done'];
      server.retort((command, line, socket) => {
        if (command === wanted) {
          socket.destroy();
          return [];
        }
        // The first LIST asks only for the delimiter.
        if (command === 'LIST' && !line.endsWith('"" ""')) return list;
        return command === 'STATUS' && line.includes('Work') ? work : undefined;
      });
      const { mailbox, lines } = open({ folders: ['INBOX', 'Work'], pollEvery: 500 });
      void unreadOf(mailbox);
      const [failure] = await waitFor(
        async () => lines.filter(line => line.includes('next try')),
        found => found.length > 0,
      );
      expect(failure).toMatch(/can’t be reached|the connection was lost|broke the connection/);
    },
  );
});

describe('a certificate', () => {
  const startWith = async ({ cert, key }: { cert: string; key: string }) => {
    const secure = await startFakeServer({ cert: await readFile(cert), key: await readFile(key) });
    onTestFinished(() => secure.close());
    return secure.port;
  };

  test('for another name: the name is told', async () => {
    const files = await selfSigned(await temporaryFolder());
    const port = await startWith(files);
    const there = { host: 'localhost', port, security: 'tls', ca: `${files.pem}` } as const;
    const { mailbox, lines } = openAt(there, 'jean');
    expect(await unreadOf(mailbox)).toBe('certificate');
    const fault = 'its certificate is for 127.0.0.1, mail.example.org';
    expect(lines[0]).toContain(`localhost:${port} can’t be trusted: ${fault} (ERR_TLS_CERT_ALTNAME_INVALID)`);
    expect(await problemAt(there)).toContain(`can’t be trusted: ${fault}: if that is your server’s name`);
  });

  test('that has expired: the date is told', async () => {
    const files = await expired(await temporaryFolder());
    const port = await startWith(files);
    const there = { host: '127.0.0.1', port, security: 'tls', ca: `${files.pem}` } as const;
    const { mailbox, lines } = openAt(there, 'jean');
    expect(await unreadOf(mailbox)).toBe('certificate');
    expect(lines[0]).toContain('can’t be trusted: its certificate expired on 2020-01-31 (CERT_HAS_EXPIRED)');
    expect(await problemAt(there)).toContain(
      'its certificate expired on 2020-01-31: if it is your own server',
    );
  });
});

describe('after a refusal', () => {
  const NEW = 'the n3w one';
  const accepting =
    (password: string): Retort =>
    (command, line) =>
      command === 'LOGIN' && !line.includes(`"${password}"`)
        ? ['NO [AUTHENTICATIONFAILED] Invalid credentials']
        : undefined;

  const signInAt = async (gateway: OpenGateway, password: string) =>
    submit(gateway, await pageOf(await visit(gateway, '/sign-in')), { user: 'jean', password });

  async function openWith(mailbox: GatewayMailbox, isMailboxPassword: boolean): Promise<OpenGateway> {
    const accounts = [{ user: 'jean', password: PASSWORD, mailbox, isMailboxPassword }];
    const gateway = await openGateway({ accounts });
    onTestFinished(() => gateway.close());
    return gateway;
  }

  beforeEach(() => server.retort(accepting(NEW)));

  test('a sign-in with the new password begins again, and that one is used from then on', async () => {
    const { mailbox, lines } = open();
    const gateway = await openWith(mailbox, true);
    expect(await unreadOf(mailbox)).toBe('refused');
    const signedIn = await signInAt(gateway, NEW);
    expect((await pageOf(signedIn)).querySelector('#token')?.textContent).not.toBe('');
    expect(await unreadOf(mailbox)).toBe(1);
    expect(lines).toContainEqual(
      expect.stringMatching(/^warn the mail server accepts the password of a sign-in/),
    );
    expect((await signInAt(gateway, PASSWORD)).status).toBe(401);
    expect((await signInAt(gateway, NEW)).status).toBe(200);
    for (const line of [...lines, ...gateway.lines]) expect(line).not.toContain(NEW);
  });

  test('a wrong new password is tried once a minute, and the page shows the server’s words', async () => {
    const { mailbox } = open();
    const gateway = await openWith(mailbox, true);
    expect(await unreadOf(mailbox)).toBe('refused');
    const wrong = await signInAt(gateway, 'still wrong');
    expect(wrong.status).toBe(401);
    expect((await pageOf(wrong)).querySelector('[role=alert]')?.textContent).toBe(
      'Wrong user name or password. The mail server says: Invalid credentials',
    );
    const soon = await signInAt(gateway, NEW);
    expect(soon.status).toBe(429);
    expect(Number(soon.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(sent('LOGIN')).toBe(2);
  });

  test('the mail server isn’t asked if the gateway has a password of its own', async () => {
    const { mailbox } = open();
    const gateway = await openWith(mailbox, false);
    expect(await unreadOf(mailbox)).toBe('refused');
    expect((await signInAt(gateway, NEW)).status).toBe(401);
    expect(sent('LOGIN')).toBe(1);
  });

  test('a sign-in reads the configured password again', async () => {
    let configured = PASSWORD;
    const { mailbox } = open({ rereadPassword: async () => configured });
    const gateway = await openWith(mailbox, false);
    expect(await unreadOf(mailbox)).toBe('refused');
    configured = NEW;
    expect((await signInAt(gateway, PASSWORD)).status).toBe(200);
    expect(await unreadOf(mailbox)).toBe(1);
  });

  test('sign-ins with the same password don’t lock the account', async () => {
    const { mailbox } = open();
    const gateway = await openWith(mailbox, true);
    expect(await unreadOf(mailbox)).toBe('refused');
    for (let i = 0; i < 3; i++) {
      const refused = await signInAt(gateway, PASSWORD);
      expect(refused.status).toBe(502);
      expect((await pageOf(refused)).body.textContent).toContain('The mail server says: Invalid credentials');
    }
    expect(sent('LOGIN')).toBe(1);
  });
});
