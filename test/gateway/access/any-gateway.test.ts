import { describe, expect, onTestFinished, test } from 'vitest';
import { knownUsers, revokeUser } from '../../../src/gateway/access/revoke';
import { createKeys } from '../../../src/gateway/shared/keys';
import { createMemoryStore } from '../../../src/gateway/store/memory-store';
import { callFor, openGateway, pageOf, privacyAddress, submit, textIn, visit } from '../open-gateway';
import { freePort } from '../send';
import { answerOf, begin, openAtProvider } from './oauth-walk';
import { ANNA, at, codeAt, firstLink, openTwo, signIn, statusOf } from './two-gateways';

const DAY = 24 * 60 * 60_000;
const BERT = 'bert@example.org';

describe('any gateway on one store', () => {
  test('takes the token, cookie and links of a sign-in at another one', async () => {
    const { one, other, opened } = await openTwo();
    const { token, cookie } = await signIn(one);
    expect(textIn((await callFor(other, 'NoUnReadMails', token)).xml, 'NoUnReadMails')).toBe('5');
    expect(await statusOf(other, '/mail', cookie)).toBe(200);
    const link = await firstLink(one, token);
    const privacy = await privacyAddress(one, token);
    for (const it of [link, privacy]) expect(await statusOf(other, it)).toBe(200);
    expect(new Set(opened.map(({ login }) => JSON.stringify(login))).size).toBe(1);
  });

  test('goes on with a form of another one, and ends what began there', async () => {
    const { one, other } = await openTwo();
    const form = await pageOf(await visit(one, '/sign-in'));
    const response = await submit(other, form, { user: ANNA, password: 'right' });
    expect(response.status).toBe(200);
    const { cookie, token } = await signIn(one);
    const mail = await pageOf(await visit(one, '/mail', { headers: { cookie } }));
    expect((await submit(other, mail)).headers.get('location')).toBe('/?signed-out=1');
    expect(await statusOf(one, '/mail', cookie)).toBe(303);
    expect(await codeAt(one, token)).toBe('102');
  });

  test('gives the same text to the same token again', async () => {
    const { one, other } = await openTwo();
    const { token } = await signIn(one);
    const [first, again, there] = await Promise.all(
      [one, one, other].map(async it => (await callFor(it, 'EmailsLastNDetailed', token)).text),
    );
    expect(again).toBe(first);
    expect(there?.replaceAll(other.origin, one.origin)).toBe(first);
  });

  test('is told by a link, as by a token, where its person is served', async () => {
    const { one } = await openTwo();
    for (let i = 0; i < 20; i++) {
      const { token } = await signIn(one);
      const asked = new URLSearchParams({ token }).toString();
      const link = await firstLink(one, token);
      expect(link.slice(link.indexOf('&at=') + 4)).toBe(asked.slice(-8));
      if (i > 0) continue;
      for (const address of [`${link}&images=1`, await privacyAddress(one, token)]) {
        const page = await pageOf(await visit(one, address));
        expect(page.querySelectorAll('form').length).toBeGreaterThan(0);
        for (const form of page.querySelectorAll('form'))
          expect(form.getAttribute('action')).toMatch(new RegExp(`[?&]at=${asked.slice(-8)}$`));
      }
    }
  });

  test('ends a sign-in at a provider that began at another one, once', async () => {
    const { gateway: one, options, clock } = await openAtProvider();
    const port = await freePort();
    const balancer = { publicOrigin: one.origin, allowPlainHttp: true };
    const second = await openGateway({ ...options, ...balancer, port }, clock);
    onTestFinished(() => second.close());
    const other = { ...second, origin: `http://127.0.0.1:${port}` };
    const { page, cookie } = await begin(one);
    const answer = await answerOf(page);
    const results = await Promise.all(
      [other, one, other].map(it => visit(it, answer, { headers: { cookie } })),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual([200, 403, 403]);
  });

  test('ends all of a user that is revoked, and nothing of others', async () => {
    const { one, other, store, clock } = await openTwo();
    const [anna, bert] = [await signIn(one), await signIn(one, BERT)];
    const links = [await firstLink(one, anna.token), await privacyAddress(one, anna.token)];
    const users = async () => {
      const found: string[] = [];
      for await (const it of knownUsers(store, clock.now, 30 * DAY)) found.push(`${it.user} ${it.tokens}`);
      return found.toSorted();
    };
    expect(await users()).toEqual([`${ANNA} 1`, `${BERT} 1`]);
    expect(await revokeUser(store, ANNA)).toEqual({ tokens: 1, sessions: 1, grants: 0 });
    expect(await users()).toEqual([`${BERT} 1`]);
    for (const gateway of [one, other]) {
      expect(await codeAt(gateway, anna.token)).toBe('102');
      expect(await statusOf(gateway, '/mail', anna.cookie)).toBe(303);
      for (const link of links) expect(await statusOf(gateway, link)).toBe(403);
      expect(await codeAt(gateway, bert.token)).toBeUndefined();
    }
  });

  test('keeps a mailbox to itself that nobody lets it open', async () => {
    const { one, start } = await openTwo();
    const { token, cookie } = await signIn(one);
    const link = await firstLink(one, token);
    const closed = await start({ own: undefined });
    expect(await codeAt(closed, token)).toBe('102');
    expect(await statusOf(closed, '/mail', cookie)).toBe(303);
    expect(await statusOf(closed, link)).toBe(403);
  });
});

describe('a link of a person’s own mailbox', () => {
  test('opens its message, and neither another one, another user’s nor the privacy page', async () => {
    const { one } = await openTwo();
    const [anna, bert] = [await signIn(one), await signIn(one, BERT)];
    const link = new URL(await firstLink(one, anna.token));
    const [first, second] = await Promise.all([link.href, await secondLink(one, anna.token)]);
    expect([await statusOf(one, first), await statusOf(one, second)]).toEqual([200, 200]);
    const moved = new URL(second);
    moved.search = link.search;
    expect(await statusOf(one, moved.href)).toBe(403);
    const privacy = new URL(await privacyAddress(one, anna.token));
    privacy.search = link.search;
    expect(await statusOf(one, privacy.href)).toBe(403);
    const foreign = new URL(link);
    foreign.searchParams.set('user', BERT);
    expect(await statusOf(one, foreign.href)).toBe(403);
    // The first part of one key, and the second of another.
    const keyOf = async (token: string) =>
      (new URL(await firstLink(one, token)).searchParams.get('key') ?? '').split('.');
    const [annas, berts] = [await keyOf(anna.token), await keyOf(bert.token)];
    for (const key of [`${annas[0]}.${berts[1]}`, `${berts[0]}.${annas[1]}`, annas[1] ?? '', '', '.']) {
      foreign.searchParams.set('user', ANNA);
      foreign.searchParams.set('key', key);
      expect(await statusOf(one, foreign.href), key).toBe(403);
    }
  });

  test('gives nobody the session of its user', async () => {
    const { one } = await openTwo();
    const { token } = await signIn(one);
    const response = await visit(one, await firstLink(one, token));
    expect(response.headers.getSetCookie().join()).not.toContain('session');
  });

  test.each(['sign out everywhere', 'sign out', 'the end of its token'])('ends with %s', async end => {
    const { one, other } = await openTwo();
    const { token, cookie } = await signIn(one);
    const links = [await firstLink(one, token), await privacyAddress(one, token)];
    const mail = await pageOf(await visit(one, '/mail', { headers: { cookie } }));
    if (end === 'the end of its token') {
      await visit(one, '/end-token', { method: 'POST', body: new URLSearchParams({ token }) });
    } else await submit(one, mail, end === 'sign out' ? {} : { everywhere: '1' });
    for (const gateway of [one, other])
      for (const link of links) expect(await statusOf(gateway, link)).toBe(403);
  });

  test('lasts a month or two, as long as its token lives', async () => {
    const { one, clock } = await openTwo();
    const { token } = await signIn(one);
    const link = await firstLink(one, token);
    clock.now += 29 * DAY;
    expect(await statusOf(one, link)).toBe(200);
    expect(await codeAt(one, token)).toBeUndefined();
    clock.now += 29 * DAY;
    expect(await codeAt(one, token)).toBeUndefined();
    expect(await statusOf(one, await firstLink(one, token))).toBe(200);
    clock.now += 4 * DAY;
    expect(await statusOf(one, link)).toBe(403);
  });

  test('opens nothing with the database alone, or with the key alone', async () => {
    const { one, start, store } = await openTwo();
    const { token } = await signIn(one);
    const link = await firstLink(one, token);
    const withoutKey = await start({ store: { ...store, secret: createMemoryStore().secret } });
    const withoutData = await start({ store: createMemoryStore(store.secret) });
    for (const gateway of [withoutKey, withoutData]) expect(await statusOf(gateway, link)).toBe(403);
    // With both, but without a link, nobody can sign one that opens what a token keeps.
    const both = createKeys(store.secret);
    const forged = new URL(link);
    const id = decodeURIComponent(forged.pathname.slice('/message/'.length));
    const key = 'A'.repeat(22);
    const period = String(Math.floor(one.clock.now / (30 * DAY)));
    const signature = both.sign('message of a token', period, ANNA, key, id).toString('base64url');
    forged.searchParams.set('key', `${key}.${signature}`);
    expect(await statusOf(one, forged.href)).toBe(403);
  });

  async function secondLink(gateway: Parameters<typeof firstLink>[0], token: string): Promise<string> {
    const { xml } = await callFor(gateway, 'EmailsLastNDetailed', token);
    return at(gateway, xml.querySelectorAll('msg_url_access')[1]?.textContent ?? '');
  }
});

describe('a session', () => {
  test('begins anew with each sign-in: a cookie that was planted before opens nothing', async () => {
    const { one } = await openTwo();
    const mallory = await signIn(one, 'mallory@example.org');
    const planted = mallory.cookie;
    const { cookie } = await signIn(one, ANNA, 'right', planted);
    const sessionIn = (cookies: string) => /facteur-session=([^;]*)/.exec(cookies)?.[1];
    expect(sessionIn(cookie)).not.toBe(sessionIn(planted));
    const mail = await pageOf(await visit(one, '/mail', { headers: { cookie: planted } }));
    expect(mail.querySelector('.owner')?.textContent).toBe('mallory@example.org');
  });

  test('is its own user’s only: no part of one cookie fits another', async () => {
    const { one, other, store } = await openTwo();
    const cookies = [await signIn(one), await signIn(one, BERT)].map(it =>
      (/facteur-session=([^;]*)/.exec(it.cookie)?.[1] ?? '').split('.'),
    );
    const [anna = [], bert = []] = cookies;
    const mixed = [0, 1, 2].map(i => anna.map((part, j) => (i === j ? bert[j] : part)));
    for (const parts of [...mixed, anna.slice(0, 2), [...anna, 'x']]) {
      for (const gateway of [one, other]) {
        const status = await statusOf(gateway, '/mail', `facteur-session=${parts.join('.')}`);
        expect(status).toBe(303);
      }
    }
    // Nor is it the manager's, even with the name of its user left out.
    const manager = await statusOf(one, '/manager', `facteur-manager=${anna.join('.')}`);
    expect(manager).toBe(403);
    // The store alone opens none: it has a hash of the key.
    const keys = createKeys(store.secret);
    for (const id of (await store.sessions.get(ANNA))?.keys() ?? []) {
      const parts = [anna[0] ?? '', id];
      const signature = keys.sign('session', ...parts).toString('base64url');
      expect(await statusOf(one, '/mail', `facteur-session=${[...parts, signature].join('.')}`)).toBe(303);
    }
  });

  test('ends after 12 hours, at every gateway', async () => {
    const { one, other, clock } = await openTwo();
    const { cookie } = await signIn(one);
    clock.now += 12 * 60 * 60_000 - 1;
    expect(await statusOf(other, '/mail', cookie)).toBe(200);
    clock.now += 1;
    for (const gateway of [one, other]) expect(await statusOf(gateway, '/mail', cookie)).toBe(303);
  });

  test('of one user are fifty at most, the latest', async () => {
    const { one, store } = await openTwo();
    const { cookie: first } = await signIn(one);
    for (let i = 0; i < 49; i++) await signIn(one);
    expect(await statusOf(one, '/mail', first)).toBe(200);
    await signIn(one);
    expect(await statusOf(one, '/mail', first)).toBe(303);
    expect((await store.sessions.get(ANNA))?.size).toBe(50);
  });

  test('that is unknown makes the store look for nobody', async () => {
    const store = createMemoryStore();
    const looked: string[] = [];
    const noting = {
      ...store,
      sessions: {
        ...store.sessions,
        get: async (key: string) => {
          looked.push(key);
          return store.sessions.get(key);
        },
      },
    };
    const { one } = await openTwo({}, noting);
    for (let i = 0; i < 5; i++) {
      const who = Buffer.from(`user ${i}`).toString('base64url');
      await visit(one, '/mail', { headers: { cookie: `facteur-session=${who}.${'A'.repeat(43)}.x` } });
    }
    expect(looked).toEqual([]);
  });
});
