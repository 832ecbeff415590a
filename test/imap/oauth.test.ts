import { describe, expect, onTestFinished, test } from 'vitest';
import type { GrantKey } from '../../src/gateway/mailbox/imap/imap-server';
import type { GrantStore } from '../../src/gateway/oauth/grant-store';
import { createGrants } from '../../src/gateway/oauth/grants';
import { createMemoryGrantStore } from '../../src/gateway/oauth/memory-grant-store';
import { createOAuthClient } from '../../src/gateway/oauth/openid';
import { createLog } from '../../src/gateway/shared/log';
import { createGrantFile } from '../../src/gateway/state/grant-file';
import { waitFor } from '../../src/launcher/wait-for';
import { temporaryFolder } from '../gateway/folder';
import { open as openProvider } from '../oauth/asking';
import { startOAuthDovecot, type Validation } from '../oauth/dovecot';
import type { ProviderOptions, TestProvider } from '../oauth/provider';
import { signInByFetch } from '../oauth/visitor';
import { type Dovecot, startDovecot } from './dovecot';
import { mail } from './mails';
import { openAt, unreadOf } from './post-office';

const ANNA = 'anna@example.org';
const BERT = 'bert@example.org';
const BACK = 'http://127.0.0.1:4321/sign-in/callback/company';

/** In seconds, as providers count: a token is valid for up to one second less. */
const SHORT = { lifetime: 2 };

interface World {
  readonly provider: TestProvider;
  readonly dovecot: Dovecot;
}

/** A provider, and a mail server that takes its tokens, in which Anna has one unread mail. */
async function start(
  validation: Validation = 'local',
  options: ProviderOptions = {},
  mechanisms?: string,
): Promise<World> {
  const accessTokens = validation === 'local' ? 'jwt' : 'opaque';
  const provider = await openProvider({ accessTokens, ...options });
  const dovecot = await startOAuthDovecot(provider, validation, mechanisms);
  onTestFinished(() => dovecot.close());
  for (const user of ['anna', 'bert']) await dovecot.setPassword(user, 'unused');
  await dovecot.deliver('anna', mail('Hello'));
  return { provider, dovecot };
}

/** The grants of one gateway, with all lines of its log. */
function createGateway(
  { provider }: World,
  store: GrantStore = createMemoryGrantStore(),
  now: () => number = Date.now,
) {
  const lines: string[] = [];
  const client = createOAuthClient(provider.settings());
  const log = createLog('debug', (level, line) => lines.push(`${level} ${line}`));
  const grants = createGrants({ store, clientOf: () => client, now, log });
  return {
    lines,
    grants,
    /** Signs a person in at the provider. */
    async signIn(user: string): Promise<GrantKey> {
      const { page, check } = await client.begin(BACK, user);
      const { tokens } = await client.finish(await signInByFetch(page, user), check);
      return grants.keep(user, 'company', tokens);
    },
  };
}

type TestGateway = ReturnType<typeof createGateway>;

const openMailbox = (
  { dovecot }: World,
  { grants }: TestGateway,
  grant: GrantKey,
  { user = ANNA, ...options }: { user?: string } & Parameters<typeof openAt>[2] = {},
) =>
  openAt(dovecot.server, user, {
    login: { user, tokens: grants.tokensOf(grant) },
    pollEvery: 200,
    ...options,
  });

const renewals = ({ provider }: World) => provider.count('refresh_token');

const untilRenewed = (world: World, times: number) =>
  waitFor(
    async () => renewals(world),
    count => count >= times,
  );

describe.each<Validation>(['local', 'introspection'])('with %s validation', validation => {
  test.each([
    ['xoauth2 oauthbearer', 'OAUTHBEARER'],
    ['xoauth2', 'XOAUTH2'],
  ])('at a server with %s, a mailbox signs in by %s', async (mechanisms, method) => {
    const world = await start(validation, {}, mechanisms);
    const gateway = createGateway(world);
    const { mailbox } = openMailbox(world, gateway, await gateway.signIn(ANNA));
    expect(await unreadOf(mailbox)).toBe(1);
    expect((await world.dovecot.logged(`method=${method}`)).length).toBeGreaterThan(0);
    expect(renewals(world)).toBe(0);
  });

  test('another user’s token is refused after one renewal', async () => {
    const world = await start(validation);
    const gateway = createGateway(world);
    const grant = await gateway.signIn(BERT);
    const { mailbox, lines } = openMailbox(world, gateway, grant);
    await expect(mailbox.counts()).rejects.toMatchObject({ trouble: 'refused', code: 'GRANT' });
    await expect(mailbox.counts()).rejects.toMatchObject({ trouble: 'refused', code: 'GRANT' });
    expect(renewals(world)).toBe(1);
    expect(lines.filter(line => line.startsWith('error'))).toEqual([
      expect.stringMatching(/doesn’t accept the access token .*\. Sign in again$/),
    ]);
    const token = await gateway.grants.tokensOf(grant).get();
    expect([...lines, ...gateway.lines].join('\n')).not.toContain(token);
  });
});

