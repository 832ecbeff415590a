import { beforeEach, expect, test } from 'vitest';
import type { AuditEvent } from '../../../src/gateway/shared/audit';
import { type Records, StoreAway } from '../../../src/gateway/shared/records';
import { createMemoryStore } from '../../../src/gateway/store/memory-store';
import type { Store } from '../../../src/gateway/store/store';
import { callFor, EXTENSION, pageOf, submit, textIn, visit } from '../open-gateway';
import { at, codeAt, firstLink, openTwo, signIn } from './two-gateways';

let isAway: boolean;
let hasCache: boolean;
beforeEach(() => {
  isAway = false;
  hasCache = false;
});

const away = () => new StoreAway('the database can’t be reached');

/** While it is away, nothing can be changed; what was read before is known if `hasCache`. */
function losing<R>(records: Records<R>): Records<R> {
  return {
    get: async key => {
      if (isAway && !hasCache) throw away();
      return records.get(key);
    },
    change: async (key, act) => {
      if (isAway) throw away();
      return records.change(key, act);
    },
    async *all() {
      if (isAway) throw away();
      yield* records.all();
    },
  };
}

function unsteady(): Store {
  const store = createMemoryStore();
  return {
    ...store,
    tokens: losing(store.tokens),
    sessions: losing(store.sessions),
    consents: losing(store.consents),
    generations: losing(store.generations),
    spent: losing(store.spent),
    failures: losing(store.failures),
  };
}

const titleOf = async (response: Response) => (await pageOf(response)).querySelector('h1')?.textContent;

test('mailboxes that are known go on, and others are told to try again', async () => {
  const { one } = await openTwo({}, unsteady());
  const { token, cookie } = await signIn(one);
  const link = await firstLink(one, token);
  isAway = true;
  hasCache = true;
  expect(textIn((await callFor(one, 'NoUnReadMails', token)).xml, 'NoUnReadMails')).toBe('5');
  expect((await visit(one, link)).status).toBe(200);
  hasCache = false;
  expect(await codeAt(one, token)).toBe('900');
  expect(one.lines.at(-1)).toBe('api: error 900 (the database can’t be reached)');
  for (const address of ['/mail', link]) {
    const response = await visit(one, at(one, new URL(address, one.origin).href), { headers: { cookie } });
    expect(response.status).toBe(503);
    expect(await titleOf(response)).toBe('The gateway can’t answer at present');
  }
  expect((await visit(one, '/style.css', { headers: { cookie } })).status).toBe(200);
  isAway = false;
  expect(await codeAt(one, token)).toBeUndefined();
});

test('a sign-in says so, keeps the extension’s window open, and works later', async () => {
  const { one } = await openTwo({}, unsteady());
  const flow = `/sign-in?${new URLSearchParams({ redirect_uri: EXTENSION })}`;
  const form = await pageOf(await visit(one, flow));
  isAway = true;
  const filled = { user: 'anna@example.org', password: 'right' };
  const response = await submit(one, form, filled);
  expect(response.status).toBe(200);
  expect(await titleOf(response)).toBe('The gateway can’t answer at present');
  isAway = false;
  expect((await submit(one, form, filled)).headers.get('location')).toMatch(/\?token=/);
});

test('wrong passwords have to wait all the same', async () => {
  const refuse = () => Promise.reject(new Error('not asked'));
  const accounts = [{ user: 'anna', password: 'right', mailbox: { counts: refuse } as never }];
  const { one } = await openTwo({ accounts, own: undefined }, unsteady());
  const form = await pageOf(await visit(one, '/sign-in'));
  isAway = true;
  const tryIt = async () => (await submit(one, form, { user: 'anna', password: 'wrong' })).status;
  for (let i = 0; i < 10; i++) expect(await tryIt()).toBe(401);
  expect(await tryIt()).toBe(429);
});

test('nobody is told that a sign-out is done which isn’t', async () => {
  const events: AuditEvent[] = [];
  const { one } = await openTwo({ audit: event => void events.push(event) }, unsteady());
  const { cookie, token } = await signIn(one);
  events.splice(0);
  const mail = await pageOf(await visit(one, '/mail', { headers: { cookie } }));
  isAway = true;
  hasCache = true;
  for (const [filled, title] of [
    [{ everywhere: '1' }, 'You are not signed out everywhere'],
    [{}, 'You are not signed out'],
  ] as const) {
    const response = await submit(one, mail, filled);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await titleOf(response)).toBe(title);
  }
  expect(events).toEqual([]);
  isAway = false;
  expect(await codeAt(one, token)).toBeUndefined();
  expect((await visit(one, '/mail', { headers: { cookie } })).status).toBe(200);
});

test('the use of a token is stored once the store is back', async () => {
  const store = unsteady();
  const { one, clock } = await openTwo({}, store);
  const { token } = await signIn(one);
  clock.now += 20 * 24 * 60 * 60_000;
  isAway = true;
  hasCache = true;
  expect(await codeAt(one, token)).toBeUndefined();
  isAway = false;
  await one.close();
  const [record] = [...((await store.tokens.get('anna@example.org'))?.values() ?? [])];
  expect(record?.ends).toBe(clock.now + 30 * 24 * 60 * 60_000);
});

test('the log says why a sign-out isn’t stored', async () => {
  const { one } = await openTwo({}, unsteady());
  const { cookie } = await signIn(one);
  const mail = await pageOf(await visit(one, '/mail', { headers: { cookie } }));
  isAway = true;
  hasCache = true;
  await submit(one, mail, {});
  expect(one.lines).toContain('sign-out: not stored (away)');
});
