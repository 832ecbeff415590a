import { describe, expect, onTestFinished, test } from 'vitest';
import type { Consent, UserConsents } from '../../../src/gateway/access/consent';
import { FACTEUR } from '../../../src/gateway/services/service';
import type { StoreOptions } from '../../../src/gateway/store/open-store';
import type { Store, StoredRecords } from '../../../src/gateway/store/store';
import { SVG } from './logo';
import { startOtherProcess } from './other-process';

/** One record of each kind, in which all that is optional is set. */
export const SAMPLES: {
  readonly [K in keyof StoredRecords]: Exclude<Awaited<ReturnType<StoredRecords[K]['get']>>, undefined>;
} = {
  tokens: new Map([
    [
      'hash',
      {
        user: 'anna',
        service: 'facteur',
        ends: 1e13,
        session: 's',
        sealed: 'x',
        grant: 'g',
        linked: 'l',
        ended: true,
      },
    ],
    ['other', { user: 'anna', service: 'facteur', ends: 2e13 }],
  ]),
  sessions: new Map([['id', { ends: 1e13, sealed: 'x' }]]),
  consents: new Map([
    ['facteur', { refused: true, choices: new Map([['NoSMS', 'once']] as const) }],
    ['stats', { refused: false, choices: new Map() }],
  ]),
  generations: 3,
  readOnOpen: false,
  calls: new Map([['stats', { at: 5, infos: ['NoSMS', 'NoEMails'] }]]),
  grants: { user: 'anna', provider: 'company', sealed: 'x', usedAt: 1e13, withdrawn: true, setUp: true },
  services: {
    ...FACTEUR,
    id: 'stats-1',
    site: 'https://stats.example.org/',
    logo: { type: 'image/svg+xml', content: Buffer.from(SVG) },
    passwordHash: 'hash',
    redirects: ['https://stats.example.org/back'],
  },
  spent: { ends: 1e13 },
  failures: { until: 1e13 },
};

const KIND_NAMES = Object.keys(SAMPLES) as (keyof StoredRecords)[];

const refused: Consent = { refused: true, choices: new Map() };
const withRefusal = (consents: UserConsents | undefined, service: string) =>
  new Map(consents).set(service, refused);

async function listed<R>(records: AsyncIterable<readonly [string, R]>): Promise<(readonly [string, R])[]> {
  const all: (readonly [string, R])[] = [];
  for await (const it of records) all.push(it);
  return all;
}

/** The stores of one test have this in common. */
export interface Place {
  readonly options: StoreOptions;
  /** One more store, which is closed after the test. */
  another(): Promise<Store>;
}

