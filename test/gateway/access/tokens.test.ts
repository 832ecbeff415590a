import { expect, onTestFinished, test, vi } from 'vitest';
import { createGenerations } from '../../../src/gateway/access/generations';
import { revokeUser } from '../../../src/gateway/access/revoke';
import { createTokens, type Grant, type UserTokens } from '../../../src/gateway/access/tokens';
import { createKeys } from '../../../src/gateway/shared/keys';
import { SILENT } from '../../../src/gateway/shared/log';
import { createMemoryStore } from '../../../src/gateway/store/memory-store';
import { createGate } from '../gate';
import { NOON } from '../noon';

const DAY = 24 * 60 * 60 * 1000;

/** Several gateways on one store. */
function createWorld(secret = Buffer.alloc(32, 1)) {
  const store = createMemoryStore(secret);
  const dropped: string[] = [];
  return {
    store,
    dropped,
    keys: createKeys(secret),
    /** All that is stored. */
    everything: async () => {
      const all: (readonly [string, UserTokens])[] = [];
      for await (const it of store.tokens.all()) all.push(it);
      return all.flatMap(([, tokens]) => [...tokens]);
    },
    /** A gateway that starts now. */
    start: (lifetime = 30 * DAY) =>
      createTokens({
        keys: createKeys(secret),
        generations: createGenerations(store.generations),
        stored: store.tokens,
        lifetime,
        ownService: 'facteur',
        dropGrants: async ids => void dropped.push(...ids),
        log: SILENT,
      }),
  };
}

const grant = (more: Partial<Grant> = {}): Grant => ({
  user: 'anna',
  service: 'facteur',
  session: 'session-1',
  ...more,
});

const valid = (more = {}) => ({
  kind: 'valid',
  user: 'anna',
  service: 'facteur',
  secret: undefined,
  link: { key: undefined, at: expect.stringMatching(/=$/) },
  ...more,
});

/** Of a token that keeps something. */
const keeping = (secret: string) => ({
  secret,
  link: { key: expect.stringMatching(/^[\w-]{22}$/), at: expect.any(String) },
});

/** Signed as version 1.0.0 did. */
function oldToken(keys: ReturnType<typeof createKeys>, user: string, ends: number): string {
  const subject = Buffer.concat([Buffer.alloc(12, 7), Buffer.from(user)]).toString('base64');
  const ted = String(ends / 1000);
  return `B64${subject}|sau=|ted=${ted}|${keys.sign('token', subject, ted).toString('base64')}`;
}

test('a token has the provider’s format and characters to percent-encode', async () => {
  const tokens = createWorld().start();
  for (let i = 0; i < 50; i++) {
    const token = await tokens.issue(grant(), NOON);
    expect(token).toMatch(/^B64\S+\|sau=\|ted=\d+\|\S+=$/);
    for (const character of '+/=|') expect(token).toContain(character);
  }
});

test('a token that nobody uses is valid until it expires', async () => {
  const tokens = createWorld().start(DAY);
  const token = await tokens.issue(grant({ user: 'é|ü' }), NOON);
  expect(await tokens.read(token, NOON + DAY)).toEqual({ kind: 'expired' });
  expect(await tokens.read(token, NOON)).toEqual(valid({ user: 'é|ü' }));
  expect(await tokens.read(token, NOON + DAY - 1)).toEqual(valid({ user: 'é|ü' }));
});

test('a token that is used ends a whole lifetime after its last use, also after a restart', async () => {
  const world = createWorld();
  const tokens = world.start();
  const token = await tokens.issue(grant({ secret: 'mailbox' }), NOON);
  for (let day = 20; day <= 100; day += 20)
    expect((await tokens.read(token, NOON + day * DAY)).kind).toBe('valid');
  await tokens.save();
  const restarted = world.start();
  expect(await restarted.read(token, NOON + 129 * DAY)).toEqual(valid(keeping('mailbox')));
  expect(await restarted.read(token, NOON + 160 * DAY)).toEqual({ kind: 'expired' });
});

test('the end waits for a save that is under way', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { store, start } = createWorld();
  const tokens = start();
  const events: string[] = [];
  const token = await tokens.issue(grant(), NOON);
  await tokens.read(token, NOON + 2 * DAY);
  const [begun, answer] = [createGate(), createGate()];
  const { change } = store.tokens;
  vi.spyOn(store.tokens, 'change').mockImplementation(async (...all) => {
    begun.open();
    await answer.passed;
    return change(...all).finally(() => events.push('stored'));
  });
  vi.advanceTimersByTime(10 * 60_000);
  await begun.passed;
  const saved = tokens.save().then(() => events.push('ended'));
  answer.open();
  await saved;
  expect(events).toEqual(['stored', 'ended']);
});

