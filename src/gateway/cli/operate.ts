import { type KnownUser, knownUsers, type Revoked, revokeUser } from '../access/revoke';
import { TOKEN_LIFETIME } from '../access/tokens';
import { userCode } from '../access/user-code';
import { askAdmin } from '../admin/ask-admin';
import type { Options } from '../config/options';
import { canonicalName, lowerCase } from '../finding/mail-address';
import { openProcessLog } from '../run/process-log';
import { createKeys } from '../shared/keys';
import { StoreAway } from '../shared/records';
import { StartupError } from '../shared/startup-error';
import { findGateway } from '../store/run-guard';
import type { Store } from '../store/store';
import { openCommandStore } from './command-store';
import { revokedText, usersNamed } from './revoke';
import { type Found, foundText, healthText } from './status';
import { usersText } from './users';

type Print = (line: string) => void;

/** Prints who has tokens. @throws {StartupError} */
export const printUsers = (options: Options, isForPrograms: boolean, print: Print): Promise<void> =>
  withStore(options, async store => {
    const keys = createKeys(store.secret);
    const lines = usersText(await listOf(store), isForPrograms, user => userCode(keys, user));
    for (const line of lines) print(line);
  });

/** Ends all that lets this user in. Resolves to whether there is such a user. @throws {StartupError} */
export const revoke = (options: Options, name: string, print: Print): Promise<boolean> =>
  withStore(options, async store => {
    const { audit, setSecret } = openProcessLog(options);
    setSecret(store.secret);
    const { users, alike } = await usersNamed(name, store);
    let isFound = false;
    // Links, and tokens of version 1.0, have no record.
    for (const user of new Set([name, lowerCase(canonicalName(name)), ...users])) {
      const revoked = await revokeUser(store, user);
      if (isNothing(revoked)) continue;
      isFound = true;
      audit({ event: 'revocation', user, by: 'operator' });
      print(revokedText(user, revoked));
    }
    for (const user of alike)
      print(`${user}: not ended. If the mail server has one mailbox for both names, revoke this one, too`);
    if (!isFound) print(`no such user: ${name} has no token, browser session or sign-in at a provider`);
    else print('They can sign in again as long as the mail server or the provider accepts them.');
    return isFound;
  });

const isNothing = (revoked: Revoked) => Object.values(revoked).every(count => count === 0);

/** Prints how the gateway is. Resolves to whether it is ready, as far as it can be known. @throws {StartupError} */
export async function printStatus(options: Options, isForPrograms: boolean, print: Print): Promise<boolean> {
  const health = options.admin === undefined ? undefined : await askAdmin(options.admin);
  if (health !== undefined) {
    for (const line of healthText(health, isForPrograms)) print(line);
    return health.phase === 'ready';
  }
  const found = await find(options);
  for (const line of foundText(found, isForPrograms)) print(line);
  return found.running === true;
}

async function find(options: Options): Promise<Found> {
  const kept = await keptBy(options);
  return { running: await isRunning(options), kept };
}

async function keptBy(options: Options): Promise<Found['kept']> {
  try {
    const users = await withStore(options, listOf);
    return { users: users.length, tokens: users.reduce((sum, user) => sum + user.tokens, 0) };
  } catch (error) {
    if (error instanceof StartupError || error instanceof StoreAway) return { problem: error.message };
    throw error;
  }
}

/** @returns `unknown`: a database says nothing of its gateways, which may be anywhere */
async function isRunning({ databaseUrl, state, admin }: Options): Promise<Found['running']> {
  if (databaseUrl === undefined) return (await findGateway(state)) !== undefined;
  return admin === undefined ? 'unknown' : false;
}

async function listOf(store: Store): Promise<KnownUser[]> {
  const users: KnownUser[] = [];
  for await (const user of knownUsers(store, Date.now(), TOKEN_LIFETIME)) users.push(user);
  return users.sort((one, other) => (one.user < other.user ? -1 : 1));
}

async function withStore<T>(options: Options, act: (store: Store) => Promise<T>): Promise<T> {
  const store = await openCommandStore(options);
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}