/** The same for each kind of store. */
export function describeStore(open: () => Promise<Place>): void {
  const openTwo = async () => {
    const place = await open();
    return [await place.another(), await place.another()] as const;
  };

  test.each(KIND_NAMES.filter(kind => kind !== 'failures'))('%s are the same after a restart', async kind => {
    const place = await open();
    const [store, sample] = [await place.another(), SAMPLES[kind]];
    // A key may have any character.
    const key = `${'ä/../“\0'.repeat(30)} ${kind}`;
    const records = store[kind] as Store['generations'];
    expect(await records.get(key)).toBeUndefined();
    await records.change(key, () => ({ record: sample as number, result: undefined }));
    expect(await records.get(key)).toEqual(sample);
    await store.close();
    const later = (await place.another())[kind] as Store['generations'];
    expect(await later.get(key)).toEqual(sample);
    expect(await later.get(`${key} `)).toBeUndefined();
    expect(await listed(later.all())).toEqual([[key, sample]]);
  });

  test('a failed act changes nothing, and neither does one that gives the same record back', async () => {
    const { generations } = await (await open()).another();
    await generations.change('anna', () => ({ record: 1, result: undefined }));
    const failed = generations.change('anna', () => {
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await generations.change('anna', record => ({ record, result: 'looked' }))).toBe('looked');
    expect(await generations.get('anna')).toBe(1);
  });

  test('a record that was removed is gone for the others, too', async () => {
    const [one, other] = await openTwo();
    await one.grants.change('id', () => ({ record: SAMPLES.grants, result: undefined }));
    expect(await other.grants.get('id')).toEqual(SAMPLES.grants);
    await other.grants.change('id', () => ({ record: undefined, result: undefined }));
    await expect.poll(() => one.grants.get('id'), { timeout: 1000 }).toBeUndefined();
    expect(await listed(one.grants.all())).toEqual([]);
  });

  test('a refusal holds at the other within a second', async () => {
    const [one, other] = await openTwo();
    for (let i = 0; i < 10; i += 1) {
      const service = `service ${i}`;
      expect((await other.consents.get('anna'))?.has(service) ?? false).toBe(false);
      await one.consents.change('anna', all => ({ record: withRefusal(all, service), result: undefined }));
      const isRefused = async () => (await other.consents.get('anna'))?.get(service)?.refused;
      await expect.poll(isRefused, { timeout: 1000, interval: 5 }).toBe(true);
    }
  });

  test('of 200 refusals at once, all are kept', async () => {
    const stores = await openTwo();
    const services = Array.from({ length: 200 }, (_, i) => `service ${i}`);
    await Promise.all(
      services.map((service, i) =>
        stores[i % 2]?.consents.change('anna', all => ({
          record: withRefusal(all, service),
          result: undefined,
        })),
      ),
    );
    for (const { consents } of stores)
      await expect
        .poll(async () => [...((await consents.get('anna'))?.keys() ?? [])].toSorted())
        .toEqual(services.toSorted());
  });

  test('200 people refuse at once, at both', async () => {
    const stores = await openTwo();
    const users = Array.from({ length: 200 }, (_, i) => `user ${i}`);
    await Promise.all(
      users.map((user, i) =>
        stores[i % 2]?.consents.change(user, all => ({
          record: withRefusal(all, 'facteur'),
          result: undefined,
        })),
      ),
    );
    for (const { consents } of stores)
      for (const user of users) expect((await consents.get(user))?.get('facteur')).toEqual(refused);
  });

  describe('two processes', () => {
    const startIn = async ({ options }: Place) => {
      const other = await startOtherProcess(options);
      onTestFinished(other.kill);
      return other;
    };

    test('that change one record 50 times each, at once, lose nothing', async () => {
      const place = await open();
      const [one, other] = [await startIn(place), await startIn(place)];
      expect(await Promise.all([one.ask('refuse one 50'), other.ask('refuse other 50')])).toEqual([
        'done',
        'done',
      ]);
      const all = await (await place.another()).consents.get('anna');
      expect(all?.size).toBe(100);
    });

    test('of which one is killed in a task: the other can do it', async () => {
      const place = await open();
      const other = await startIn(place);
      expect(await other.ask('lock renewal')).toBe('locked');
      const store = await place.another();
      let isDone = false;
      const done = store.exclusively('renewal', async () => {
        isDone = true;
      });
      // Another name isn’t locked.
      await store.exclusively('another', async () => {});
      expect(isDone).toBe(false);
      await other.kill();
      await done;
    });
  });

  describe('tasks', () => {
    test('of one name run one at a time, those of other names beside them', async () => {
      const stores = await openTwo();
      const running: string[] = [];
      let most = 0;
      const task = (name: string) => async () => {
        running.push(name);
        most = Math.max(most, running.filter(it => it === name).length);
        await stores[0].generations.change(name, n => ({ record: (n ?? 0) + 1, result: undefined }));
        running.splice(running.indexOf(name), 1);
      };
      const all = ['a', 'b', 'c'].flatMap(name => stores.map(store => [name, store] as const));
      await Promise.all([...all, ...all, ...all].map(([name, store]) => store.exclusively(name, task(name))));
      expect(most).toBe(1);
      expect(await stores[0].generations.get('b')).toBe(6);
    });

    test('that fail let the next one in', async () => {
      const [one, other] = await openTwo();
      await expect(one.exclusively('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      expect(await other.exclusively('a', async () => 'done')).toBe('done');
    });
  });
}
