import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src/gateway/store/open-store';
import { waitFor } from '../../../src/launcher/wait-for';
import { type Postgres, startPostgres } from '../../postgres';
import { ANNA, codeAt, firstLink, openTwo, signIn, statusOf } from '../access/two-gateways';
import { temporaryFolder } from '../folder';
import { callFor, pageOf, privacyAddress, submit, visit } from '../open-gateway';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());

/** Two gateways on one database, each with its own connections. */
async function open() {
  const [state, databaseUrl] = [await temporaryFolder(), await postgres.createDatabase()];
  const stores = [];
  for (let i = 0; i < 2; i++) {
    const store = await openStore({ state, databaseUrl, isGateway: true });
    onTestFinished(() => store.close());
    stores.push(store);
  }
  return openTwo({}, ...(stores as [never, never]));
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
