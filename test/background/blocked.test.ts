import { beforeEach, expect, test } from 'vitest';
import { NOTHING_PENDING } from '../../src/core/mailbox/mailbox';
import { DAY, MINUTE, makeAccount, makeMessage } from '../make';
import { checkIn, createWorld, listing, type World } from './world';

const home = makeAccount();
let world: World;

/** Runs a check that finds the mails 1 to `count`, newest first. */
async function checkFinding(count: number): Promise<void> {
  world.now += 5 * MINUTE;
  const ids = Array.from({ length: count }, (_, index) => String(count - index));
  world.servers.set(home.id, listing(ids.map(id => makeMessage(id, { date: world.now - MINUTE }))));
  await checkIn(world, home);
}

beforeEach(async () => {
  world = createWorld([home]);
  await checkFinding(1);
  world.blocked = true;
});

test('mail that arrives while notifications are blocked is counted and stays pending', async () => {
  await checkFinding(2);
  await checkFinding(3);
  expect(world.badge?.text).toBe('3');
  expect(world.mailboxOf(home.id).pending.mails).toEqual(['2', '3']);
  expect(world.mailboxOf(home.id).announced).toEqual([]);
});

test('the next check announces it once after the user allows notifications again', async () => {
  await checkFinding(2);
  world.blocked = false;
  await checkFinding(2);
  await checkFinding(2);
  expect(world.shown.map(({ title }) => title)).toEqual(['Sender 2']);
  expect(world.mailboxOf(home.id).pending).toEqual(NOTHING_PENDING);
});

test('mail of several days is announced as one summary', async () => {
  for (let count = 2; count <= 9; count += 1) await checkFinding(count);
  world.now += 3 * DAY;
  world.blocked = false;
  await checkFinding(9);
  expect(world.shown.map(({ title }) => title)).toEqual(['8 new e-mails']);
  expect(world.mailboxOf(home.id).pending).toEqual(NOTHING_PENDING);
});
