import { createQueue } from '../../core/concurrency/queue';

/** Runs tasks of one name one at a time, in the order of the calls. Keeps nothing of a name without a task. */
export function createQueues(): <T>(name: string, task: () => Promise<T>) => Promise<T> {
  const queues = new Map<string, { readonly inQueue: ReturnType<typeof createQueue>; waiting: number }>();
  return async (name, task) => {
    const queue = queues.get(name) ?? { inQueue: createQueue(), waiting: 0 };
    queues.set(name, queue);
    queue.waiting += 1;
    try {
      return await queue.inQueue(task);
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) queues.delete(name);
    }
  };
}
