import type { Setup } from '../config/load';
import { openProviders, type Providers } from '../run/open-providers';
import { openProcessLog } from '../run/process-log';
import { createMemoryStore } from '../store/memory-store';
import { isUnused, openStore, type StoreOptions } from '../store/open-store';
import { findGateway } from '../store/run-guard';
import type { Store } from '../store/store';

/** ms that a command waits for the database. */
const PATIENCE = 5000;
/** ms after which it says that it waits. */
const QUIET = 1000;

/** Of a gateway that may run. @throws {StartupError} */
export async function openCommandStore(options: StoreOptions): Promise<Store> {
  const open = () => openStore({ isCommand: true, ...options, patience: PATIENCE });
  const { state, databaseUrl } = options;
  if (databaseUrl === undefined) return open();
  const store = await sayingThatItWaits(open);
  if ((await findGateway(state)) !== undefined)
    process.stderr.write(
      `facteur-gateway: a gateway uses the records in ${state} without the database, and isn’t told of changes: restart it\n`,
    );
  return store;
}

/** Says on standard error that the command waits for the database, if it has to. */
export async function sayingThatItWaits<T>(act: () => Promise<T>): Promise<T> {
  const say = () => process.stderr.write('facteur-gateway: waiting for the database …\n');
  const waiting = setTimeout(say, QUIET);
  try {
    return await act();
  } finally {
    clearTimeout(waiting);
  }
}

/** @param mayBegin whether this may be the first that is kept in the state folder */
export async function withProviders<T>(
  setup: Setup,
  mayBegin: boolean,
  act: (providers: Providers) => Promise<T>,
): Promise<T> {
  const { options, mailboxes } = setup;
  const { log } = openProcessLog(options);
  const hasGrants = mailboxes.some(({ account: { login } }) => 'oauth' in login);
  const isNew = isUnused(options);
  const isCommand = !mayBegin || !isNew;
  const isEmpty = !hasGrants || (isCommand && isNew);
  const store = isEmpty ? createMemoryStore() : await openCommandStore({ ...options, isCommand, log });
  try {
    return await act(openProviders(setup, store, log));
  } finally {
    await store.close();
  }
}
