import { randomBytes } from 'node:crypto';
import { createFailuresInMemory } from '../access/failures';
import { createQueues } from '../shared/queues';
import { createMemoryRecords } from '../shared/records';
import { mapKinds } from './kinds';
import type { Store } from './store';

/** Known until the process ends. @param secret 32 bytes; default: random ones */
export const createMemoryStore = (secret: Buffer = randomBytes(32)): Store => ({
  ...mapKinds(() => createMemoryRecords()),
  failures: createFailuresInMemory(),
  secret,
  exclusively: createQueues(),
  isAway: () => false,
  close: async () => {},
});
