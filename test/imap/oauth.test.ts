import { describe, expect, onTestFinished, test } from 'vitest';
import type { Validation } from '../oauth/dovecot';
import { startDovecot } from './dovecot';
import { ANNA, BERT, createGateway, openMailbox, renewals, start } from './oauth-world';
import { unreadOf } from './post-office';

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
