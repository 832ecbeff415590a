import { beforeEach, expect, test } from 'vitest';
import type { Outcome } from '../../src/api/client';
import { tryAccount } from '../../src/background/try-account';
import type { Trial } from '../../src/core/protocol';
import { EVERY_FAILURE } from '../failures';
import { makeAccount, makeMessage } from '../make';
import { checkIn, createWorld, listing, reading, type World } from './world';

const account = makeAccount({ id: 'home', name: 'Home' });

let world: World;
let reader: 'none' | 'open' | 'released';

beforeEach(() => {
  world = createWorld([]);
  reader = 'none';
  const { read } = world.effects;
  world.effects.read = (text, status) => {
    reader = 'open';
    return read(text, status);
  };
  world.effects.releaseReader = async () => {
    reader = 'released';
  };
});

test.each<[string, () => Outcome, Trial]>([
  [
    'that answers works',
    listing([makeMessage('1')], { unread: 7, sms: 2 }),
    { kind: 'works', unread: 7, sms: 2 },
  ],
  [
    'whose privacy settings block everything works',
    listing([], { unread: 'withheld', sms: 'withheld', messages: 'withheld' }),
    { kind: 'works', unread: 'withheld', sms: 'withheld' },
  ],
  [
    'whose sign-in is rejected fails',
    reading({ kind: 'api-error', code: 103 }),
    { kind: 'failed', failure: { kind: 'account', code: 103 } },
  ],
  [
    'without a service ID that gets code 501 fails',
    reading({ kind: 'api-error', code: 501 }),
    { kind: 'failed', failure: { kind: 'internal', code: 501 } },
  ],
  [
    'whose server sends a web page fails',
    reading({ kind: 'web-page' }),
    { kind: 'failed', failure: { kind: 'web-page' } },
  ],
  [
    'whose server is busy fails',
    reading({ kind: 'empty' }, 429),
    { kind: 'failed', failure: { kind: 'busy', status: 429 } },
  ],
])('an account %s', async (_what, server, trial) => {
  world.servers.set('home', server);
  expect(await tryAccount(account, world.effects)).toEqual(trial);
  expect(reader).toBe('released');
});

test('an account whose service is refused fails', async () => {
  world.servers.set('home', reading({ kind: 'api-error', code: 501 }));
  expect(await tryAccount({ ...account, serviceId: 'shop' }, world.effects)).toEqual({
    kind: 'failed',
    failure: { kind: 'service', code: 501 },
  });
});

test.each(EVERY_FAILURE)('an account whose call fails ($kind) fails', async failure => {
  world.servers.set('home', () => ({ kind: 'failed', failure }));
  expect(await tryAccount(account, world.effects)).toEqual({ kind: 'failed', failure });
});

test('an account without a token or a permission fails, and its server is not called', async () => {
  expect(await tryAccount({ ...account, token: '' }, world.effects)).toEqual({
    kind: 'failed',
    failure: { kind: 'signed-out' },
  });
  world.effects.mayContact = async () => false;
  expect(await tryAccount(account, world.effects)).toEqual({
    kind: 'failed',
    failure: { kind: 'permission' },
  });
  expect(world.called).toEqual([]);
});

test('a trial stores, shows and announces nothing', async () => {
  world = createWorld([account]);
  world.servers.set('home', listing([]));
  await checkIn(world, account);
  const before = structuredClone([world.state(), world.badge]);
  world.servers.set('home', listing([makeMessage('1')], { sms: 3 }));
  await tryAccount(account, world.effects);
  world.servers.set('home', reading({ kind: 'api-error', code: 103 }));
  await tryAccount(account, world.effects);
  expect([world.state(), world.badge]).toEqual(before);
  expect(world.shown).toEqual([]);
});

test('a trial rejects if the extension can’t parse the answer', async () => {
  world.servers.set('home', listing([]));
  world.effects.read = () => Promise.reject(new Error('no page to parse in'));
  await expect(tryAccount(account, world.effects)).rejects.toThrow('no page to parse in');
});

test('the parser is released even if parsing fails', async () => {
  world.servers.set('home', listing([], {}));
  world.effects.read = async () => {
    reader = 'open';
    throw new Error('no page');
  };
  await expect(tryAccount(account, world.effects)).rejects.toThrow('no page');
  expect(reader).toBe('released');
});
