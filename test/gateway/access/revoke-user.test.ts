import { expect, test } from 'vitest';
import { knownUsers } from '../../../src/gateway/access/known-users';
import type { UserCalls } from '../../../src/gateway/access/last-asked';
import { revokeUser } from '../../../src/gateway/access/revoke-user';
import type { UserSessions } from '../../../src/gateway/access/sessions';
import type { UserTokens } from '../../../src/gateway/access/tokens';
import type { GrantRecord } from '../../../src/gateway/oauth/grant-store';
import { createMemoryRecords, type Records } from '../../../src/gateway/shared/records';
import { NOON } from '../noon';

const DAY = 24 * 60 * 60 * 1000;
const LIFETIME = 30 * DAY;

const createKinds = () => ({
  tokens: createMemoryRecords<UserTokens>(),
  sessions: createMemoryRecords<UserSessions>(),
  generations: createMemoryRecords<number>(),
  grants: createMemoryRecords<GrantRecord>(),
  calls: createMemoryRecords<UserCalls>(),
});

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

test('users are listed by name, with the tokens that are valid and their latest use', async () => {
  const kinds = createKinds();
  await put(
    kinds.tokens,
    'zoe@a.example',
    new Map([['1', token('zoe@a.example', NOON + LIFETIME - 3 * DAY)]]),
  );
  await put(
    kinds.tokens,
    'jean@a.example',
    new Map([
      ['1', token('jean@a.example', NOON + LIFETIME - 9 * DAY)],
      ['2', token('jean@a.example', NOON + LIFETIME - 5 * DAY)],
      ['3', token('jean@a.example', NOON + LIFETIME, { ended: true })],
      ['4', token('jean@a.example', NOON - 1)],
    ]),
  );
  await put(kinds.tokens, 'gone@a.example', new Map([['1', token('gone@a.example', NOON - 1)]]));
  await put(kinds.calls, 'zoe@a.example', new Map([['facteur', { at: NOON - 60_000, infos: [] }]]));
  expect(await knownUsers(kinds, NOON, LIFETIME)).toEqual([
    { user: 'jean@a.example', tokens: 2, lastUsed: NOON - 5 * DAY },
    { user: 'zoe@a.example', tokens: 1, lastUsed: NOON - 60_000 },
  ]);
});

test('a revocation ends all that lets one user in, and nothing of another one', async () => {
  const kinds = createKinds();
  for (const user of ['jean', 'zoe']) {
    await put(
      kinds.tokens,
      user,
      new Map([
        ['1', token(user, NOON)],
        ['2', token(user, NOON, { ended: true })],
      ]),
    );
    await put(kinds.sessions, user, new Map([['s', { ends: NOON }]]));
    await put(kinds.grants, `grant of ${user}`, grant(user));
    await put(kinds.grants, `set up for ${user}`, grant(user, { setUp: true }));
  }
  expect(await revokeUser(kinds, 'jean')).toEqual({ tokens: 1, sessions: 1, grants: 1 });
  expect(await kinds.tokens.get('jean')).toBeUndefined();
  expect(await kinds.sessions.get('jean')).toBeUndefined();
  expect(await kinds.generations.get('jean')).toBe(1);
  expect(await kinds.grants.get('grant of jean')).toBeUndefined();
  expect(await kinds.grants.get('set up for jean')).toBeDefined();
  expect((await kinds.tokens.get('zoe'))?.size).toBe(2);
  expect(await kinds.sessions.get('zoe')).toBeDefined();
  expect(await kinds.generations.get('zoe')).toBeUndefined();
  expect(await kinds.grants.get('grant of zoe')).toBeDefined();
});

test('a revocation may be repeated, and is for users without a record, too', async () => {
  const kinds = createKinds();
  expect(await revokeUser(kinds, 'nobody')).toEqual({ tokens: 0, sessions: 0, grants: 0 });
  expect(await revokeUser(kinds, 'nobody')).toEqual({ tokens: 0, sessions: 0, grants: 0 });
  expect(await kinds.generations.get('nobody')).toBe(2);
});
