import { describe, expect, test } from 'vitest';
import { createOAuthClient } from '../../src/gateway/oauth/openid';
import { waitFor } from '../../src/launcher/wait-for';
import type { TestProvider } from '../oauth/provider';
import { signInByFetch } from '../oauth/visitor';
import { mail } from './mails';
import { ANNA, BACK, createGateway, openMailbox, reconnect, SHORT, start, withdraw } from './oauth-world';
import { openAt, unreadOf } from './post-office';

test('a withdrawn consent is told once, and the provider isn’t asked again', async () => {
  const world = await start('local', SHORT);
  const gateway = createGateway(world);
  const { mailbox, lines } = openMailbox(world, gateway, await gateway.signIn(ANNA));
  expect(await unreadOf(mailbox)).toBe(1);
  await withdraw(world, mailbox);
  const requests = world.provider.tokenRequests.length;
  await mailbox.retry?.();
  await mailbox.counts().catch(() => {});
  const again = openMailbox(world, gateway, await gateway.signIn(ANNA));
  expect(await unreadOf(again.mailbox)).toBe(1);
  expect(world.provider.tokenRequests.slice(requests)).toEqual(['authorization_code']);
  expect(lines.filter(line => line.startsWith('error'))).toHaveLength(1);
});

test('a mailbox that is set up goes on by itself after the next sign-in', async () => {
  const world = await start();
  const gateway = createGateway(world);
  const grant = { provider: 'company', id: 'mailbox Anna', key: 'A'.repeat(43) };
  const { mailbox } = openMailbox(world, gateway, grant, { pollEvery: 50 });
  expect(await unreadOf(mailbox)).toBe('refused');
  const client = createOAuthClient(world.provider.settings());
  const { page, check } = await client.begin(BACK, ANNA);
  const { tokens } = await client.finish(await signInByFetch(page, ANNA), check);
  await gateway.grants.keepSetUp(grant, ANNA, tokens);
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 1,
  );
});

describe.each<[string, (provider: TestProvider) => void]>([
  ['refuses connections', provider => provider.refuseConnections()],
  ['answers 503', provider => provider.answer503()],
])('a provider that %s', (_what, fail) => {
  test('is no refusal: the mailbox goes on afterwards', async () => {
    const world = await start('local', SHORT);
    const gateway = createGateway(world);
    const { mailbox, lines } = openMailbox(world, gateway, await gateway.signIn(ANNA), { freshFor: 300 });
    expect(await unreadOf(mailbox)).toBe(1);
    fail(world.provider);
    const failedAt = Date.now();
    await waitFor(
      async () => Date.now() - failedAt > 2100,
      isExpired => isExpired,
    );
    // The connection goes on.
    await world.dovecot.deliver('anna', mail('Another'));
    await waitFor(
      () => unreadOf(mailbox),
      unread => unread === 2,
    );
    await world.dovecot.kill();
    await world.dovecot.start();
    await waitFor(
      () => unreadOf(mailbox),
      trouble => trouble === 'unreachable',
    );
    world.provider.resume();
    await waitFor(
      () => unreadOf(mailbox),
      unread => unread === 2,
    );
    expect(lines.join('\n')).not.toMatch(/refuse|error/);
  });
});

/** At a mail server that knows nothing of the provider, by a password that needs a grant there. */
async function openGuarded() {
  const world = await start('local', SHORT);
  const gateway = createGateway(world);
  const tokens = gateway.grants.tokensOf(await gateway.signIn(ANNA));
  await world.dovecot.setPassword('anna', 'right');
  const login = { user: ANNA, password: 'right', tokens };
  return { world, ...openAt(world.dovecot.server, ANNA, { login, pollEvery: 200, freshFor: 300 }) };
}

describe('a mailbox that a master user opens', () => {
  test('ends within an access token’s life after its person’s account has', async () => {
    const { world, mailbox } = await openGuarded();
    expect(await unreadOf(mailbox)).toBe(1);
    await withdraw(world, mailbox);
  });

  test('goes on while the provider is down, also with a new connection', async () => {
    const { world, mailbox, lines } = await openGuarded();
    expect(await unreadOf(mailbox)).toBe(1);
    world.provider.answer503();
    const failedAt = Date.now();
    await waitFor(
      async () => Date.now() - failedAt > 2100,
      isExpired => isExpired,
    );
    await reconnect(world, mailbox);
    expect(lines.join('\n')).not.toMatch(/refuse|error/);
  });
});
