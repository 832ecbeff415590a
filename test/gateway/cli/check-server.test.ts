import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { checkServer } from '../../../src/gateway/cli/check-server';
import type { SignInSetup } from '../../../src/gateway/config/sign-in';
import type { ImapServer } from '../../../src/gateway/mailbox/imap/imap-server';
import { startFakeServer } from '../../imap/fake-server';
import { selfSigned } from '../certificate';
import { temporaryFolder } from '../folder';
import { makeProvider } from '../oauth/make-provider';
import { freePort } from '../send';

async function check(server: ImapServer, more: Partial<SignInSetup> = {}) {
  const lines: string[] = [];
  const signIn = { server, domains: ['example.org'], tellsClients: true, ...more } as SignInSetup;
  const works = await checkServer({ signIn, providers: [] }, line => lines.push(line));
  return { works, lines };
}

/** A server that offers this before a sign-in. */
async function offering(capabilities: string) {
  const { pem, key } = await selfSigned(await temporaryFolder());
  const imap = await startFakeServer({ cert: pem, key: await readFile(key) });
  onTestFinished(() => imap.close());
  imap.retort(command =>
    command === 'CAPABILITY' ? [`* CAPABILITY IMAP4rev1 ${capabilities}`, 'OK done'] : undefined,
  );
  const server = { host: '127.0.0.1', port: imap.port, security: 'tls' } as const;
  return { server, ca: String(pem) };
}

test('the server of all people is tried without a sign-in', async () => {
  const { server, ca } = await offering('ID IDLE AUTH=PLAIN');
  expect(await check(server, { ca })).toEqual({
    works: true,
    lines: [
      '[sign-in]',
      `  ✓ reached 127.0.0.1, port ${server.port}, encrypted`,
      '  ✓ 127.0.0.1 takes passwords',
      '  ✓ the server reports new mail at once (IDLE)',
    ],
  });
});

test('a server that can’t tell persons apart works, and the check says so', async () => {
  const { server, ca } = await offering('AUTH=PLAIN');
  const { works, lines } = await check(server, { ca });
  expect(works).toBe(true);
  expect(lines.at(-1)).toMatch(/^ {2}– it doesn’t take the people’s addresses \(ID\)/);
});

test('a server without passwords works only where all sign in at a provider', async () => {
  const { server, ca } = await offering('ID LOGINDISABLED');
  const { works, lines } = await check(server, { ca });
  expect(works).toBe(false);
  expect(lines.at(-1)).toMatch(/^ {2}✗ 127\.0\.0\.1 offers no sign-in by password/);
  const provider = makeProvider({ domains: ['example.org'] });
  const signIn = { server, ca, domains: ['example.org'] } as unknown as SignInSetup;
  expect(await checkServer({ signIn, providers: [provider] }, () => {})).toBe(true);
});

test.each([
  ['tls', /can’t be reached \(ECONNREFUSED\): check host and port/],
  ['starttls', /can’t be reached \(ECONNREFUSED\): check host and port/],
  ['none', /can’t be reached \(ECONNREFUSED\): check host and port/],
] as const)('a closed port is told with %s', async (security, advice) => {
  const { works, lines } = await check({ host: '127.0.0.1', port: await freePort(), security });
  expect(works).toBe(false);
  expect(lines.at(-1)).toMatch(advice);
});

test('a certificate that nobody trusts is told', async () => {
  const { server } = await offering('AUTH=PLAIN');
  const { works, lines } = await check(server);
  expect(works).toBe(false);
  expect(lines.at(-1)).toMatch(/✗ 127\.0\.0\.1, port \d+ can’t be trusted/);
});

test('without a server of all people, there is nothing to say', async () => {
  const lines: string[] = [];
  expect(await checkServer({ signIn: undefined, providers: [] }, line => lines.push(line))).toBe(true);
  expect(lines).toEqual([]);
});
