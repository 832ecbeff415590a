import { setImmediate as nextRound } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DatabaseError, type OwnSession, type Row } from '../../../src/gateway/store/database';
import { createDatabaseLocks } from '../../../src/gateway/store/database-locks';

interface Fake extends OwnSession {
  readonly asked: string[];
  isEnded: boolean;
  /** As the database does when the connection is lost. */
  lose(): void;
}

let sessions: Fake[] = [];
let isStuck = false;
/** As of a query. */
const ANSWERS_WITHIN = 5000;

function connect(): Fake {
  let lost = () => {};
  const fake: Fake = {
    asked: [],
    isEnded: false,
    async query(text): Promise<Row[]> {
      if (fake.isEnded) throw new DatabaseError('ended');
      fake.asked.push(text);
      if (!isStuck) return [{ taken: 'true' }];
      await new Promise(resolve => setTimeout(resolve, ANSWERS_WITHIN));
      throw new DatabaseError();
    },
    onEnd(act) {
      lost = act;
    },
    onNotification() {},
    end() {
      fake.isEnded = true;
    },
    lose: () => lost(),
  };
  sessions.push(fake);
  return fake;
}

let exclusively: <T>(name: string, task: () => Promise<T>) => Promise<T>;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearInterval', 'clearTimeout'] });
  sessions = [];
  isStuck = false;
  exclusively = createDatabaseLocks({ connect: async () => connect() }, { lockOf: (_, name) => name });
});
afterEach(() => vi.useRealTimers());

/** Begins a task that lasts until `end`. */
async function begin(name: string) {
  let end = () => {};
  const done = exclusively(name, () => new Promise<void>(resolve => (end = resolve)));
  await vi.waitFor(() => expect(sessions.at(-1)?.asked.some(it => it.includes('try'))).toBe(true));
  await nextRound();
  return { done, end: () => end() };
}

const beats = () => sessions[0]?.asked.filter(text => text === 'select 1');

test('a lock shows every 3 seconds that its process is alive, and ends with its task', async () => {
  const task = await begin('renewal');
  await vi.advanceTimersByTimeAsync(9000);
  expect(beats()).toHaveLength(3);
  task.end();
  await task.done;
  expect(sessions[0]?.asked.at(-1)).toBe('select pg_advisory_unlock($1)');
  expect(sessions[0]?.isEnded).toBe(true);
});

test('a sign of life without an answer ends the connection, and its task ends without waiting', async () => {
  const task = await begin('renewal');
  isStuck = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(beats()).toHaveLength(1);
  expect(sessions[0]?.isEnded).toBe(true);
  task.end();
  await task.done;
});

test('a connection that breaks during a task leaves it, and the next task has another one', async () => {
  const task = await begin('renewal');
  sessions[0]?.lose();
  await nextRound();
  const other = await begin('another');
  expect(sessions).toHaveLength(2);
  task.end();
  await task.done;
  expect(sessions[1]?.isEnded).toBe(false);
  other.end();
  await other.done;
  expect(sessions[1]?.isEnded).toBe(true);
});
