import { createMemoryRecords, type Records } from '../shared/records';

/** Failed sign-ins of a user, a client or a browser. */
export interface Failures {
  /** When all of them are forgotten, in ms since 1970. */
  readonly until: number;
}

/** Of users, and of the rest. */
const CAPACITY = 10_000;

/** Begins the keys of what all clients together have failed at one user. */
export const OF_USER = 'user ';

/** Known until the process ends. Somebody with many addresses can’t push out what counts for a user. */
export function createFailuresInMemory(): Records<Failures> {
  const [ofUsers, others] = [
    createMemoryRecords<Failures>(CAPACITY),
    createMemoryRecords<Failures>(CAPACITY),
  ];
  const withKey = (key: string) => (key.startsWith(OF_USER) ? ofUsers : others);
  return {
    get: key => withKey(key).get(key),
    change: (key, act) => withKey(key).change(key, act),
    async *all() {
      yield* ofUsers.all();
      yield* others.all();
    },
  };
}
