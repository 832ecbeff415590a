import { describe, expect, test } from 'vitest';
import {
  type Attempt,
  type AttemptsOptions,
  type Begun,
  createAttempts,
} from '../../../src/gateway/access/attempts';
import type { Failures } from '../../../src/gateway/access/failures';
import { networkOf } from '../../../src/gateway/access/remote-address';
import { createMemoryRecords, StoreAway } from '../../../src/gateway/shared/records';
import { KINDS } from '../../../src/gateway/store/kinds';
import { createMemoryStore } from '../../../src/gateway/store/memory-store';
import { seededRandom } from '../../random';
import { NOON } from '../noon';

const attempt = (user: string, network: string, more: Partial<Attempt> = {}): Attempt => ({
  user,
  network,
  knownBrowser: undefined,
  ...more,
});

const HOUR = 60 * 60_000;

function start(options: Partial<AttemptsOptions> = {}) {
  const clock = { now: NOON };
  const attempts = createAttempts({
    failures: createMemoryRecords(10_000),
    now: () => clock.now,
    ...options,
  });
  /** In seconds; 0 if the attempt is allowed now. */
  const waitOf = async (who: Attempt) => {
    const begun = await attempts.begin(who);
    if (typeof begun === 'number') return begun;
    await begun.untried();
    return 0;
  };
  const failOnce = async (who: Attempt) => {
    const begun = await attempts.begin(who);
    if (typeof begun === 'number') throw new Error('waits');
  };
  /** Makes attempts as early as allowed, all failing; returns the wait after each, in seconds. */
  const fail = async (times: number, who: (i: number) => Attempt) => {
    const waits: number[] = [];
    for (let i = 0; i < times; i++) {
      clock.now += (await waitOf(who(i))) * 1000;
      await failOnce(who(i));
      waits.push(await waitOf(who(i)));
    }
    return waits;
  };
  return { clock, attempts, fail, waitOf };
}

test('ten failures are free, and then one is in five minutes', async () => {
  const { fail, clock, waitOf } = start();
  expect(await fail(12, () => attempt('anna', '192.0.2.1'))).toEqual([
    ...Array(9).fill(0),
    ...[300, 300, 300],
  ]);
  clock.now += 299_001;
  expect(await waitOf(attempt('anna', '192.0.2.1'))).toBe(1);
  clock.now += 999;
  expect(await waitOf(attempt('anna', '192.0.2.1'))).toBe(0);
});

test('one client against many accounts has 40 failures, and then one in two minutes', async () => {
  const { fail, waitOf } = start();
  const waits = await fail(55, i => attempt(`user ${i}`, '192.0.2.1'));
  expect(waits.slice(38, 41)).toEqual([0, 120, 120]);
  expect(waits.at(-1)).toBe(120);
  expect(await waitOf(attempt('user 1', '192.0.2.2'))).toBe(0);
});

test('many clients against one account have 20 failures, and then one in a minute', async () => {
  const { fail, waitOf } = start();
  const waits = await fail(100, i => attempt('anna', `192.0.2.${i}`));
  expect(waits.slice(18, 21)).toEqual([0, 60, 60]);
  expect(waits.at(-1)).toBe(60);
  expect(await waitOf(attempt('anna', '203.0.113.1'))).toBe(60);
  expect(await waitOf(attempt('bert', '203.0.113.1'))).toBe(0);
});

test('one client keeps no other one out, however often it fails', async () => {
  const { fail, waitOf } = start();
  await fail(200, () => attempt('anna', '192.0.2.1'));
  expect(await waitOf(attempt('anna', '203.0.113.1'))).toBe(0);
});

test('attempts at the same time count before their outcome is known', async () => {
  const { attempts } = start();
  const all = await Promise.all(
    Array.from({ length: 20 }, () => attempts.begin(attempt('anna', '192.0.2.1'))),
  );
  expect(all.filter(it => typeof it !== 'number')).toHaveLength(10);
});

test('two hundred people can sign in from one address, thirty at a time', async () => {
  const { attempts, waitOf } = start();
  for (let next = 0; next < 200; next += 30) {
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, i) => attempts.begin(attempt(`user ${next + i}`, '192.0.2.1'))),
    );
    for (const it of all) {
      if (typeof it === 'number') throw new Error('waits');
      await it.succeeded();
    }
  }
  expect(await waitOf(attempt('anna', '192.0.2.1'))).toBe(0);
});

test('two hundred people behind one address can mistype 50 times in an hour, and nobody waits', async () => {
  const { clock, attempts } = start();
  for (let i = 0; i < 200; i++) {
    for (const isTypo of i % 4 === 0 ? [true, false] : [false]) {
      const begun = await attempts.begin(attempt(`user ${i}`, '192.0.2.1', { isRelayed: true }));
      if (typeof begun === 'number') throw new Error('waits');
      if (!isTypo) await begun.succeeded();
    }
    clock.now += HOUR / 200;
  }
});

