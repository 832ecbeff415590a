import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { SILENT } from '../../../src/gateway/shared/log';
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

test('an old record that comes late doesn’t replace a newer one, also while the database is away', async () => {
  const answers: ((rows: Row[]) => void)[] = [];
  let isAway = false;
  const records = createDatabaseRecords(KINDS.generations, {
    database: { query: () => new Promise<Row[]>(resolve => answers.push(resolve)) } as unknown as Database,
    keys,
    channel: 'records',
    watch: { isListening: () => true, isAway: () => isAway, doubt() {} },
    log: SILENT,
  });
  const early = records.get('anna');
  records.changed(keys.idOf(KINDS.generations.name, 'anna'));
  const late = records.get('anna');
  answers[1]?.([rowWith(2)]);
  expect(await late).toBe(2);
  answers[0]?.([rowWith(1)]);
  expect(await early).toBe(1);
  isAway = true;
  expect(await records.get('anna')).toBe(2);
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
