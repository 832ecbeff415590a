import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createOwnMailboxOpener } from '../../src/gateway/mailbox/imap/own-mailbox';
import { SILENT } from '../../src/gateway/shared/log';
import { type Dovecot, startDovecot } from './dovecot';
import { startFakeServer } from './fake-server';
import { PASSWORD } from './mails';
import { newUser, openAt, unreadOf } from './post-office';

let dovecot: Dovecot;
beforeAll(async () => {
  dovecot = await startDovecot('login_trusted_networks = 127.0.0.1\n');
});
afterAll(() => dovecot.close());

const signInsFrom = async (address: string) => (await dovecot.logged(`rip=${address},`)).length;

test('the operator’s own mail server learns the address of the person who asked last', async () => {
  const user = await newUser(dovecot);
  const { mailbox } = openAt({ ...dovecot.server, learnsClients: true }, user);
  mailbox.usedFrom?.('192.0.2.1');
  mailbox.usedFrom?.('2001:db8::7');
  expect(await unreadOf(mailbox)).toBe(0);
  expect([await signInsFrom('192.0.2.1'), await signInsFrom('2001:db8::7')]).toEqual([0, 1]);
});

test('it learns it of a refused password, too', async () => {
  const user = await newUser(dovecot);
  const { test: tryIt } = createOwnMailboxOpener({ ca: undefined, listLength: () => 20, log: SILENT });
  const account = {
    server: { ...dovecot.server, learnsClients: true },
    login: { user, password: 'wrong' },
    webmail: undefined,
  };
  await expect(tryIt(account, '192.0.2.3')).rejects.toMatchObject({ trouble: 'refused' });
  expect(await signInsFrom('192.0.2.3')).toBe(1);
});

test('another mail server learns no address', async () => {
  const server = await startFakeServer();
  onTestFinished(() => server.close());
  const lines: string[] = [];
  server.retort((command, line) => {
    lines.push(line);
    return command === 'CAPABILITY' ? ['* CAPABILITY IMAP4rev1 ID', 'OK done'] : undefined;
  });
  const at = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
  const { mailbox } = openAt(at, 'jean', { login: { user: 'jean', password: PASSWORD } });
  mailbox.usedFrom?.('192.0.2.5');
  expect(await unreadOf(mailbox)).toBe(1);
  expect(lines.filter(line => line.includes('192.0.2.5'))).toEqual([]);
});
