import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccessTokens } from '../../src/gateway/mailbox/imap/imap-server';
import { type GatewayMailbox, GRANT, MailboxError } from '../../src/gateway/mailbox/mailbox';
import { DECENT, type FakeServer, startFakeServer } from './fake-server';
import { openAt, unreadOf } from './post-office';

let server: FakeServer;
beforeEach(async () => {
  server = await startFakeServer();
});
afterEach(() => server.close());

const TOKENS = ['first-token', 'second-token', 'third-token'];

/** Gives one token after the other, and has the refused ones. */
function giveTokens() {
  const refused: string[] = [];
  const current = () => TOKENS[refused.length] ?? '';
  const tokens: AccessTokens = {
    get: async () => current(),
    insteadOf: async other => {
      refused.push(other);
      return current();
    },
  };
  return { tokens, refused };
}

/** The mechanism and the token of each sign-in. */
let sent: string[];

/** A server with these mechanisms, which answers each sign-in with the next line, and then with the last one. */
function answering(mechanisms: string, ...answers: readonly string[]) {
  sent = [];
  server.retort((command, line) => {
    if (command === 'CAPABILITY') return [`* CAPABILITY IMAP4rev1 SASL-IR ${mechanisms}`, 'OK done'];
    if (command !== 'AUTHENTICATE') return undefined;
    const [, , mechanism = '', payload = ''] = line.split(' ');
    const token = /auth=Bearer ([\w-]+)/.exec(Buffer.from(payload, 'base64').toString())?.[1];
    sent.push(`${mechanism} ${token}`);
    return (answers[sent.length - 1] ?? answers.at(-1) ?? 'OK').replace('<payload>', payload).split('\n');
  });
}

const at = () => ({ host: '127.0.0.1', port: server.port, security: 'none' }) as const;

function open(user = 'jean@example.org') {
  const given = giveTokens();
  const login = { user, tokens: given.tokens };
  return { ...given, ...openAt(at(), user, { login, deadline: 1000, freshFor: 1000 }) };
}

async function errorOf(mailbox: GatewayMailbox): Promise<MailboxError> {
  const error = await mailbox.counts().catch(error => error);
  expect(error).toBeInstanceOf(MailboxError);
  return error;
}

const WELCOME = DECENT.LOGIN?.[0] ?? '';

test.each([
  ['AUTH=XOAUTH2 AUTH=OAUTHBEARER', 'OAUTHBEARER'],
  ['AUTH=OAUTHBEARER', 'OAUTHBEARER'],
  ['AUTH=PLAIN AUTH=XOAUTH2 AUTH=LOGIN', 'XOAUTH2'],
])('a server that offers %s gets the token by %s', async (offered, mechanism) => {
  answering(offered, WELCOME);
  const { mailbox } = open();
  expect(await unreadOf(mailbox)).toBe(1);
  expect(sent).toEqual([`${mechanism} first-token`]);
});

test('a server that offers OAUTHBEARER and doesn’t know it gets the token by XOAUTH2', async () => {
  answering('AUTH=XOAUTH2 AUTH=OAUTHBEARER', 'BAD Unknown command', WELCOME);
  const { mailbox, refused } = open();
  expect(await unreadOf(mailbox)).toBe(1);
  expect(sent).toEqual(['OAUTHBEARER first-token', 'XOAUTH2 first-token']);
  expect(refused).toEqual([]);
});

test.each(['AUTH=PLAIN AUTH=LOGIN', 'IDLE', 'AUTH=XOAUTH'])(
  'a server that offers only %s gets no token',
  async offered => {
    answering(offered);
    const { mailbox } = open();
    expect(await errorOf(mailbox)).toMatchObject({ trouble: 'noPassword', code: 'NO-OAUTH' });
    expect(sent).toEqual([]);
  },
);

describe('a refused access token', () => {
  const CERTAIN = 'NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)';
  /** A server may say this when it is busy, too: Exchange has no other words. */
  const DOUBTFUL = [
    'NO AUTHENTICATE failed.',
    'NO [ALERT] Please log in via your web browser',
    'NO Too many failed login attempts',
    '* BYE Session invalidated - AccessTokenExpired',
  ];

  test.each([CERTAIN, ...DOUBTFUL])('by “%s” is replaced once', async refusal => {
    answering('AUTH=XOAUTH2', refusal, WELCOME);
    const { mailbox, refused, lines } = open();
    expect(await unreadOf(mailbox)).toBe(1);
    expect(refused).toEqual(['first-token']);
    expect(lines.join('\n')).not.toMatch(/warn|error/);
  });

  test('for certain twice ends the tries', async () => {
    answering('AUTH=XOAUTH2', CERTAIN);
    const { mailbox, lines } = open();
    for (let call = 0; call < 3; call++)
      expect(await errorOf(mailbox)).toMatchObject({ trouble: 'refused', code: GRANT });
    expect(sent).toEqual(['XOAUTH2 first-token', 'XOAUTH2 second-token']);
    expect(lines.join('\n')).toMatch(/^error .*doesn’t accept the access token .*\. Sign in again$/m);
    expect(lines.join('\n')).not.toMatch(/password/i);
  });

  test.each(DOUBTFUL)('by “%s” twice is tried again minutes later', async refusal => {
    answering('AUTH=XOAUTH2', refusal);
    const { mailbox, lines } = open();
    for (let call = 0; call < 3; call++)
      expect(await errorOf(mailbox)).toMatchObject({ trouble: 'unexplained', code: GRANT });
    expect(sent).toEqual(['XOAUTH2 first-token', 'XOAUTH2 second-token']);
    expect(lines.join('\n')).toMatch(/^warn .*doesn’t accept the access token .*; next try in \d+ s$/m);
  });

  test('that nothing can replace is sent once', async () => {
    answering('AUTH=XOAUTH2', CERTAIN);
    const tokens: AccessTokens = { get: async () => 'only-token', insteadOf: async refused => refused };
    const { mailbox } = openAt(at(), 'jean', { login: { user: 'jean', tokens }, freshFor: 1000 });
    expect(await errorOf(mailbox)).toMatchObject({ trouble: 'refused', code: GRANT });
    expect(sent).toEqual(['XOAUTH2 only-token']);
  });
});

test.each([
  'NO [UNAVAILABLE] Temporary authentication failure',
  'NO [LIMIT] Too many simultaneous connections',
  'NO User is authenticated but not connected.',
  '* BYE Server shutting down',
])('“%s” is no refusal of the token', async answer => {
  answering('AUTH=XOAUTH2', answer);
  const { mailbox, refused } = open();
  expect(await errorOf(mailbox)).toMatchObject({ trouble: 'busy' });
  expect(refused).toEqual([]);
});

test.each(['AUTH=XOAUTH2', 'AUTH=OAUTHBEARER'])(
  'a server’s words by %s show no token, as it is or as it was sent',
  async offered => {
    answering(offered, 'NO no', 'NO I got second-token as <payload>');
    const { mailbox } = open('jean,1=x@example.org');
    expect((await errorOf(mailbox)).details.said).toBe('I got … as …');
  },
);