test('a token of version 1.0.0 is valid, and renews itself, too', async () => {
  const world = createWorld();
  const tokens = world.start();
  const token = oldToken(world.keys, 'anna', NOON + DAY);
  expect(await tokens.read(token, NOON)).toEqual(valid());
  expect(await tokens.read(token, NOON + 29 * DAY)).toEqual(valid());
  await tokens.save();
  expect(await world.start().read(token, NOON + 58 * DAY)).toEqual(valid());
  const unused = oldToken(world.keys, 'bert', NOON + DAY);
  expect(await tokens.read(unused, NOON + DAY)).toEqual({ kind: 'expired' });
});

test('only the token opens what was sealed for it', async () => {
  const world = createWorld();
  const tokens = world.start();
  const token = await tokens.issue(grant({ secret: 'password-canary' }), NOON);
  expect(JSON.stringify(await world.everything())).not.toContain('password-canary');
  expect(JSON.stringify(await world.everything())).not.toContain(token.slice(3, 40));
  expect(await world.start().read(token, NOON)).toEqual(valid(keeping('password-canary')));
  // Somebody exchanges what belongs to two tokens.
  const other = await tokens.issue(grant({ user: 'bert', secret: 'of bert' }), NOON);
  const sealed = (await world.everything()).map(([, record]) => record.sealed).reverse();
  for (const [i, user] of ['anna', 'bert'].entries())
    await world.store.tokens.change(user, tokens => ({
      record: new Map([...(tokens ?? [])].map(([id, record]) => [id, { ...record, sealed: sealed[i] }])),
      result: undefined,
    }));
  expect(await world.start().read(token, NOON)).toEqual(valid());
  expect(await world.start().read(other, NOON)).toEqual(valid({ user: 'bert' }));
});

test('the end of a session ends the token of the same sign-in, at every gateway', async () => {
  const world = createWorld();
  const [tokens, other] = [world.start(), world.start()];
  const token = await tokens.issue(grant(), NOON);
  const second = await tokens.issue(grant({ session: 'session-2' }), NOON);
  expect((await other.read(token, NOON + 2 * DAY)).kind).toBe('valid');
  await tokens.endOfSession('anna', 'session-1');
  await other.save();
  expect((await other.read(token, NOON)).kind).toBe('unknown');
  expect((await tokens.read(token, NOON)).kind).toBe('unknown');
  expect((await tokens.read(second, NOON)).kind).toBe('valid');
});

test('a token that is ended is unknown, and others go on', async () => {
  const tokens = createWorld().start();
  const [one, two] = [await tokens.issue(grant(), NOON), await tokens.issue(grant(), NOON)];
  await tokens.end(one);
  expect((await tokens.read(one, NOON)).kind).toBe('unknown');
  expect((await tokens.read(two, NOON)).kind).toBe('valid');
});

test('a token that expires early is known as expired as long as it would have lasted, at every gateway', async () => {
  const world = createWorld();
  const [tokens, other] = [world.start(), world.start()];
  const token = await tokens.issue(grant({ secret: 'mailbox' }), NOON);
  expect((await other.read(token, NOON + 2 * DAY)).kind).toBe('valid');
  await tokens.expire(token);
  await other.save();
  for (const at of [tokens, other, world.start()])
    expect(await at.read(token, NOON + 20 * DAY)).toEqual({ kind: 'expired' });
  expect(await tokens.hasAny('anna')).toBe(false);
  expect(JSON.stringify(await world.everything())).not.toContain('sealed');
  await tokens.issue(grant(), NOON + 32 * DAY);
  expect(await world.everything()).toHaveLength(1);
});

test.each(['end', 'endOfSession'] as const)('%s doesn’t bring an expired token back', async end => {
  const world = createWorld();
  const tokens = world.start();
  const token = await tokens.issue(grant(), NOON);
  await tokens.expire(token);
  await (end === 'end' ? tokens.end(token) : tokens.endOfSession('anna', 'session-1'));
  await tokens.expire(token);
  expect((await tokens.read(token, NOON)).kind).not.toBe('valid');
});

test('a token that ends in whatever way drops its grant', async () => {
  const world = createWorld();
  const tokens = world.start(DAY);
  const issue = (id: string, more: Partial<Grant> = {}, now = NOON) =>
    tokens.issue(grant({ grant: id, session: id, ...more }), now);
  const dropped = () => world.dropped.splice(0);
  const ended = await issue('ended');
  await issue('by its session');
  await issue('in time');
  expect(dropped()).toEqual([]);
  await tokens.end(ended);
  expect(dropped()).toEqual(['ended']);
  await tokens.expire(await issue('early'));
  expect(dropped()).toEqual(['early']);
  await tokens.endOfSession('anna', 'by its session');
  expect(dropped()).toEqual(['by its session']);
  await issue('next', {}, NOON + DAY);
  expect(dropped()).toEqual(['in time']);
  for (let i = 0; i < 50; i++) await issue('more', {}, NOON + DAY);
  expect(dropped()).toEqual(['next']);
});

