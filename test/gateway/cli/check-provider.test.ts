import { readFile } from 'node:fs/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkProvider } from '../../../src/gateway/cli/check-provider';
import { createDiscovery } from '../../../src/gateway/oauth/discovery';
import type { OAuthProvider } from '../../../src/gateway/oauth/oauth-provider';
import { startFakeServer } from '../../imap/fake-server';
import { selfSigned } from '../certificate';
import { temporaryFolder } from '../folder';
import { fakeProvider } from '../oauth/fake-provider';
import { makeProvider } from '../oauth/make-provider';
import { DISCOVERY } from '../oauth/open-fake';

async function check(fake = fakeProvider(), change: Partial<OAuthProvider> = {}) {
  const lines: string[] = [];
  const provider = makeProvider(change);
  const discover = createDiscovery(provider, Date.now, fake.fetch);
  const works = await checkProvider(provider, 'http://127.0.0.1:8337', line => lines.push(line), {
    discover,
  });
  return { works, lines };
}

test('a provider that answers works, and the check says what to register there', async () => {
  expect(await check(fakeProvider({ scopes_supported: ['openid', 'email', 'offline_access'] }))).toEqual({
    works: true,
    lines: [
      '[oauth.company]',
      '  ✓ https://id.example.org answers',
      '  – redirect address to register: http://127.0.0.1:8337/sign-in/callback/company',
    ],
  });
});

test('scopes that it doesn’t list are named, but not those for mail', async () => {
  const fake = fakeProvider({ scopes_supported: ['openid'] });
  const { works, lines } = await check(fake, { scopes: ['openid', 'email', 'https://mail.google.com/'] });
  expect(works).toBe(true);
  expect(lines[2]).toMatch(/^ {2}– it doesn’t list email: change scopes/);
  expect((await check()).lines).toHaveLength(3);
});

test('a provider at a wrong address doesn’t work', async () => {
  const fake = fakeProvider();
  fake.answer({ [DISCOVERY]: () => new Response('', { status: 404 }) });
  const { works, lines } = await check(fake);
  expect(works).toBe(false);
  expect(lines[1]).toMatch(/^ {2}✗ no OpenID provider answers .* check issuer in \[oauth\.company\]$/);
});

describe('its mail server', () => {
  async function checkMail(capabilities: string, isTrusted = true) {
    const { pem, key } = await selfSigned(await temporaryFolder());
    const imap = await startFakeServer({ cert: pem, key: await readFile(key) });
    onTestFinished(() => imap.close());
    imap.retort(command =>
      command === 'CAPABILITY' ? [`* CAPABILITY IMAP4rev1 ${capabilities}`, 'OK done'] : undefined,
    );
    const ca = isTrusted ? String(pem) : undefined;
    const server = { host: '127.0.0.1', port: imap.port, security: 'tls', ca } as const;
    const { works, lines } = await check(undefined, {
      mail: { server, webmail: undefined, master: undefined },
    });
    return { works, line: lines.at(-1), commands: imap.commands };
  }

  test.each(['OAUTHBEARER', 'XOAUTH2'])('works with %s, and nobody signs in', async mechanism => {
    expect(await checkMail(`AUTH=PLAIN AUTH=${mechanism}`)).toEqual({
      works: true,
      line: `  ✓ 127.0.0.1 takes access tokens (${mechanism})`,
      commands: ['CAPABILITY'],
    });
  });

  test('doesn’t work with passwords alone', async () => {
    const { works, line } = await checkMail('AUTH=PLAIN');
    expect(works).toBe(false);
    expect(line).toBe('  ✗ 127.0.0.1 takes no access tokens: turn on OAUTHBEARER or XOAUTH2 there');
  });

  test('doesn’t work with a certificate that nobody knows', async () => {
    const { works, line, commands } = await checkMail('AUTH=XOAUTH2', false);
    expect(works).toBe(false);
    expect(line).toMatch(/^ {2}✗ .*SELF_SIGNED.*: check host, port, security and ca in \[oauth\.company\]$/);
    expect(commands).toEqual([]);
  });
});
