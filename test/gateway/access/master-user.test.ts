import { expect, test } from 'vitest';
import { createCookies } from '../../../src/gateway/access/cookies';
import { createEndedTickets } from '../../../src/gateway/access/ended-tickets';
import { openGenerations } from '../../../src/gateway/access/generations';
import { createKeys } from '../../../src/gateway/access/keys';
import { secretOf } from '../../../src/gateway/access/own-mailboxes';
import { createSessions, SESSION_SECONDS } from '../../../src/gateway/access/sessions';
import { openSharedValue } from '../../../src/gateway/access/shared-value';
import { createTickets } from '../../../src/gateway/access/tickets';
import { createUserKeys } from '../../../src/gateway/access/user-keys';
import type { OwnLogin } from '../../../src/gateway/mailbox/imap/imap-server';
import type { OwnAccount } from '../../../src/gateway/mailbox/imap/own-mailbox';
import { openStateFolder } from '../../../src/gateway/state/state-folder';
import { temporaryFolder } from '../folder';
import { cookiesOf, type OpenGateway, visit } from '../open-gateway';
import { ANNA, MAIL_SERVER, openAtProvider, signInThere } from './oauth-walk';

const mail = {
  server: MAIL_SERVER,
  webmail: undefined,
  master: { user: '{address}*gateway', password: 'x' },
};

/** The cookie of a session that somebody makes with the key of the state folder, for an account like this. */
async function forge(secret: Buffer, account: OwnAccount, now: number): Promise<string> {
  const keys = createKeys(secret);
  const generations = await openGenerations(await openSharedValue(new Map()));
  const mark = keys.sign('own mailbox', secretOf(account)).toString('base64url');
  const userKeys = createUserKeys(keys, generations, () => [mark]);
  const tickets = createTickets('session', SESSION_SECONDS, userKeys, createEndedTickets());
  return createSessions('session', tickets, createCookies(false)).open(ANNA, now).cookie.split(';')[0] ?? '';
}

const opens = async (gateway: OpenGateway, cookie: string) =>
  (await visit(gateway, '/mail', { headers: { cookie } })).status === 200;

test('the state folder alone opens no mailbox of a master user', async () => {
  const state = await temporaryFolder();
  const { gateway, tried } = await openAtProvider({ overrides: { mail }, options: { state } });
  const own = cookiesOf(await signInThere(gateway));
  expect(await opens(gateway, own)).toBe(true);
  const { secret } = await openStateFolder(state);
  const [account] = tried;
  if (account === undefined || !('grant' in account.login)) throw new Error('no grant');
  const { login } = account;
  const forged = async (guess: unknown) =>
    opens(gateway, await forge(secret, { ...account, login: guess as OwnLogin }, gateway.clock.now));
  // The token opens it, too.
  expect(await forged(login)).toBe(true);
  expect(await forged({ ...login, grant: undefined })).toBe(false);
  expect(await forged({ ...login, grant: { ...login.grant, key: 'A'.repeat(43) } })).toBe(false);
});

test('each sign-in with a master user has a grant of its own', async () => {
  const { gateway, tried, store } = await openAtProvider({ overrides: { mail } });
  await signInThere(gateway);
  await signInThere(gateway);
  const [one, two] = tried.map(({ login }) => ('grant' in login ? login.grant : undefined));
  expect(one?.key).not.toBe(two?.key);
  for (const it of [one, two]) expect(await store.read(it?.id ?? '')).toMatchObject({ provider: 'company' });
});