test('a token of version 1.0.0 can be ended, too, and stays so', async () => {
  const world = createWorld();
  const tokens = world.start();
  const token = oldToken(world.keys, 'anna', NOON + DAY);
  expect((await tokens.read(token, NOON)).kind).toBe('valid');
  await tokens.end(token);
  await tokens.issue(grant(), NOON);
  await tokens.save();
  for (const at of [tokens, world.start()]) expect((await at.read(token, NOON)).kind).toBe('unknown');
});

test('signing out everywhere ends all tokens of the user, those of version 1.0.0, too', async () => {
  const world = createWorld();
  const tokens = world.start();
  const old = oldToken(world.keys, 'anna', NOON + DAY);
  const mine = await tokens.issue(grant({ secret: 'mailbox' }), NOON);
  const foreign = await tokens.issue(grant({ user: 'bert' }), NOON);
  await revokeUser(world.store, 'anna');
  const later = await tokens.issue(grant(), NOON);
  for (const at of [tokens, world.start()]) {
    expect((await at.read(old, NOON)).kind).toBe('unknown');
    expect((await at.read(mine, NOON)).kind).toBe('unknown');
    expect((await at.read(foreign, NOON)).kind).toBe('valid');
    expect((await at.read(later, NOON)).kind).toBe('valid');
  }
});

test('a token can’t be built from parts of other tokens or signatures', async () => {
  const world = createWorld();
  const tokens = world.start();
  const parts = async (user: string, now: number) => (await tokens.issue(grant({ user }), now)).split('|');
  const [anna, mallory, later] = [
    await parts('anna', NOON),
    await parts('mallory', NOON),
    await parts('anna', NOON + DAY),
  ];
  const forged = [
    [anna[0], mallory[1], mallory[2], mallory[3]],
    [mallory[0], anna[1], anna[2], anna[3]],
    [anna[0], anna[1], later[2], anna[3]],
    [anna[0], anna[1], anna[2], world.keys.sign('session', 'anna', 'ted').toString('base64')],
    [anna[0], anna[1], anna[2], Buffer.alloc(32).toString('base64')],
    [anna[0], anna[1], anna[2], ''],
  ];
  for (const them of forged) expect((await tokens.read(them.join('|'), NOON)).kind).toBe('unknown');
});

test('a token signed with another key is unknown', async () => {
  const token = await createWorld().start().issue(grant(), NOON);
  const other = await createWorld(Buffer.alloc(32, 2)).start();
  expect(await other.read(token, NOON)).toEqual({ kind: 'unknown' });
});

test('a token with a changed character is unknown', async () => {
  const tokens = createWorld().start();
  const token = await tokens.issue(grant(), NOON);
  for (let i = 0; i < token.length; i++) {
    const changed = `${token.slice(0, i)}${token[i] === 'A' ? 'B' : 'A'}${token.slice(i + 1)}`;
    expect((await tokens.read(changed, NOON)).kind, `character ${i}`).toBe('unknown');
  }
  for (let length = 0; length < token.length; length++) {
    expect((await tokens.read(token.slice(0, length), NOON)).kind, `${length} characters`).toBe('unknown');
  }
  for (const text of ['', ' ', '|', 'é', token.slice(1), `${token} `, token.replaceAll('+', ' ')]) {
    expect((await tokens.read(text, NOON)).kind).toBe('unknown');
  }
});

test('the parts of a signature can’t be split in another way', () => {
  const keys = createKeys();
  expect(keys.sign('a', 'b', 'cd')).not.toEqual(keys.sign('a', 'bc', 'd'));
  expect(keys.sign('a', 'b')).not.toEqual(keys.sign('b', 'a'));
  expect(keys.matches(keys.sign('a', 'b').toString('base64url'), 'a', 'b')).toBe(true);
  expect(keys.matches('', 'a', 'b')).toBe(false);
});

test('a signature has one valid text in each alphabet', () => {
  const keys = createKeys(Buffer.alloc(32));
  const signature = keys.sign('a');
  const [plain, url] = [signature.toString('base64'), signature.toString('base64url')];
  expect([plain, url].map(text => keys.matches(text, 'a'))).toEqual([true, true]);
  const last = url.at(-1) ?? '';
  const otherLast = String.fromCharCode(last.charCodeAt(0) + 1);
  expect(Buffer.from(url.slice(0, -1) + otherLast, 'base64url')).toEqual(signature);
  const others = [
    url.slice(0, -1) + otherLast,
    `${url}==`,
    ` ${url}`,
    `${url}\n`,
    `${url}!`,
    signature.toString('hex'),
  ];
  expect(others.filter(text => keys.matches(text, 'a'))).toEqual([]);
});
