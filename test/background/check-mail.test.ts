import { beforeEach, describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/api/client';
import { askServer } from '../../src/background/check-mail';
import { createChecks } from '../../src/background/checks';
import type { Account } from '../../src/core/account/account';
import { withAccount } from '../../src/core/account/account-form';
import { FAILURES } from '../../src/core/mailbox/failure-table';
import { NOTHING_PENDING } from '../../src/core/mailbox/mailbox';
import { EVERY_FAILURE } from '../failures';
import { DAY, HOUR, MINUTE, makeAccount, makeMessage, NOW } from '../make';
import { t } from '../translate';
import { checkIn, createWorld, listing, reading, type World } from './world';

const home = makeAccount({ id: 'home', name: 'Home', token: 'home-token' });
const work = makeAccount({ id: 'work', name: 'Work', token: 'work-token' });
const old = makeMessage('old', { date: NOW - DAY });
const fresh = makeMessage('fresh', { date: NOW + MINUTE });

let world: World;

beforeEach(() => {
  world = createWorld([home, work]);
  world.servers.set('home', listing([old]));
  world.servers.set('work', listing([]));
});

async function check(account: Account = home): Promise<void> {
  world.now += MINUTE;
  await checkIn(world, account);
}

describe('a check', () => {
  test('shows the count and announces nothing if it is the first', async () => {
    await check();
    expect(world.badge?.text).toBe('1');
    expect(world.tray.size).toBe(0);
    expect(world.mailboxOf('home')).toMatchObject({ unread: 1, checkedAt: world.now });
  });

  test('announces the mail that is new since the last check', async () => {
    await check();
    world.servers.set('home', listing([fresh, old]));
    await check();
    expect(world.badge?.text).toBe('2');
    expect([...world.tray.values()]).toMatchObject([{ title: 'Sender fresh', context: 'Home' }]);
    expect(world.mailboxOf('home').pending).toEqual(NOTHING_PENDING);
  });

  test('counts as the first if the account’s API address has changed, so that old mail of the other mailbox is not announced', async () => {
    await check();
    const moved = { ...home, endpoint: 'https://elsewhere.example/api' };
    world.accounts = withAccount(world.accounts, moved);
    world.servers.set('home', listing([fresh]));
    await check(moved);
    expect(world.badge?.text).toBe('1');
    expect(world.tray.size).toBe(0);
    expect(world.mailboxOf('home').known?.seen).toEqual(['fresh']);
  });

  test('that fails inside the extension stores that failure and keeps the known mail', async () => {
    await check();
    world.servers.set('home', listing([fresh, old]));
    world.effects.read = () => Promise.reject(new Error('no page to parse in'));
    await check();
    expect(world.mailboxOf('home')).toMatchObject({ failure: { kind: 'fault' }, unread: 1 });
    expect(world.badge?.title.map(t)).toContainEqual(expect.stringContaining(t('failureFault')));
  });

  test('stores X-Poll-Interval until the server sends another one', async () => {
    const answer = listing([old])() as Extract<Outcome, { kind: 'answered' }>;
    for (const pollInterval of [2 * MINUTE, 3 * MINUTE]) {
      world.servers.set('home', () => ({ ...answer, pollInterval }));
      await check();
      expect(world.mailboxOf('home').pollInterval).toBe(pollInterval);
    }
    world.servers.set('home', () => ({ kind: 'failed', failure: { kind: 'network' } }));
    await check();
    expect(world.mailboxOf('home').pollInterval).toBe(3 * MINUTE);
    world.servers.set('home', () => answer);
    await check();
    expect(world.mailboxOf('home')).not.toHaveProperty('pollInterval');
  });

  test('announces a mail once, however often it is listed', async () => {
    await check();
    world.servers.set('home', listing([fresh, old]));
    await check();
    world.tray.clear();
    world.servers.set('home', listing([fresh, old], { sms: 1 }));
    await check();
    await check();
    expect(world.badge?.text).toBe('3');
    expect(world.tray.size).toBe(0);
  });

  test('removes the notification of a mail that was read elsewhere', async () => {
    await check();
    world.servers.set('home', listing([fresh, old]));
    await check();
    expect(world.tray.size).toBe(1);
    world.servers.set('home', listing([old]));
    await check();
    expect(world.tray.size).toBe(0);
    expect(world.badge?.text).toBe('1');
  });

  test('doesn’t change another account or its notifications', async () => {
    await check(work);
    world.servers.set('work', listing([fresh]));
    await check(work);
    const before = world.mailboxOf('work');
    world.servers.set('home', () => ({ kind: 'failed', failure: { kind: 'network' } }));
    await check(home);
    expect(world.mailboxOf('work')).toEqual(before);
    expect([...world.tray.keys()]).toEqual(['work|mail|fresh']);
    expect(world.badge?.text).toBe('1');
  });

  const others = EVERY_FAILURE.filter(({ kind }) => kind !== 'privacy');

  test.each(others)(
    'that fails ($kind) keeps the list, and the badge shows the third failure',
    async failure => {
      await check();
      const before = world.mailboxOf('home');
      world.servers.set('home', () => ({ kind: 'failed', failure }));
      for (let times = 0; times < 3; times += 1) await check();
      const { checkedAt, unread, messages, known, digest } = before;
      expect(world.mailboxOf('home')).toMatchObject({ checkedAt, unread, messages, known, digest, failure });
      expect(world.badge?.text).toMatch(/^1[?!]$/);
      const told = FAILURES[failure.kind].retry === 'never' ? ['stop'] : [];
      expect([...world.tray.values()].map(({ about }) => about)).toEqual(told);
    },
  );

  test('doesn’t parse an unchanged answer again', async () => {
    await check();
    const before = world.mailboxOf('home');
    world.effects.read = async () => {
      throw new Error('read again');
    };
    await check();
    expect(world.mailboxOf('home')).toEqual({
      ...before,
      checkedAt: world.now,
      attemptedAt: world.now,
      known: { ...before.known, asOf: world.now },
    });
  });

  test('recovers from a failure with an unchanged answer', async () => {
    await check();
    world.servers.set('home', () => ({ kind: 'failed', failure: { kind: 'offline' } }));
    await check();
    world.servers.set('home', listing([old]));
    await check();
    expect(world.mailboxOf('home').failure).toBeUndefined();
    expect(world.badge?.text).toBe('1');
  });

  test.each<[string, (accounts: Account[]) => Account[]]>([
    ['its token changed', accounts => withAccount(accounts, { ...home, token: 'new-token' })],
    ['its endpoint changed', accounts => withAccount(accounts, { ...home, endpoint: 'https://o.example/' })],
    ['it was removed', () => [work]],
  ])('stores nothing for an account if meanwhile %s', async (_what, change) => {
    world.servers.set('home', () => {
      world.accounts = change(world.accounts);
      return listing([old])();
    });
    await check();
    expect(world.mailboxOf('home')).toMatchObject({ checkedAt: 0, unread: 'unreported', digest: '' });
    expect(world.badge).toBeUndefined();
  });

  test('stores its result for an account that was renamed meanwhile', async () => {
    world.servers.set('home', () => {
      world.accounts = [{ ...home, name: 'House' }];
      return listing([old])();
    });
    await check();
    expect(world.mailboxOf('home').unread).toBe(1);
  });

  test('stores no secret outside the account', async () => {
    await check();
    world.servers.set('home', reading({ kind: 'api-error', code: 103 }));
    await check();
    expect(JSON.stringify([[...world.stored], world.badge, world.shown])).not.toContain('home-token');
  });

  test('stores at its start that it may never end', async () => {
    await check();
    const before = world.mailboxOf('home');
    await new Promise<void>(called => {
      world.servers.set('home', () => {
        called();
        return new Promise(() => {});
      });
      void check();
    });
    const { attemptedAt, retryAt = 0, ...rest } = world.mailboxOf('home');
    expect({ ...rest, attemptedAt: before.attemptedAt }).toEqual(before);
    expect(attemptedAt).toBe(world.now);
    expect(retryAt).toBeGreaterThanOrEqual(world.now + MINUTE);
  });

  test('uses the server’s clock if it differs little from this computer’s', async () => {
    const answer = (serverTime: number, ...messages: (typeof old)[]) => {
      world.servers.set('home', () => ({ ...listing(messages)(), serverTime }) as Outcome);
    };
    world.now = NOW + 50 * MINUTE;
    answer(NOW, old);
    await check();
    expect(world.mailboxOf('home').known?.asOf).toBe(NOW);
    answer(NOW + 5 * MINUTE, fresh, old);
    await check();
    expect([...world.tray.keys()]).toEqual(['home|mail|fresh']);
  });

  test('respects Retry-After', async () => {
    world.servers.set('home', () => ({
      kind: 'answered',
      status: 503,
      text: '{"kind":"empty"}',
      retryAfter: HOUR,
    }));
    await check();
    expect(world.mailboxOf('home')).toMatchObject({
      failure: { kind: 'server-error', status: 503 },
      notBefore: world.now + HOUR,
    });
  });
});

describe('a service that the server refuses', () => {
  const shop = { ...home, serviceId: 'shop', servicePassword: 'secret' };
  const refused = reading({ kind: 'api-error', code: 501 });

  beforeEach(() => {
    world.accounts = [shop];
  });

  test('needs the user at once, keeps the mail and announces nothing', async () => {
    await check(shop);
    world.servers.set('home', refused);
    await check(shop);
    expect(world.mailboxOf('home')).toMatchObject({ failure: { kind: 'service', code: 501 }, unread: 1 });
    expect(world.badge).toMatchObject({ text: '1!', icon: 'needs-you' });
    expect(world.badge?.title.map(t).join()).toContain('Home: The server refuses this service (code 501).');
    expect(world.tray.size).toBe(0);
  });

  test('recovers by itself once the server lets it in', async () => {
    world.servers.set('home', refused);
    await check(shop);
    const { retryAt = 0 } = world.mailboxOf('home');
    expect(retryAt).toBeGreaterThan(world.now);
    world.servers.set('home', listing([old]));
    world.now = retryAt;
    await createChecks(world.effects).onAlarm();
    expect(world.mailboxOf('home')).not.toHaveProperty('failure');
    expect(world.badge?.text).toBe('1');
  });
});

test('a service that calls too often waits as long as Retry-After says', async () => {
  world.servers.set(
    'home',
    () => ({ ...reading({ kind: 'api-error', code: 505 }, 429)(), retryAfter: HOUR }) as Outcome,
  );
  await check();
  const { failure, notBefore, retryAt = 0 } = world.mailboxOf('home');
  expect(failure).toEqual({ kind: 'busy', status: 429 });
  expect(notBefore).toBe(world.now + HOUR);
  expect(retryAt).toBeGreaterThanOrEqual(world.now + HOUR);
});

describe('the check log', () => {
  const outcomes = () => world.checks.map(({ accountId, outcome, code }) => [accountId, outcome, code]);

  test('has one entry with the outcome of each check', async () => {
    await check();
    await check();
    world.servers.set('home', () => ({ kind: 'answered', status: 503, text: '{"kind":"malformed"}' }));
    await check();
    await check({ ...home, token: 'replaced' });
    expect(outcomes()).toEqual([
      ['home', 'ok', undefined],
      ['home', 'unchanged', undefined],
      ['home', 'server-error', 503],
    ]);
    expect(world.checks[0]).toMatchObject({ at: NOW + MINUTE, duration: 0 });
  });

  test('has the duration of the call', async () => {
    world.servers.set('home', () => {
      world.now += 1234;
      return listing([old])();
    });
    await check();
    expect(world.checks).toMatchObject([{ at: NOW + MINUTE, duration: 1234 }]);
  });

  test('is written even if nothing can be shown, and mail is shown even if the log can’t be written', async () => {
    const { drawBadge } = world.effects;
    world.effects.drawBadge = () => Promise.reject(new Error('no toolbar'));
    await expect(check()).rejects.toThrow('no toolbar');
    expect(outcomes()).toEqual([['home', 'ok', undefined]]);
    Object.assign(world.effects, { drawBadge, noteCheck: () => Promise.reject(new Error('no room')) });
    await check();
    expect(world.badge?.text).toBe('1');
  });
});

describe('a worker that is killed', () => {
  /** Kills the worker when it is about to store an announcement, until it is revived. */
  function killOnAnnounced() {
    const { updateMailbox } = world.effects;
    world.effects.updateMailbox = async (id, change) => {
      if (world.tray.size > 0) throw new Error('killed');
      return updateMailbox(id, change);
    };
    return { letLive: () => Object.assign(world.effects, { updateMailbox }) };
  }

  test('between showing and storing a notification doesn’t show it twice', async () => {
    await check();
    world.servers.set('home', listing([fresh, old]));
    const { letLive } = killOnAnnounced();
    await expect(check()).rejects.toThrow('killed');
    expect([...world.tray.keys()]).toEqual(['home|mail|fresh']);
    expect(world.mailboxOf('home').pending.mails).toEqual(['fresh']);

    letLive();
    await check();
    expect(world.shown.map(({ id }) => id)).toEqual(['home|mail|fresh']);
    expect(world.mailboxOf('home').pending).toEqual(NOTHING_PENDING);
    expect(world.mailboxOf('home').announced.map(({ id }) => id)).toEqual(['home|mail|fresh']);
  });

  test('between two notifications shows the second one next time', async () => {
    await check();
    const second = makeMessage('second', { date: NOW + 2 * MINUTE });
    world.servers.set('home', listing([second, fresh, old]));
    const { letLive } = killOnAnnounced();
    await expect(check()).rejects.toThrow('killed');
    letLive();
    await check();
    expect(world.shown.map(({ id }) => id)).toEqual(['home|mail|fresh', 'home|mail|second']);
  });

  test('before the answer is stored finds the mail new again', async () => {
    await check();
    world.servers.set('home', listing([fresh, old]));
    const { updateMailboxOf } = world.effects;
    world.effects.updateMailboxOf = async () => {
      throw new Error('killed');
    };
    await expect(check()).rejects.toThrow('killed');
    world.effects.updateMailboxOf = updateMailboxOf;
    await check();
    expect([...world.tray.keys()]).toEqual(['home|mail|fresh']);
  });
});

describe('the server is not called', () => {
  test('for an account that is signed out', async () => {
    world.servers.clear();
    await check({ ...home, token: '' });
    expect(await askServer({ ...home, token: '' }, '', world.effects)).toEqual({
      kind: 'failure',
      failure: { kind: 'signed-out' },
    });
  });

  test('without the host permission', async () => {
    world.servers.clear();
    world.effects.mayContact = async () => false;
    await check();
    expect(world.mailboxOf('home').failure).toEqual({ kind: 'permission' });
    expect(world.badge?.text).toBe('!');
  });

  test('without the host permission for the account’s own endpoint', async () => {
    world.servers.delete('home');
    const other = { ...work, endpoint: 'https://work.example/' };
    world.effects.mayContact = async endpoint => endpoint === 'https://work.example/';
    expect(await askServer(other, '', world.effects)).toMatchObject({ kind: 'answer' });
    expect(await askServer(home, '', world.effects)).toMatchObject({ failure: { kind: 'permission' } });
  });
});

describe('askServer returns', () => {
  test.each([
    ['an answer, with HTTP 500', listing([old]), 500, { kind: 'answer', answer: { unread: 1 } }],
    [
      'the privacy error, with HTTP 500',
      reading({ kind: 'api-error', code: -3, url: 'https://privacy.example/' }),
      500,
      { kind: 'failure', failure: { kind: 'privacy', url: 'https://privacy.example/' } },
    ],
    [
      'an error for a malformed answer with HTTP 401',
      reading({ kind: 'malformed' }),
      401,
      { failure: { kind: 'signed-out' } },
    ],
    [
      'an error for a web page with HTTP 503',
      reading({ kind: 'web-page' }),
      503,
      { failure: { kind: 'server-error', status: 503 } },
    ],
    ['an error for a web page', reading({ kind: 'web-page' }), 200, { failure: { kind: 'web-page' } }],
    [
      'an error for a malformed answer',
      reading({ kind: 'malformed' }),
      200,
      { failure: { kind: 'malformed' } },
    ],
  ])('%s', async (_what, answer, status, result) => {
    world.servers.set('home', () => ({ ...answer(), status }));
    expect(await askServer(home, '', world.effects)).toMatchObject(result);
  });

  test.each<[string, () => Outcome, object]>([
    ['the server’s time', listing([old]), { kind: 'answer', serverTime: NOW }],
    ['Retry-After', reading({ kind: 'empty' }, 503), { retryAfter: HOUR }],
    [
      'Retry-After, with an error of the API',
      reading({ kind: 'api-error', code: 900 }),
      { failure: { kind: 'internal' }, retryAfter: HOUR },
    ],
    [
      'Retry-After, with HTTP 429 and an error of the API',
      reading({ kind: 'api-error', code: 505 }, 429),
      { failure: { kind: 'busy', status: 429 }, retryAfter: HOUR },
    ],
  ])('%s', async (_what, answer, result) => {
    world.servers.set('home', () => ({ ...answer(), serverTime: NOW, retryAfter: HOUR }) as Outcome);
    expect(await askServer(home, '', world.effects)).toMatchObject(result);
  });

  test('unchanged for an answer with the same digest', async () => {
    const first = await askServer(home, '', world.effects);
    const digest = first.kind === 'answer' ? first.digest : '';
    expect(digest).not.toBe('');
    expect(await askServer(home, digest, world.effects)).toEqual({ kind: 'unchanged', digest });
    expect(await askServer(home, '', world.effects)).toEqual(first);
  });
});
