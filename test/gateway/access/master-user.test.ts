import { expect, test } from 'vitest';
import { createKeys } from '../../../src/gateway/shared/keys';
import { openStore } from '../../../src/gateway/store/open-store';
import { filesIn, temporaryFolder } from '../folder';
import { cookiesOf, visit } from '../open-gateway';
import { ANNA, MAIL_SERVER, openAtProvider, signInThere } from './oauth-walk';

const mail = {
  server: MAIL_SERVER,
  webmail: undefined,
  master: { user: '{address}*gateway', password: 'x' },
};

test('the state folder alone opens no mailbox of a master user', async () => {
  const state = await temporaryFolder();
  const store = await openStore({ state });
  const { gateway, tried } = await openAtProvider({ overrides: { mail }, options: { store } });
  const cookie = cookiesOf(await signInThere(gateway));
  const opens = async (it: string) =>
    (await visit(gateway, '/mail', { headers: { cookie: it } })).status === 200;
  expect(await opens(cookie)).toBe(true);
  // A cookie needs a key of which the folder has a hash, and a mailbox the person's own grant.
  const [account] = tried;
  if (account === undefined || !('grant' in account.login)) throw new Error('no grant');
  const everything = await filesIn(state);
  expect(everything).toContain(ANNA);
  expect(everything).not.toContain(account.login.grant.key);
  const keys = createKeys(store.secret);
  const sessions = [...((await store.sessions.get(ANNA)) ?? [])];
  expect(sessions).toHaveLength(1);
  for (const key of ['A'.repeat(43), ...sessions.map(([id]) => id)]) {
    const parts = [Buffer.from(ANNA).toString('base64url'), key];
    const signature = keys.sign('session', ...parts).toString('base64url');
    expect(await opens(`facteur-session=${[...parts, signature].join('.')}`)).toBe(false);
  }
});

test('each sign-in with a master user has a grant of its own', async () => {
  const { gateway, tried, store } = await openAtProvider({ overrides: { mail } });
  await signInThere(gateway);
  await signInThere(gateway);
  const [one, two] = tried.map(({ login }) => ('grant' in login ? login.grant : undefined));
  expect(one?.key).not.toBe(two?.key);
  for (const it of [one, two])
    expect(await store.grants.get(it?.id ?? '')).toMatchObject({ provider: 'company' });
});
