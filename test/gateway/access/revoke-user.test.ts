import { expect, test } from 'vitest';
import { type KnownUser, knownUsers, revokeUser } from '../../../src/gateway/access/revoke';
import type { Records } from '../../../src/gateway/shared/records';
import { createMemoryStore } from '../../../src/gateway/store/memory-store';
import { NOON } from '../noon';

const DAY = 24 * 60 * 60 * 1000;
const LIFETIME = 30 * DAY;

const put = <R>(records: Records<R>, key: string, record: R) =>
  records.change(key, () => ({ record, result: undefined }));

const token = (user: string, ends: number, more = {}) => ({ user, service: 'facteur', ends, ...more });
const grant = (user: string, more = {}) => ({
  user,
  provider: 'company',
  sealed: 'x',
  usedAt: NOON,
  ...more,
});

test('users are known by the tokens that are valid, with their latest use', async () => {
  const kept = createMemoryStore();
  const jean = 'jean@a.example';
  await put(
    kept.tokens,
    jean,
    new Map([
      ['1', token(jean, NOON + LIFETIME - 9 * DAY)],
      ['2', token(jean, NOON + LIFETIME - 5 * DAY)],
      ['3', token(jean, NOON + LIFETIME, { ended: true })],
      ['4', token(jean, NOON - 1)],
    ]),
  );
  await put(kept.tokens, 'gone@a.example', new Map([['1', token('gone@a.example', NOON - 1)]]));
  const known: KnownUser[] = [];
  for await (const user of knownUsers(kept, NOON, LIFETIME)) known.push(user);
  expect(known).toEqual([{ user: jean, tokens: 2, usedAt: NOON - 5 * DAY }]);
});

test('a revocation ends all that lets one user in, and nothing of another one', async () => {
  const kept = createMemoryStore();
  for (const user of ['jean', 'zoe']) {
    await put(
      kept.tokens,
      user,
      new Map([
        ['1', token(user, NOON)],
        ['2', token(user, NOON, { ended: true })],
      ]),
    );
    await put(kept.sessions, user, new Map([['s', { ends: NOON }]]));
    await put(kept.grants, `grant of ${user}`, grant(user));
    await put(kept.grants, `set up for ${user}`, grant(user, { setUp: true }));
  }
  expect(await revokeUser(kept, 'jean')).toEqual({ tokens: 1, sessions: 1, grants: 1 });
  expect(await kept.tokens.get('jean')).toBeUndefined();
  expect(await kept.sessions.get('jean')).toBeUndefined();
  expect(await kept.generations.get('jean')).toBe(1);
  expect(await kept.grants.get('grant of jean')).toBeUndefined();
  expect(await kept.grants.get('set up for jean')).toBeDefined();
  expect((await kept.tokens.get('zoe'))?.size).toBe(2);
  expect(await kept.sessions.get('zoe')).toBeDefined();
  expect(await kept.generations.get('zoe')).toBeUndefined();
  expect(await kept.grants.get('grant of zoe')).toBeDefined();
});

test('a revocation may be repeated, and is for users without a record, too', async () => {
  const kept = createMemoryStore();
  expect(await revokeUser(kept, 'nobody')).toEqual({ tokens: 0, sessions: 0, grants: 0 });
  expect(await revokeUser(kept, 'nobody')).toEqual({ tokens: 0, sessions: 0, grants: 0 });
  expect(await kept.generations.get('nobody')).toBe(2);
});