test('of one client’s failures, those that were under way together all count', async () => {
  const { clock, attempts, fail } = start();
  await fail(40, i => attempt(`user ${i}`, '192.0.2.1'));
  const from = clock.now;
  let tries = 0;
  while (clock.now < from + 10 * HOUR) {
    const together = await Promise.all(
      Array.from({ length: 10 }, (_, i) => attempts.begin(attempt(`other ${tries} ${i}`, '192.0.2.1'))),
    );
    for (const begun of together) {
      if (typeof begun !== 'number') tries += 1;
    }
    clock.now += 30_000;
  }
  // One in two minutes.
  expect(tries).toBeLessThanOrEqual((10 * HOUR) / 120_000 + 10);
});

describe('of passwords that a mail server gets', () => {
  const relayed = (network: string, user = 'anna') => attempt(user, network, { isRelayed: true });

  test('all clients together have 11 at once, and then one in six minutes', async () => {
    const { fail, waitOf } = start();
    const waits = await fail(30, i => relayed(`192.0.2.${i}`));
    expect(waits).toEqual([...Array(10).fill(0), ...Array(20).fill(360)]);
    expect(await waitOf({ ...relayed('203.0.113.1'), knownBrowser: 'her browser' })).toBe(0);
    expect(await waitOf(relayed('203.0.113.1', 'bert'))).toBe(0);
  });

  test.each([1, 2, 3, 4, 5, 20, 47, 1000])('at most %i are wrong in any hour', async passwordTries => {
    const { clock, attempts } = start({ passwordTries });
    const random = seededRandom(passwordTries);
    const wrong: number[] = [];
    const under: { readonly begun: Begun; readonly at: number }[] = [];
    const ended = clock.now + 6 * HOUR;
    while (clock.now < ended) {
      clock.now += Math.floor(random() ** 4 * 4 * (HOUR / passwordTries));
      const begun = await attempts.begin(relayed(`192.0.2.${Math.floor(random() * 300)}`));
      if (typeof begun === 'number') continue;
      under.push({ begun, at: clock.now });
      if (under.length < 3) continue;
      for (const { begun, at } of under.splice(Math.floor(random() * 3), 1)) {
        const isWrong = random() < 0.8;
        if (isWrong) wrong.push(at);
        if (!isWrong) await begun.untried();
      }
    }
    expect(wrong.length).toBeGreaterThanOrEqual(passwordTries);
    for (const from of wrong) {
      const inHour = wrong.filter(at => at >= from && at < from + HOUR);
      expect(inHour.length).toBeLessThanOrEqual(passwordTries);
    }
  });

  test.each([2, 3, 5, 8, 10, 12, 20, 40])('one client alone leaves some of %i to the others', async tries => {
    const { clock, attempts, waitOf } = start({ passwordTries: tries });
    const [began, tried] = [clock.now, { count: 0 }];
    for (;;) {
      clock.now += (await waitOf(relayed('192.0.2.1'))) * 1000;
      if (clock.now - began >= 5 * HOUR) break;
      await attempts.begin(relayed('192.0.2.1'));
      tried.count += 1;
      expect(await waitOf(relayed('203.0.113.1'))).toBe(0);
    }
    expect(tried.count).toBeGreaterThanOrEqual(tries);
  });

  test('a known browser has half of them in any hour, however long it goes on', async () => {
    const { clock, fail } = start();
    const at: number[] = [];
    for (let i = 0; i < 40; i++) {
      await fail(1, () => ({ ...relayed('192.0.2.1'), knownBrowser: 'her browser' }));
      at.push(clock.now);
    }
    const inHour = at.map(from => at.filter(it => it >= from && it < from + HOUR).length);
    expect(Math.max(...inHour)).toBeLessThanOrEqual(10);
  });

  test('the operator sets how many', async () => {
    const { attempts, waitOf } = start({ passwordTries: 3 });
    for (let i = 0; i < 3; i++) await attempts.begin(relayed(`192.0.2.${i}`));
    expect(await waitOf(relayed('203.0.113.1'))).toBe(HOUR / 1000);
  });

  test('those that aren’t sent, and the right one, don’t count', async () => {
    const { attempts, waitOf } = start({ passwordTries: 1 });
    for (const outcome of ['untried', 'succeeded'] as const) {
      const begun = await attempts.begin(relayed('192.0.2.1'));
      if (typeof begun === 'number') throw new Error('waits');
      await begun[outcome]();
    }
    expect(await waitOf(relayed('192.0.2.1'))).toBe(0);
  });
});

