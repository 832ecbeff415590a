import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/gateway/store/store';
import { waitFor } from '../../../src/launcher/wait-for';
import { ANNA, codeAt, firstLink, openTwo, signIn, statusOf } from '../access/two-gateways';
import { temporaryFolder } from '../folder';
import { callFor, pageOf, privacyAddress, submit, visit } from '../open-gateway';
import { temporaryStore, usePostgres } from './temporary';

const postgres = usePostgres();

/** Two gateways on one database, each with its own connections. */
async function open() {
  const [state, databaseUrl] = [await temporaryFolder(), await postgres().createDatabase()];
  const stores = [];
  for (let i = 0; i < 2; i++) {
    stores.push(await temporaryStore({ state, databaseUrl, isGateway: true }));
  }
  const [first, second] = stores as [Store, Store];
  /** Waits until the second one has heard of all that the first one has changed: notices come in order. */
  const hear = async () => {
    await second.readOnOpen.get('hear');
    await first.readOnOpen.change('hear', () => ({ record: true, result: undefined }));
    await waitFor(
      () => second.readOnOpen.get('hear'),
      it => it === true,
    );
  };
  return { ...(await openTwo({}, first, second)), second, hear };
}

/** The ms until it is so. */
async function timeUntil<T>(ask: () => Promise<T>, isSo: (value: T) => boolean): Promise<number> {
  const began = performance.now();
  await waitFor(ask, isSo);
  return performance.now() - began;
}

test('a sign-in at one gateway is good at the other at once, with its links', async () => {
  const { one, other } = await open();
  const { token, cookie } = await signIn(one);
  expect(await codeAt(other, token)).toBeUndefined();
  expect(await statusOf(other, '/mail', cookie)).toBe(200);
  expect(await statusOf(other, await firstLink(one, token))).toBe(200);
});

test('a second sign-in at one gateway is good at the other before that has heard of it', async () => {
  const { one, other } = await open();
  const former = await signIn(one);
  for (let i = 0; i < 5; i++) {
    expect(await codeAt(other, former.token)).toBeUndefined();
    expect(await statusOf(other, '/mail', former.cookie)).toBe(200);
    const { token, cookie } = await signIn(one);
    expect(await codeAt(other, token)).toBeUndefined();
    expect(await statusOf(other, '/mail', cookie)).toBe(200);
  }
});

test('a refusal and a sign-out hold at the other gateway within a second', async () => {
  const { one, other } = await open();
  const { token, cookie } = await signIn(one);
  const link = await firstLink(other, token);
  const privacy = await pageOf(await visit(one, await privacyAddress(one, token)));
  await submit(one, privacy, { choice: 'refuse' });
  const status = async () => (await callFor(other, 'NoEMails', token)).response.status;
  expect(await timeUntil(status, it => it === 500)).toBeLessThan(1000);
  expect(await statusOf(other, '/mail', cookie)).toBe(200);
  const mail = await pageOf(await visit(one, '/mail', { headers: { cookie } }));
  await submit(one, mail, { everywhere: '1' });
  const code = () => codeAt(other, token);
  expect(await timeUntil(code, it => it === '102')).toBeLessThan(1000);
  expect(
    await timeUntil(
      () => statusOf(other, '/mail', cookie),
      it => it === 303,
    ),
  ).toBeLessThan(1000);
  expect(
    await timeUntil(
      () => statusOf(other, link),
      it => it === 403,
    ),
  ).toBeLessThan(1000);
});

test('200 people who sign in at once at two gateways all have a token that is good at both', async () => {
  const { one, other } = await open();
  const people = Array.from({ length: 200 }, (_, i) => `person-${i}@example.org`);
  const tokens = await Promise.all(
    people.map(async (user, i) => (await signIn([one, other][i % 2] ?? one, user)).token),
  );
  const codes = await Promise.all(tokens.map((token, i) => codeAt([other, one][i % 2] ?? one, token)));
  expect(codes.filter(code => code === undefined)).toHaveLength(200);
});

test('one person’s sign-ins at the same time lose none of each other', async () => {
  const { one, other } = await open();
  const all = await Promise.all(
    Array.from({ length: 5 }, (_, i) => signIn([one, other][i % 2] ?? one, ANNA)),
  );
  for (const { token, cookie } of all) {
    expect(await codeAt(one, token)).toBeUndefined();
    expect(await statusOf(other, '/mail', cookie)).toBe(200);
  }
});

describe('while the database is away,', () => {
  /** Begins when this one has noticed it. */
  const pausedFor = async (store: Store, act: () => Promise<void>) => {
    await postgres().pause();
    try {
      await waitFor(
        async () => store.isAway(),
        isAway => isAway,
      );
      await act();
    } finally {
      await postgres().resume();
    }
  };

  test('what has ended everywhere isn’t good again', async () => {
    const { one, other, second, hear } = await open();
    const { token, cookie } = await signIn(one);
    const link = await firstLink(other, token);
    expect(await statusOf(other, '/mail', cookie)).toBe(200);
    const mail = await pageOf(await visit(one, '/mail', { headers: { cookie } }));
    await submit(one, mail, { everywhere: '1' });
    await hear();
    await pausedFor(second, async () => {
      expect(await codeAt(other, token)).toBe('900');
      expect(await statusOf(other, link)).toBe(503);
      expect(await statusOf(other, '/mail', cookie)).toBe(503);
    });
  }, 60_000);

  test('nobody is told to sign in again because of what isn’t known', async () => {
    const { one, other, second, hear } = await open();
    const [kept, ended] = [await signIn(one), await signIn(one)];
    const [keptLink, endedLink] = [await firstLink(other, kept.token), await firstLink(other, ended.token)];
    const mail = await pageOf(await visit(one, '/mail', { headers: { cookie: ended.cookie } }));
    await submit(one, mail, {});
    await hear();
    expect(await codeAt(other, ended.token)).toBe('102');
    expect(await statusOf(other, '/mail', ended.cookie)).toBe(303);
    expect(await statusOf(other, endedLink)).toBe(403);
    expect(await statusOf(other, '/mail', kept.cookie)).toBe(200);
    await pausedFor(second, async () => {
      expect(await codeAt(other, kept.token)).toBeUndefined();
      expect(await statusOf(other, keptLink)).toBe(200);
      expect(await statusOf(other, '/mail', kept.cookie)).toBe(200);
      expect(await codeAt(other, ended.token)).toBe('900');
      expect(await statusOf(other, endedLink)).toBe(503);
      expect(await statusOf(other, '/mail', ended.cookie)).toBe(503);
    });
  }, 60_000);
});
