import { randomBytes } from 'node:crypto';
import { createQueues } from '../shared/queues';
import { createMemoryRecords, type Records } from '../shared/records';
import { KINDS, type Kind, mapKinds } from './kinds';
import type { Store } from './store';

/** More than anybody counts at a time. */
const MOST_FAILURES = 10_000;

export const createRecordsInMemory = <R>({ name }: Kind<R>): Records<R> =>
  createMemoryRecords(name === KINDS.failures.name ? MOST_FAILURES : undefined);

/** Known until the process ends. @param secret 32 bytes; default: random ones */
export const createMemoryStore = (secret: Buffer = randomBytes(32)): Store => ({
  ...mapKinds(createRecordsInMemory),
  secret,
  exclusively: createQueues(),
  isAway: () => false,
  close: async () => {},
});
