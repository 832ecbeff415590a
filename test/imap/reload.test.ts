import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createConnections } from '../../src/gateway/mailbox/imap/connections';
import { openAccounts, type SetUpAccounts } from '../../src/gateway/run/open-accounts';
import { openProviders } from '../../src/gateway/run/open-providers';
import { SILENT } from '../../src/gateway/shared/log';
import { createMemoryStore } from '../../src/gateway/store/memory-store';
import { load } from '../gateway/config/load-text';
import { type FakeServer, startFakeServer } from './fake-server';
import { unreadOf } from './post-office';

let server: FakeServer;
let accounts: SetUpAccounts;

const config = (lines = '', options = '') =>
  load(
    `${options}\n[[mailbox]]\naddress = "jean@example.org"\nhost = "127.0.0.1"\nport = ${server.port}\nsecurity = "none"\npassword = "p4ssw0rd"\n${lines}`,
  );

/** The mailbox, as this configuration has it. */
async function use(...texts: Parameters<typeof config>) {
  const setup = await config(...texts);
  const [user] = accounts.use(setup);
  if (user === undefined) throw new Error('no mailbox');
  await accounts.closeOthers();
  return user.mailbox;
}

const signIns = () => server.commands.filter(command => command === 'LOGIN').length;

beforeEach(async () => {
  server = await startFakeServer();
  const setup = await config();
  const providers = openProviders(setup, createMemoryStore(), SILENT);
  accounts = openAccounts(providers, createConnections(), () => config(), SILENT);
  onTestFinished(async () => {
    await accounts.close();
    await server.close();
  });
});

test('the list, the webmail and what opening marks change without another sign-in', async () => {
  const mailbox = await use();
  expect(await unreadOf(mailbox)).toBe(1);
  expect(await use('webmail = "https://mail.example.org/"\nread-on-open = true\n', 'list = 5')).toBe(mailbox);
  expect([mailbox.webmail, mailbox.readsOnOpen]).toEqual(['https://mail.example.org/', true]);
  expect(await unreadOf(mailbox)).toBe(1);
  expect(signIns()).toBe(1);
});

test('a refused password isn’t tried again after a change of other settings', async () => {
  server.retort(command => (command === 'LOGIN' ? ['NO [AUTHENTICATIONFAILED] no'] : undefined));
  expect(await unreadOf(await use())).toBe('refused');
  expect(await unreadOf(await use('poll = 30\n'))).toBe('refused');
  expect(await unreadOf(await use('poll = 30\nfolders = ["INBOX", "Lists"]\n'))).toBe('refused');
  expect(signIns()).toBe(1);
  server.retort(() => undefined);
  expect(await unreadOf(await use('user = "jean"\n'))).toBe(1);
  expect(signIns()).toBe(2);
});
