import { describe, expect, test } from 'vitest';
import {
  type Attempt,
  type AttemptsOptions,
  createAttempts,
  type Failures,
} from '../../../src/gateway/access/attempts';
import { networkOf } from '../../../src/gateway/access/remote-address';
import { createMemoryRecords, StoreAway } from '../../../src/gateway/shared/records';
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
    await begun.failed();
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

test('five failures are free, and each further one doubles the wait', async () => {
  const { fail, clock, waitOf } = start();
  expect(await fail(14, () => attempt('anna', '192.0.2.1'))).toEqual([
    0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256,
  ]);
  clock.now += 255_001;
  expect(await waitOf(attempt('anna', '192.0.2.1'))).toBe(1);
  clock.now += 999;
  expect(await waitOf(attempt('anna', '192.0.2.1'))).toBe(0);
});

test('one client against many accounts waits up to 15 minutes', async () => {
  const { fail, waitOf } = start();
  const waits = await fail(45, i => attempt(`user ${i}`, '192.0.2.1'));
  expect(waits.slice(19, 23)).toEqual([0, 1, 2, 4]);
  expect(waits.at(-1)).toBe(900);
  expect(await waitOf(attempt('user 1', '192.0.2.2'))).toBe(0);
});

test('many clients against one account wait up to 60 seconds', async () => {
  const { fail, waitOf } = start();
  const waits = await fail(100, i => attempt('anna', `192.0.2.${i}`));
  expect(waits.slice(19, 23)).toEqual([0, 1, 2, 4]);
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
  expect(all.filter(it => typeof it !== 'number')).toHaveLength(6);
});

test('two hundred people can sign in from one address at a time', async () => {
  const { attempts, waitOf } = start();
  const all = await Promise.all(
    Array.from({ length: 200 }, (_, i) => attempts.begin(attempt(`user ${i}`, '192.0.2.1'))),
  );
  for (const it of all) {
    if (typeof it === 'number') throw new Error('waits');
    await it.succeeded();
  }
  expect(await waitOf(attempt('anna', '192.0.2.1'))).toBe(0);
});

describe('of passwords that a mail server gets', () => {
  const relayed = (network: string) => attempt('anna', network, { isRelayed: true });

  test('all clients together have 20 in an hour', async () => {
    const { attempts, clock, waitOf } = start();
    for (let i = 0; i < 20; i++) {
      expect(await waitOf(relayed(`192.0.2.${i}`))).toBe(0);
      await attempts.begin(relayed(`192.0.2.${i}`));
      clock.now += 60_000;
    }
    expect(await waitOf(relayed('203.0.113.1'))).toBe(40 * 60);
    expect(await waitOf({ ...relayed('203.0.113.1'), knownBrowser: 'her browser' })).toBe(0);
    expect(await waitOf({ ...relayed('203.0.113.1'), user: 'bert' })).toBe(0);
    clock.now += 40 * 60_000;
    expect(await waitOf(relayed('203.0.113.1'))).toBe(0);
  });

  test.each([20, 12, 40])('one client alone leaves some of %i to the others', async passwordTries => {
    const { clock, attempts, waitOf } = start({ passwordTries });
    const [began, tried] = [clock.now, { count: 0 }];
    for (;;) {
      clock.now += (await waitOf(relayed('192.0.2.1'))) * 1000;
      if (clock.now - began >= 5 * HOUR) break;
      await attempts.begin(relayed('192.0.2.1'));
      tried.count += 1;
      expect(await waitOf(relayed('203.0.113.1'))).toBe(0);
    }
    expect(tried.count).toBeGreaterThan(10);
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
  expect(waits.slice(4, 7)).toEqual([0, 1, 2]);
  expect(waits.at(-1)).toBe(60);
});

test('behind a proxy that isn’t trusted, the failures of others cost at most a minute', async () => {
  const { fail, waitOf } = start({ sharedAddress: true });
  expect((await fail(45, i => attempt(`user ${i}`, '127.0.0.1'))).at(-1)).toBe(60);
  expect(await waitOf(attempt('anna', '127.0.0.1'))).toBe(60);
});

test('a success clears the failures of the user with this client, not those of the client', async () => {
  const { attempts, fail, clock, waitOf } = start();
  await fail(15, i => attempt(`user ${i}`, '192.0.2.1'));
  await fail(8, () => attempt('anna', '192.0.2.1'));
  clock.now += (await waitOf(attempt('anna', '192.0.2.1'))) * 1000;
  const begun = await attempts.begin(attempt('anna', '192.0.2.1'));
  if (typeof begun === 'number') throw new Error('waits');
  await begun.succeeded();
  await fail(1, () => attempt('anna', '192.0.2.1'));
  expect(await waitOf(attempt('mallory', '192.0.2.1'))).toBe(8);
});

test('an attempt that has to wait changes nothing in the store', async () => {
  const failures = createMemoryRecords<Failures>();
  let changes = 0;
  const change: typeof failures.change = (key, act) => {
    changes += 1;
    return failures.change(key, act);
  };
  const { fail, attempts } = start({ failures: { ...failures, change } });
  await fail(6, () => attempt('anna', '192.0.2.1'));
  changes = 0;
  expect(await attempts.begin(attempt('anna', '192.0.2.1'))).toBe(1);
  expect(changes).toBe(0);
});

test('failures expire after an hour', async () => {
  const { fail, clock, attempts, waitOf } = start();
  await fail(30, () => attempt('anna', '192.0.2.1'));
  clock.now += HOUR - 1;
  await attempts.begin(attempt('anna', '192.0.2.1'));
  expect(await waitOf(attempt('anna', '192.0.2.1'))).toBe(900);
  clock.now += HOUR;
  expect(await fail(6, () => attempt('anna', '192.0.2.1'))).toEqual([0, 0, 0, 0, 0, 1]);
});

test('a clock that is set back never lengthens the wait', async () => {
  const { fail, clock, waitOf } = start();
  await fail(6, () => attempt('anna', '192.0.2.1'));
  clock.now -= 24 * HOUR;
  expect(await waitOf(attempt('anna', '192.0.2.1'))).toBe(1);
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
  await one.fail(6, () => anna);
  expect(await other.waitOf(anna)).toBe(1);
  isAway = true;
  await one.fail(6, () => anna);
  expect([await one.waitOf(anna), await other.waitOf(anna)]).toEqual([1, 0]);
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
