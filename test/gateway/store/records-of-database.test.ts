import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { SILENT } from '../../../src/gateway/shared/log';
import { StoreAway } from '../../../src/gateway/shared/records';
import type { Database, Row } from '../../../src/gateway/store/database';
import { createDatabaseKeys } from '../../../src/gateway/store/database-keys';
import { createDatabaseLocks } from '../../../src/gateway/store/database-locks';
import { createDatabaseRecords, rowOf } from '../../../src/gateway/store/database-records';
import { KINDS } from '../../../src/gateway/store/kinds';

const keys = createDatabaseKeys(randomBytes(32));

/** A row of Anna's, who has signed out everywhere so often. */
function rowWith(generation: number): Row {
  const [, key = '', value = ''] = rowOf(KINDS.generations, keys, 'anna', generation);
  return { key: `${key}`, value: `${value}` };
}

/** Records whose reads the test answers, in the order of their begin. */
function createRecords() {
  const answers: ((rows: Row[]) => void)[] = [];
  const state = { isListening: true, isAway: false };
  const records = createDatabaseRecords(KINDS.generations, {
    database: { query: () => new Promise<Row[]>(resolve => answers.push(resolve)) } as unknown as Database,
    keys,
    channel: 'records',
    watch: { isListening: () => state.isListening, isAway: () => state.isAway, doubt() {} },
    log: SILENT,
  });
  return {
    records,
    answers,
    state,
    changed: () => records.changed(keys.idOf(KINDS.generations.name, 'anna')),
  };
}

test('an old record that comes late doesn’t replace a newer one, also while the database is away', async () => {
  const { records, answers, state, changed } = createRecords();
  const early = records.get('anna');
  changed();
  const late = records.get('anna');
  answers[1]?.([rowWith(2)]);
  expect(await late).toBe(2);
  answers[0]?.([rowWith(1)]);
  expect(await early).toBe(1);
  state.isAway = true;
  expect(await records.get('anna')).toBe(2);
});

test('a record of which a change was told is read at once, and isn’t known until then', async () => {
  const { records, answers, state, changed } = createRecords();
  const first = records.get('anna');
  answers[0]?.([rowWith(1)]);
  expect(await first).toBe(1);
  changed();
  expect(answers).toHaveLength(2);
  Object.assign(state, { isAway: true, isListening: false });
  records.allChanged();
  await expect(records.get('anna')).rejects.toThrow(StoreAway);
  state.isAway = false;
  const later = records.get('anna');
  answers[2]?.([rowWith(2)]);
  expect(await later).toBe(2);
  state.isAway = true;
  expect(await records.get('anna')).toBe(2);
});

test('an old record that comes after a change was told isn’t kept', async () => {
  const { records, answers, state, changed } = createRecords();
  const early = records.get('anna');
  changed();
  answers[0]?.([rowWith(1)]);
  await early;
  state.isAway = true;
  await expect(records.get('anna')).rejects.toThrow(StoreAway);
});

test('a record that is told while nobody asks for it isn’t read', async () => {
  const { answers, changed } = createRecords();
  changed();
  expect(answers).toEqual([]);
});

test('a session for locks ends if its first query fails', async () => {
  let open = 0;
  const exclusively = createDatabaseLocks(
    {
      async connect() {
        open += 1;
        return {
          query: () => Promise.reject(new Error('no')),
          onEnd() {},
          onNotification() {},
          end() {
            open -= 1;
          },
        };
      },
    },
    keys,
  );
  await expect(exclusively('task', async () => {})).rejects.toThrow('no');
  expect(open).toBe(0);
});
