import { createKeys } from '../access/keys';
import { type KnownUser, knownUsers, type Revoked, revokeUser } from '../access/revoke';
import { userCode } from '../access/user-code';
import { askAdmin } from '../admin/ask-admin';
import { revokedText, usersNamed } from '../cli/revoke';
import { type Found, foundText, healthText } from '../cli/status';
import { usersText } from '../cli/users';
import type { Options } from '../config/options';
import { TOKEN_LIFETIME } from '../server/open-gateway';
import { StoreAway } from '../shared/records';
import { openStore } from '../store/open-store';
import { findGateway } from '../store/run-guard';
import type { Store } from '../store/store';
import { openProcessLog } from './process-log';

type Print = (line: string) => void;

/** Prints who has tokens. @throws {StartupError} */
export const printUsers = (options: Options, isForPrograms: boolean, print: Print): Promise<void> =>
  withStore(options, async store => {
    const keys = createKeys(store.secret);
    const lines = usersText(await listOf(store), isForPrograms, user => userCode(keys, user));
    for (const line of lines) print(line);
  });

/** Ends all that lets this user in. @throws {StartupError} */
export const revoke = (options: Options, name: string, print: Print): Promise<void> =>
  withStore(options, async store => {
    const { audit, setSecret } = openProcessLog(options);
    setSecret(store.secret);
    for (const user of await usersNamed(name, store)) {
      const revoked = await revokeUser(store, user);
      // A name in another case that nobody has needs no line.
      if (user !== name && isNothing(revoked)) continue;
      audit({ event: 'revocation', user, by: 'operator' });
      print(revokedText(user, revoked));
    }
    print('They can sign in again as long as the mail server or the provider accepts them.');
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
  const kept = await withStore(options, listOf).then(
    users => ({ users: users.length, tokens: users.reduce((sum, { tokens }) => sum + tokens, 0) }),
    (error: unknown) => {
      if (error instanceof StoreAway) return 'away' as const;
      throw error;
    },
  );
  const isHere = (await findGateway(options.state)) !== undefined;
  // The database’s other gateways may be anywhere; one with another address for --admin doesn’t answer either.
  const running = isHere || (options.databaseUrl === undefined ? false : 'unknown');
  return { running, kept };
}

async function listOf(store: Store): Promise<KnownUser[]> {
  const users: KnownUser[] = [];
  for await (const user of knownUsers(store, Date.now(), TOKEN_LIFETIME)) users.push(user);
  return users.sort((one, other) => (one.user < other.user ? -1 : 1));
}

async function withStore<T>(options: Options, act: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(options);
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}