test('tokens are renewed while connected, and the next connection has a valid one', async () => {
  const world = await start('local', SHORT);
  const gateway = createGateway(world);
  const { mailbox, lines } = openMailbox(world, gateway, await gateway.signIn(ANNA));
  expect(await unreadOf(mailbox)).toBe(1);
  await untilRenewed(world, 3);
  expect(lines.filter(line => line.startsWith('info signed in'))).toHaveLength(1);
  await world.dovecot.kill();
  await world.dovecot.start();
  await world.dovecot.deliver('anna', mail('Another'));
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 2,
  );
  expect(lines.join('\n')).not.toContain('access token');
  expect(world.provider.reuses).toBe(0);
});

test('a token that has expired while nobody used the mailbox is renewed at the next call', async () => {
  const world = await start('introspection', SHORT);
  const gateway = createGateway(world);
  const grant = await gateway.signIn(ANNA);
  const signedInAt = Date.now();
  const { mailbox, lines } = openMailbox(world, gateway, grant, { idleAfter: 50 });
  expect(await unreadOf(mailbox)).toBe(1);
  await waitFor(
    async () => lines.some(line => line.includes('nobody has asked')) && Date.now() - signedInAt > 2100,
    isOver => isOver,
  );
  const before = renewals(world);
  expect(await unreadOf(mailbox)).toBe(1);
  expect(renewals(world)).toBe(before + 1);
  expect(lines.join('\n')).not.toMatch(/warn|error/);
});

test('a token that the mail server refuses is renewed once, and the person notices nothing', async () => {
  const world = await start('introspection', SHORT);
  const signedInAt = Date.now();
  // A clock that is far behind takes the token for a fresh one.
  const gateway = createGateway(world, undefined, () => signedInAt);
  const grant = await gateway.signIn(ANNA);
  await waitFor(
    async () => Date.now() - signedInAt > 3100,
    isExpired => isExpired,
  );
  const { mailbox, lines } = openMailbox(world, gateway, grant);
  expect(await unreadOf(mailbox)).toBe(1);
  expect(renewals(world)).toBe(1);
  expect(lines.join('\n')).not.toMatch(/warn|error/);
});

test('two gateways on one state folder renew each token once', async () => {
  const world = await start('local', SHORT);
  const folder = await temporaryFolder();
  const [one, two] = [
    createGateway(world, createGrantFile(folder)),
    createGateway(world, createGrantFile(folder)),
  ];
  const grant = await one.signIn(ANNA);
  const mailboxes = [one, two].map(gateway => openMailbox(world, gateway, grant).mailbox);
  expect(await Promise.all(mailboxes.map(unreadOf))).toEqual([1, 1]);
  await untilRenewed(world, 3);
  const all = [one, two, one, two].map(({ grants }) => grants.tokensOf(grant));
  const refused = await one.grants.tokensOf(grant).get();
  const before = renewals(world);
  const others = new Set(await Promise.all(all.map(tokens => tokens.insteadOf(refused))));
  expect(others.size).toBe(1);
  expect(renewals(world)).toBe(before + 1);
  expect(world.provider.reuses).toBe(0);
  expect(await Promise.all(mailboxes.map(unreadOf))).toEqual([1, 1]);
});

test('a withdrawn consent is told once, and the provider isn’t asked again', async () => {
  const world = await start('local', SHORT);
  const gateway = createGateway(world);
  const { mailbox, lines } = openMailbox(world, gateway, await gateway.signIn(ANNA));
  expect(await unreadOf(mailbox)).toBe(1);
  world.provider.withdraw(ANNA);
  await waitFor(
    () => unreadOf(mailbox),
    trouble => trouble === 'refused',
  );
  await expect(mailbox.counts()).rejects.toMatchObject({ trouble: 'refused', code: 'GRANT' });
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

test('a mail server that can’t ask the provider is busy, and isn’t asked for another token', async () => {
  const world = await start('introspection');
  const gateway = createGateway(world);
  const { mailbox } = openMailbox(world, gateway, await gateway.signIn(ANNA));
  world.provider.refuseConnections();
  expect(await unreadOf(mailbox)).toBe('busy');
  expect(world.provider.tokenRequests).toEqual(['authorization_code']);
});

test('a server without OAuth says so', async () => {
  const world = await start();
  const dovecot = await startDovecot();
  onTestFinished(() => dovecot.close());
  const gateway = createGateway(world);
  const { mailbox } = openMailbox({ ...world, dovecot }, gateway, await gateway.signIn(ANNA));
  await expect(mailbox.counts()).rejects.toMatchObject({ trouble: 'noPassword', code: 'NO-OAUTH' });
});
