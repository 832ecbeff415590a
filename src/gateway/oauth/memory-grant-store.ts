import { createQueue } from '../../core/concurrency/queue';
import type { GrantRecord, GrantStore } from './grant-store';

/** Forgets all when the program ends. */
export function createMemoryGrantStore(): GrantStore {
  const records = new Map<string, GrantRecord>();
  const queues = new Map<string, ReturnType<typeof createQueue>>();
  return {
    read: async id => records.get(id),
    write: async (id, record) => void records.set(id, record),
    replace: async (id, record) => void (records.has(id) && records.set(id, record)),
    async remove(isRemoved) {
      for (const [id, record] of records) if (isRemoved(record, id)) records.delete(id);
    },
    exclusively(id, task) {
      const inQueue = queues.get(id) ?? createQueue();
      queues.set(id, inQueue);
      return inQueue(task);
    },
  };
}
