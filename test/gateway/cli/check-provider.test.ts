import { expect, test } from 'vitest';
import { checkProvider } from '../../../src/gateway/cli/check-provider';
import { createDiscovery } from '../../../src/gateway/oauth/discovery';
import type { OAuthProvider } from '../../../src/gateway/oauth/oauth-provider';
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
