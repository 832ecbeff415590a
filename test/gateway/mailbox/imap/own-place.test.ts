import { beforeEach, expect, test } from 'vitest';
import type { Connections } from '../../../../src/gateway/mailbox/imap/admission';
import { createConnections } from '../../../../src/gateway/mailbox/imap/connections';
import { createOwnPlace } from '../../../../src/gateway/mailbox/imap/own-place';
import { createUsage } from '../../../../src/gateway/mailbox/imap/usage';
import { createFakeClock, type FakeClock } from './fake-clock';

let clock: FakeClock;
let connections: Connections;
beforeEach(() => {
  clock = createFakeClock();
  const limits = { maxConnections: 1, signInsAtOnce: 10, signInsPerSecond: 1000 };
  connections = createConnections(limits, { clock });
});

function open() {
  const usage = createUsage(60_000, clock.now);
  const end = usage.begin();
  const closing = new AbortController();
  let gaveWay = 0;
  const place = createOwnPlace({
    connections,
    server: 'mail',
    usage,
    held() {},
    onGiveWay() {
      gaveWay += 1;
    },
    closing: closing.signal,
  });
  return { place, usage, end, closing, gaveWay: () => gaveWay };
}

test('a connection that hangs while it is made ends for another mailbox, and is made again when somebody asks', async () => {
  const [one, two] = [open(), open()];
  const { signal } = (await one.place.take()) ?? {};
  one.end();
  const taken = two.place.take();
  await clock.move(7_999);
  expect(signal?.aborted).toBe(false);
  await clock.move(1);
  expect([signal?.aborted, one.gaveWay(), one.place.isGivingWay()]).toEqual([true, 1, true]);
  one.place.leave();
  expect((await taken)?.signal.aborted).toBe(false);
  expect([one.place.isAway(), one.place.isNeeded()]).toEqual([true, false]);
  one.place.comeBack();
  expect(one.place.isNeeded()).toBe(true);
  await clock.move(60_000);
  expect(one.place.isNeeded()).toBe(false);
});

test('a mailbox that closes waits for no place, and takes none afterwards', async () => {
  const [one, two] = [open(), open()];
  await one.place.take();
  const taken = two.place.take();
  two.closing.abort();
  expect(await taken).toBeUndefined();
  expect(await two.place.take()).toBeUndefined();
});
