import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/gateway/store/open-store';
import { waitFor } from '../../src/launcher/wait-for';
import { temporaryFolder } from '../gateway/folder';
import { startPostgres } from '../postgres';
import {
  ANNA,
  createGateway,
  openMailbox,
  reconnect,
  renewals,
  SHORT,
  start,
  untilRenewed,
} from './oauth-world';
import { unreadOf } from './post-office';

test('tokens are renewed while connected, and the next connection has a valid one', async () => {
  const world = await start('local', SHORT);
  const gateway = createGateway(world);
  const { mailbox, lines } = openMailbox(world, gateway, await gateway.signIn(ANNA));
  expect(await unreadOf(mailbox)).toBe(1);
  await untilRenewed(world, 3);
  expect(lines.filter(line => line.startsWith('info signed in'))).toHaveLength(1);
  await reconnect(world, mailbox);
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

test('two gateways on one database renew each token once', async () => {
  const world = await start('local', SHORT);
  const postgres = await startPostgres();
  onTestFinished(postgres.close);
  const options = {
    state: await temporaryFolder(),
    databaseUrl: await postgres.createDatabase(),
    isGateway: true,
  };
  const another = async () => {
    const store = await openStore(options);
    onTestFinished(store.close);
    return createGateway(world, store);
  };
  const [one, two] = [await another(), await another()];
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
