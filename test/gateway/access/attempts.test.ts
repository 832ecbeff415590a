import { describe, expect, test } from 'vitest';
import { type Attempt, createAttempts } from '../../../src/gateway/access/attempts';
import { networkOf } from '../../../src/gateway/access/remote-address';
import { NOON } from '../noon';

const attempt = (user: string, network: string, knownBrowser?: string): Attempt => ({
  user,
  network,
  knownBrowser,
});

function start(options: { sharedAddress?: boolean } = {}) {
  const clock = { now: NOON };
  const attempts = createAttempts({ now: () => clock.now, ...options });
  /** Makes attempts as early as allowed, all failing; returns the wait after each, in seconds. */
  const fail = (times: number, who: (i: number) => Attempt) =>
    Array.from({ length: times }, (_, i) => {
      clock.now += attempts.secondsToWait(who(i)) * 1000;
      attempts.failed(who(i));
      return attempts.secondsToWait(who(i));
    });
  return { clock, attempts, fail };
}

test('five failures are free, and each further one doubles the wait', () => {
  const { fail, clock, attempts } = start();
  expect(fail(14, () => attempt('anna', '192.0.2.1'))).toEqual([
    0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256,
  ]);
  clock.now += 255_001;
  expect(attempts.secondsToWait(attempt('anna', '192.0.2.1'))).toBe(1);
  clock.now += 999;
  expect(attempts.secondsToWait(attempt('anna', '192.0.2.1'))).toBe(0);
});

test('one address against many accounts waits up to 15 minutes', () => {
  const { fail, attempts } = start();
  const waits = fail(30, i => attempt(`user ${i}`, '192.0.2.1'));
  expect(waits.slice(5, 8)).toEqual([1, 2, 4]);
  expect(waits.at(-1)).toBe(900);
  expect(attempts.secondsToWait(attempt('user 1', '192.0.2.2'))).toBe(0);
});

test('many addresses against one account wait up to 60 seconds', () => {
  const { fail, attempts } = start();
  const waits = fail(100, i => attempt('anna', `192.0.2.${i}`));
  expect(waits.slice(4, 8)).toEqual([0, 1, 2, 4]);
  expect(waits.at(-1)).toBe(60);
  expect(attempts.secondsToWait(attempt('anna', '203.0.113.1'))).toBe(60);
  expect(attempts.secondsToWait(attempt('bert', '203.0.113.1'))).toBe(0);
});

test('other clients’ failures don’t lock out a known browser, and its own failures are limited, too', () => {
  const { fail, attempts } = start();
  fail(50, i => attempt('anna', `192.0.2.${i % 2}`));
  expect(attempts.secondsToWait(attempt('anna', '192.0.2.1', 'her browser'))).toBe(0);
  const waits = fail(20, () => attempt('anna', '192.0.2.1', 'her browser'));
  expect(waits.slice(4, 7)).toEqual([0, 1, 2]);
  expect(waits.at(-1)).toBe(60);
});

test('behind a reverse proxy the failures of others cost at most a minute', () => {
  const { fail } = start({ sharedAddress: true });
  expect(fail(30, i => attempt(`user ${i}`, '127.0.0.1')).at(-1)).toBe(60);
});

test('a success clears the account, not the address', () => {
  const { fail, attempts } = start();
  fail(8, () => attempt('anna', '192.0.2.1'));
  attempts.succeeded(attempt('anna', '192.0.2.1'));
  expect(attempts.secondsToWait(attempt('anna', '192.0.2.2'))).toBe(0);
  expect(attempts.secondsToWait(attempt('mallory', '192.0.2.1'))).toBe(4);
});

test('failures expire after an hour', () => {
  const { fail, clock, attempts } = start();
  fail(30, () => attempt('anna', '192.0.2.1'));
  clock.now += 60 * 60 * 1000 - 1;
  attempts.failed(attempt('anna', '192.0.2.1'));
  expect(attempts.secondsToWait(attempt('anna', '192.0.2.1'))).toBe(900);
  clock.now += 60 * 60 * 1000;
  expect(fail(6, () => attempt('anna', '192.0.2.1'))).toEqual([0, 0, 0, 0, 0, 1]);
});

test('a clock that is set back never lengthens the wait', () => {
  const { fail, clock, attempts } = start();
  fail(6, () => attempt('anna', '192.0.2.1'));
  clock.now -= 24 * 60 * 60 * 1000;
  expect(attempts.secondsToWait(attempt('anna', '192.0.2.1'))).toBe(1);
});

test('the latest 10,000 names and addresses are kept', () => {
  const { attempts } = start();
  const first = attempt('first', 'first');
  for (let i = 0; i < 6; i++) attempts.failed(first);
  for (let i = 0; i < 9_999; i++) attempts.failed(attempt(`user ${i}`, `network ${i}`));
  expect(attempts.secondsToWait(first)).toBe(1);
  attempts.failed(first);
  attempts.failed(attempt('one more', 'one more'));
  expect(attempts.secondsToWait(first)).toBe(2);
  for (let i = 0; i < 9_999; i++) attempts.failed(attempt(`user ${i}`, `network ${i}`));
  expect(attempts.secondsToWait(first)).toBe(0);
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
