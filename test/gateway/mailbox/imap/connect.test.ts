import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../../src/gateway/mailbox/imap/connect';
import { startFakeServer } from '../../../imap/fake-server';

async function start() {
  const server = await startFakeServer();
  onTestFinished(() => server.close());
  return { server, at: { host: '127.0.0.1', port: server.port, security: 'none' } as const };
}

test('with a signal that has aborted nobody signs in', async () => {
  const { server, at } = await start();
  const options = { signal: AbortSignal.abort() };
  await expect(connect(at, { user: 'jean', password: 'secret' }, options)).rejects.toMatchObject({
    trouble: 'unreachable',
  });
  expect(server.commands).toEqual([]);
});

test('a signal that aborts while the provider is asked for another token ends the sign-in', async () => {
  const { server, at } = await start();
  server.retort(command => (command === 'AUTHENTICATE' ? ['NO [AUTHENTICATIONFAILED] no'] : undefined));
  server.greet('* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] ready');
  const ending = new AbortController();
  const tokens = {
    get: async () => 'first',
    async insteadOf() {
      ending.abort();
      return 'second';
    },
  };
  const connecting = connect(at, { user: 'jean', tokens }, { signal: ending.signal });
  await expect(connecting).rejects.toMatchObject({ trouble: 'unreachable' });
  expect(server.commands.filter(command => command === 'AUTHENTICATE')).toHaveLength(1);
});
