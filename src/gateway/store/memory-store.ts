import { randomBytes } from 'node:crypto';
import { createQueues } from '../shared/queues';
import { createMemoryRecords } from '../shared/records';
import type { Store } from './store';

/** More than anybody counts at a time. */
export const MOST_FAILURES = 10_000;

/** Known until the process ends. @param secret 32 bytes; default: random ones */
export function createMemoryStore(secret: Buffer = randomBytes(32)): Store {
  return {
    secret,
    tokens: createMemoryRecords(),
    sessions: createMemoryRecords(),
    consents: createMemoryRecords(),
    generations: createMemoryRecords(),
    readOnOpen: createMemoryRecords(),
    calls: createMemoryRecords(),
    grants: createMemoryRecords(),
    services: createMemoryRecords(),
    spent: createMemoryRecords(),
    failures: createMemoryRecords(MOST_FAILURES),
    exclusively: createQueues(),
    isAway: () => false,
    close: async () => {},
  };
}
