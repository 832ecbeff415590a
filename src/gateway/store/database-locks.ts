import { setTimeout as sleep } from 'node:timers/promises';
import { createQueue } from '../../core/concurrency/queue';
import { createQueues } from '../shared/queues';
import type { Database, OwnSession, Row } from './database';
import type { DatabaseKeys } from './database-keys';

/** ms after which the locks of a process that is stuck end; each lock shows more often that its process isn't. */
const STUCK_AFTER = 15_000;
const BEAT = STUCK_AFTER / 5;
/** ms between two tries for another process's lock. */
const BETWEEN = 100;

interface Holder {
  query(text: string, values?: readonly unknown[]): Promise<Row[]>;
  end(): void;
}

/**
 * Advisory locks of one connection that is open as long as there are any: the end of the process ends them at once.
 * A task goes on although its connection is lost.
 */
export function createDatabaseLocks(
  database: Pick<Database, 'connect'>,
  { lockOf }: Pick<DatabaseKeys, 'lockOf'>,
): <T>(name: string, task: () => Promise<T>) => Promise<T> {
  const inQueue = createQueues();
  let holder: Promise<Holder> | undefined;
  let users = 0;

  const open = async (onEnd: () => void): Promise<Holder> => {
    const session: OwnSession = await database.connect();
    session.onEnd(onEnd);
    const oneAtATime = createQueue();
    const query: Holder['query'] = (...it) => oneAtATime(() => session.query(...it));
    try {
      await query(`set idle_session_timeout = ${STUCK_AFTER}`);
    } catch (error) {
      session.end();
      throw error;
    }
    const beating = setInterval(() => void query('select 1').catch(onEnd), BEAT);
    return {
      query,
      end() {
        clearInterval(beating);
        session.end();
      },
    };
  };
  const drop = (which: Promise<Holder> | undefined) => {
    if (holder === which) holder = undefined;
    void which?.then(({ end }) => end()).catch(() => {});
  };
  const current = (): Promise<Holder> => {
    if (holder !== undefined) return holder;
    const opened = open(() => drop(opened));
    holder = opened;
    return opened;
  };
  /** Returns what ends the lock. */
  const take = async (lock: string): Promise<() => Promise<void>> => {
    for (;;) {
      const mine = current();
      try {
        const { query } = await mine;
        const [row] = await query('select pg_try_advisory_lock($1)::text as taken', [lock]);
        if (row?.taken === 'true')
          return () =>
            query('select pg_advisory_unlock($1)', [lock]).then(
              () => {},
              () => drop(mine),
            );
      } catch (error) {
        drop(mine);
        throw error;
      }
      await sleep(BETWEEN * (0.5 + Math.random()));
    }
  };
  return (name, task) =>
    inQueue(name, async () => {
      users += 1;
      try {
        const release = await take(lockOf('task', name));
        return await task().finally(release);
      } finally {
        users -= 1;
        if (users === 0) drop(holder);
      }
    });
}