test('other clients’ failures don’t lock out a known browser, and its own failures are limited, too', async () => {
  const { fail, waitOf } = start();
  const known = attempt('anna', '192.0.2.1', { knownBrowser: 'her browser' });
  await fail(50, i => attempt('anna', `192.0.2.${i % 2}`));
  expect(await waitOf(known)).toBe(0);
  const waits = await fail(20, () => known);
  expect(waits.slice(8, 11)).toEqual([0, 300, 300]);
  expect(waits.at(-1)).toBe(300);
});

test('behind a proxy that isn’t trusted, the failures of others cost at most a minute', async () => {
  const { fail, waitOf } = start({ sharedAddress: true });
  expect((await fail(45, i => attempt(`user ${i}`, '127.0.0.1'))).at(-1)).toBe(60);
  expect(await waitOf(attempt('anna', '127.0.0.1'))).toBe(60);
  expect((await fail(20, () => attempt('anna', '127.0.0.1'))).at(-1)).toBe(60);
});

test('a success clears the failures of the user with this client, not those of the client', async () => {
  const { attempts, fail, clock, waitOf } = start();
  await fail(31, i => attempt(`user ${i}`, '192.0.2.1'));
  await fail(8, () => attempt('anna', '192.0.2.1'));
  const begun = await attempts.begin(attempt('anna', '192.0.2.1'));
  if (typeof begun === 'number') throw new Error('waits');
  await begun.succeeded();
  await fail(1, () => attempt('anna', '192.0.2.1'));
  expect(await waitOf(attempt('mallory', '192.0.2.1'))).toBe(120);
  clock.now += 120_000;
  expect(await fail(5, () => attempt('anna', '192.0.2.1'))).toEqual(Array(5).fill(120));
});

test('an attempt that has to wait changes nothing in the store', async () => {
  const failures = createMemoryRecords<Failures>();
  let changes = 0;
  const change: typeof failures.change = (key, act) => {
    changes += 1;
    return failures.change(key, act);
  };
  const { fail, attempts } = start({ failures: { ...failures, change } });
  await fail(10, () => attempt('anna', '192.0.2.1'));
  changes = 0;
  expect(await attempts.begin(attempt('anna', '192.0.2.1'))).toBe(300);
  expect(changes).toBe(0);
});

test('after an hour without failures, all are free again', async () => {
  const { fail, clock } = start();
  const anna = attempt('anna', '192.0.2.1');
  await fail(30, () => anna);
  clock.now += HOUR;
  expect(await fail(10, () => anna)).toEqual([...Array(9).fill(0), 300]);
});

test.each([{}, { passwordTries: 3 }])(
  'a clock that is set back never lengthens a wait (%o)',
  async options => {
    const { fail, clock, waitOf } = start(options);
    const anna = attempt('anna', '192.0.2.1', { isRelayed: 'passwordTries' in options });
    const wait = (await fail(10, () => anna)).at(-1) ?? 0;
    clock.now -= 24 * HOUR;
    expect(await waitOf(anna)).toBe(wait);
    clock.now += wait * 1000;
    expect(await waitOf(anna)).toBe(0);
  },
);

test('a record of another form counts as none', async () => {
  const failures = createMemoryRecords<Failures>();
  const { attempts, waitOf } = start({ failures });
  const anna = attempt('anna', '192.0.2.1');
  await attempts.begin(anna);
  for await (const [key] of failures.all())
    await failures.change(key, () => ({
      record: KINDS.failures.parse({ count: 50, last: NOON }),
      result: undefined,
    }));
  expect(await waitOf(anna)).toBe(0);
});

test('without a database, many clients can’t push out the count of a user', async () => {
  const { failures } = createMemoryStore();
  const { fail, attempts, waitOf } = start({ failures });
  await fail(20, i => attempt('anna', `192.0.2.${i}`));
  for (let i = 0; i < 11_000; i++) {
    await attempts.begin(attempt(`user ${i % 500}`, `2001:db8:0:${i.toString(16)}::/64`));
  }
  expect(await waitOf(attempt('anna', '203.0.113.1'))).toBe(60);
});

test('failures count at all gateways on one store, and in each while the store is away', async () => {
  const records = createMemoryRecords<Failures>();
  let isAway = false;
  const failures: typeof records = {
    ...records,
    get: async key => {
      if (isAway) throw new StoreAway('the database can’t be reached');
      return records.get(key);
    },
    change: async (key, act) => {
      if (isAway) throw new StoreAway('the database can’t be reached');
      return records.change(key, act);
    },
  };
  const [one, other] = [start({ failures }), start({ failures })];
  const anna = attempt('anna', '192.0.2.1');
  await one.fail(10, () => anna);
  expect(await other.waitOf(anna)).toBe(300);
  isAway = true;
  await one.fail(10, () => anna);
  expect([await one.waitOf(anna), await other.waitOf(anna)]).toEqual([300, 0]);
});

describe('the network of an address', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ])('%s: %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
