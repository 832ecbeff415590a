import { describe, expect, test } from 'vitest';
import type { Count, Message } from '../../../src/core/answer/answer';
import { applyAnnounced, applyBegun, applyCheck } from '../../../src/core/mailbox/apply-check';
import type { Failure } from '../../../src/core/mailbox/failure';
import {
  isPending,
  type Mailbox,
  NOTHING_PENDING,
  type Pending,
  UNKNOWN_MAILBOX,
} from '../../../src/core/mailbox/mailbox';
import { mailboxOf } from '../../../src/core/mailbox/mailbox-of';
import { FLOOR, regularAfter } from '../../../src/core/mailbox/schedule';
import { check, clockAt, failing, having, LATER, listing } from '../../checked';
import { EVERY_FAILURE, FAILURE_OF } from '../../failures';
import { DAY, HOUR, MINUTE, makeAccount, makeMessage, NOW, withoutDate } from '../../make';

const [older, old, newer] = [
  makeMessage('older', { date: NOW - 3 * HOUR }),
  makeMessage('old', { date: NOW - 2 * HOUR }),
  makeMessage('newer', { date: NOW + MINUTE }),
];

/** The result of the same answer text again. */
const UNCHANGED = { kind: 'unchanged', digest: 'd1' } as const;

function withPending(mailbox: Mailbox, pending: Partial<Pending>): Mailbox {
  return { ...mailbox, pending: { ...mailbox.pending, ...pending } };
}

describe('an answer', () => {
  test('announces nothing if it is the account’s first', () => {
    const messages = [newer, old, withoutDate(makeMessage('undated'))];
    const mailbox = having(messages, { sms: 2 });
    expect(mailbox.pending).toEqual(NOTHING_PENDING);
    expect(mailbox).toMatchObject({ unread: 3, messages, checkedAt: NOW, attemptedAt: NOW, digest: 'd1' });
  });

  test('announces nothing if it is the first, after failures', () => {
    const failed = check(UNKNOWN_MAILBOX, failing({ kind: 'offline' }), NOW);
    expect(check(failed, listing([newer, old])).pending).toEqual(NOTHING_PENDING);
  });

  test('with new mail makes it pending', () => {
    expect(check(having([old]), listing([newer, old])).pending.mails).toEqual(['newer']);
  });

  test('makes the number of unlisted new mails pending', () => {
    const many = Array.from({ length: 10 }, (_, n) => makeMessage(`m${n}`, { date: NOW + MINUTE }));
    const { pending } = check(having([old]), listing(many, { unread: 41 }));
    expect(pending).toMatchObject({ mails: many.map(({ id }) => id), unlisted: 30 });
  });

  test('keeps pending mail before new mail', () => {
    const mailbox = withPending(having([old], { unread: 3 }), { mails: ['old'], unlisted: 2 });
    expect(check(mailbox, listing([newer, old], { unread: 4 })).pending).toMatchObject({
      mails: ['old', 'newer'],
      unlisted: 2,
    });
  });

  test('drops a pending mail that is no longer listed', () => {
    const mailbox = withPending(having([old, older]), { mails: ['old', 'older'] });
    expect(check(mailbox, listing([older])).pending.mails).toEqual(['older']);
  });

  test.each(['withheld', 'unreported'] as const)('drops nothing pending if the list is %s', messages => {
    const mailbox = withPending(having([old]), { mails: ['old'], unlisted: 3 });
    const silent = check(mailbox, listing([], { unread: 'unreported', messages }));
    expect(silent.pending).toMatchObject({ mails: ['old'], unlisted: 3 });
    expect(check(silent, listing([newer, old])).pending.mails).toEqual(['old', 'newer']);
  });

  test('drops the pending unlisted number when all pending listed mail was read', () => {
    const mailbox = withPending(having([old]), { mails: ['old'], unlisted: 12 });
    const read = check(mailbox, listing([]));
    expect(isPending(read)).toBe(false);
    expect(check(read, listing([newer]), LATER + MINUTE).pending).toMatchObject({
      mails: ['newer'],
      unlisted: 0,
    });
  });

  test.each<[string, Partial<Pending>, Partial<Pending>]>([
    ['mail is held', { mails: ['old'], held: true }, { mails: ['old'], held: true }],
    ['unlisted mail is held', { unlisted: 1, held: true }, { unlisted: 1, held: true }],
    ['an SMS is held', { sms: 1, held: true }, { sms: 1, held: true }],
    ['all held mail was read', { mails: ['gone'], held: true }, {}],
    ['nothing was held', { mails: ['old'] }, { mails: ['old'] }],
    [
      'a sound was played',
      { mails: ['old', 'gone'], heard: ['gone', 'old'] },
      { mails: ['old'], heard: ['old'] },
    ],
    ['all mail with a sound was read', { mails: ['old', 'gone'], heard: ['gone'] }, { mails: ['old'] }],
  ])('keeps the marks of waiting news: %s', (_what, pending, after) => {
    const mailbox = withPending(having([old], { sms: 1 }), pending);
    expect(check(mailbox, listing([old], { sms: 1 })).pending).toEqual({
      ...NOTHING_PENDING,
      ...after,
    });
  });

  describe('with three listed and five unlisted waiting mails, keeps the unlisted number', () => {
    const mail = (n: number) => makeMessage(`m${n}`, { date: NOW + (n - 14) * 10 * MINUTE });
    const mails = (...numbers: number[]) => numbers.map(mail);
    const before = withPending(having(mails(13, 12, 11), { unread: 9 }), {
      mails: ['m13', 'm12', 'm11'],
      unlisted: 5,
    });

    test.each<[string, Message[], Count, number]>([
      ['if nothing changes', mails(13, 12, 11), 9, 5],
      ['if the list is withheld', [], 2, 5],
      ['if two listed mails are read and others come into view', mails(13, 2, 1), 7, 5],
      ['minus two if two unlisted mails are read', mails(13, 12, 11), 7, 3],
      ['minus one if a listed and an unlisted mail are read', mails(13, 12, 2), 7, 4],
      ['minus all unlisted mails that are read', mails(13, 12, 11), 5, 1],
      ['plus two that two newer mails pushed out', mails(15, 14, 13), 11, 7],
      ['plus new mail beyond the list', mails(20, 19, 18), 18, 14],
      ['if the unread count is withheld and a waiting mail is listed', mails(13), 'withheld', 5],
      ['as 0 if the count is withheld and no waiting mail is listed', mails(1), 'withheld', 0],
    ])('%s', (what, messages, unread, unlisted) => {
      const answer = listing(messages, {
        unread,
        ...(what.endsWith('list is withheld') && { messages: 'withheld' }),
      });
      expect(check(before, answer, LATER + HOUR).pending.unlisted).toBe(unlisted);
    });

    test('at most up to the number of other unread mails', () => {
      const few = withPending(having(mails(13), { unread: 3 }), { mails: ['m13'], unlisted: 5 });
      for (const answer of [listing(mails(13), { unread: 3 }), listing(mails(15, 13), { unread: 4 })])
        expect(check(few, answer, LATER + HOUR).pending.unlisted).toBe(2);
    });
  });

  test('counts pending mail that newer mail pushes out of a short list', () => {
    const mail = (n: number) => makeMessage(`m${n}`, { date: NOW + n * MINUTE });
    const three = (last: number) => listing([mail(last), mail(last - 1), mail(last - 2)], { unread: last });
    const [first, second] = [check(having([]), three(3)), check(having([]), three(3), LATER)];
    expect(second.pending).toMatchObject({ mails: ['m3', 'm2', 'm1'], unlisted: 0 });
    const pushed = check(first, three(5), LATER);
    expect(pushed.pending).toMatchObject({ mails: ['m3', 'm5', 'm4'], unlisted: 2 });
    const all = check(pushed, three(8), LATER + MINUTE);
    expect(all.pending.mails).toHaveLength(3);
    expect(all.pending.unlisted).toBe(5);
  });

  test('drops pending mail that was read while newer mail came', () => {
    const mail = (n: number) => makeMessage(`m${n}`, { date: NOW + n * MINUTE });
    const before = check(having([]), listing([mail(3), mail(2), mail(1)], { unread: 3 }));
    const after = check(before, listing([mail(5), mail(4)], { unread: 2 }), LATER);
    expect(after.pending).toMatchObject({ mails: ['m5', 'm4'], unlisted: 0 });
  });

  test('announces mail that came during failures', () => {
    const mailbox = EVERY_FAILURE.reduce(
      (before, failure) => check(before, failing(failure), NOW + MINUTE),
      having([old]),
    );
    expect(check(mailbox, listing([newer, old])).pending.mails).toEqual(['newer']);
  });

  test('announces no old mail when the list is shown for the first time', () => {
    const withheld = having([], { unread: 2, messages: 'withheld' });
    expect(check(withheld, listing([old, older])).pending).toEqual(NOTHING_PENDING);
  });

  test('replaces all data of the answer before', () => {
    const before = having([old], { dashboard: 'https://privacy.example/', sms: 3, emails: 9 });
    const after = check(before, listing([], { messages: 'unreported', unread: 'withheld' }));
    expect(after).toMatchObject({
      emails: 'unreported',
      unread: 'withheld',
      sms: 'unreported',
      messages: 'unreported',
      digest: 'd1',
    });
    expect(after).not.toHaveProperty('dashboard');
  });

  test('clears a failure and its effects', () => {
    const failed = check(having([old]), { ...failing({ kind: 'timeout' }), retryAfter: HOUR }, NOW);
    const healed = check(failed, listing([old]));
    expect(healed.failures).toBe(0);
    for (const field of ['failure', 'retryAt', 'notBefore']) expect(healed).not.toHaveProperty(field);
  });
});

describe('a wrong clock', () => {
  const year = 365 * DAY;
  const mailAt = (id: string, date: number) => makeMessage(id, { date });

  test.each([3 * DAY, -3 * DAY, year, -year])('of the server, by %i ms, hides no new mail', wrong => {
    let mailbox = UNKNOWN_MAILBOX;
    for (let n = 0; n < 4; n += 1) {
      const now = NOW + n * HOUR;
      const messages = [mailAt(String(n), now - MINUTE), old];
      mailbox = check(mailbox, { ...listing(messages), serverTime: now + wrong }, now);
      expect(mailbox.pending.mails).toEqual(n === 0 ? [] : [String(n)]);
      mailbox = withPending(mailbox, { mails: [] });
    }
  });

  test.each([3 * DAY, -3 * DAY, year, -year])(
    'here, by %i ms, hides no new mail if counts are reported',
    wrong => {
      let mailbox = UNKNOWN_MAILBOX;
      for (let n = 0; n < 4; n += 1) {
        const serverTime = NOW + n * HOUR;
        const messages = [mailAt(String(n), serverTime - MINUTE), old];
        const answer = listing(messages, { emails: 50 + n, unread: 2 + n });
        mailbox = check(mailbox, { ...answer, serverTime }, serverTime + wrong);
        expect(mailbox.pending.mails).toEqual(n === 0 ? [] : [String(n)]);
        mailbox = withPending(mailbox, { mails: [] });
      }
    },
  );

  test.each([3 * DAY, -3 * DAY])(
    'of the server, by %i ms, does not make old mail new when it is marked as unread',
    wrong => {
      const before = check(UNKNOWN_MAILBOX, { ...listing([old]), serverTime: NOW + wrong }, NOW);
      const marked = mailAt('marked', NOW - 2 * DAY);
      const after = check(before, { ...listing([old, marked]), serverTime: LATER + wrong }, LATER);
      expect(after.pending.mails).toEqual([]);
    },
  );

  test.each([
    [HOUR, NOW + HOUR],
    [HOUR + 1, NOW],
    [-HOUR, NOW - HOUR],
    [-HOUR - 1, NOW],
  ])('of the server, %i ms off, is used or ignored', (wrong, asOf) => {
    expect(check(UNKNOWN_MAILBOX, { ...listing([]), serverTime: NOW + wrong }, NOW)).toMatchObject({
      checkedAt: NOW,
      attemptedAt: NOW,
      known: { asOf },
    });
  });
});

describe('an unchanged answer', () => {
  test('changes only the times, and clears a failure', () => {
    const mailbox = withPending(having([newer, old]), { mails: ['newer'] });
    const after = { ...mailbox, checkedAt: LATER, attemptedAt: LATER };
    const known = { ...mailbox.known, asOf: LATER };
    expect(check(mailbox, UNCHANGED)).toEqual({ ...after, known });
    const failed = check(mailbox, failing({ kind: 'timeout' }), NOW + MINUTE);
    expect(check(failed, UNCHANGED)).toEqual({ ...after, known });
  });

  test('after sign-out changes nothing, and the next answer is parsed', () => {
    const forgotten = { ...UNKNOWN_MAILBOX, endpoint: makeAccount().endpoint };
    const after = check(forgotten, UNCHANGED);
    expect(after).toEqual({ ...forgotten, attemptedAt: LATER });
  });

  test('updates the time of the last list, by the server’s clock', () => {
    const after = check(having([old]), { ...UNCHANGED, serverTime: LATER - 7 });
    expect(after.known?.asOf).toBe(LATER - 7);
  });

  test.each(['withheld', 'unreported'] as const)(
    'whose list is %s does not make mail old that comes meanwhile',
    messages => {
      const silent = listing([], { unread: 'unreported', messages });
      let mailbox = check(having([old]), silent);
      for (let day = 1; day <= 5; day += 1) mailbox = check(mailbox, UNCHANGED, LATER + day * DAY);
      const meanwhile = makeMessage('meanwhile', { date: LATER + DAY });
      const after = check(mailbox, listing([meanwhile, old]), LATER + 5 * DAY + MINUTE);
      expect(after.pending.mails).toEqual(['meanwhile']);
    },
  );
});

const RHYTHM = { interval: 5 * MINUTE, phase: 0 };

describe('a failure', () => {
  const before = withPending(having([newer, old], { sms: 1 }), { mails: ['newer'], sms: 1 });

  const others = EVERY_FAILURE.filter(({ kind }) => kind !== 'privacy');

  test.each(others)('($kind) keeps all known data', failure => {
    const { failure: said, failing: _run, retryAt: _at, ...after } = check(before, failing(failure));
    expect(said).toEqual(failure);
    expect(after).toEqual({
      ...before,
      attemptedAt: LATER,
      failures: after.failures,
      pending: { ...before.pending, stop: after.pending.stop },
    });
  });

  test('of privacy withholds all data but keeps the seen mail', () => {
    const after = check(before, failing(FAILURE_OF.privacy));
    const { known } = before;
    expect(after).toMatchObject({
      unread: 'withheld',
      sms: 'withheld',
      messages: 'withheld',
      digest: '',
      known,
    });
    expect(JSON.stringify(after)).not.toContain('Subject');
    const later = makeMessage('later', { date: LATER });
    const allowed = check(after, listing([later, newer, old]), LATER + 5 * MINUTE);
    expect(allowed.pending.mails).toContain('later');
    expect(allowed.pending.mails).not.toContain('old');
  });

  test.each<[Failure, number | undefined, number]>([
    [FAILURE_OF['server-error'], 1, 45_000],
    [FAILURE_OF.timeout, 1, 45_000],
    [FAILURE_OF.fault, 1, 45_000],
    [FAILURE_OF.offline, 0, 45_000],
    [FAILURE_OF.privacy, 1, 5.5 * MINUTE],
    [FAILURE_OF.malformed, 1, 5.5 * MINUTE],
    [FAILURE_OF.permission, 0, regularAfter(LATER, RHYTHM) - LATER],
  ])('is retried according to its kind: %j', (failure, failures, wait) => {
    expect(check(before, failing(failure))).toMatchObject({ failures, retryAt: LATER + wait });
  });

  test.each([FAILURE_OF.account, FAILURE_OF['signed-out']])('of the account is not retried: %j', failure => {
    expect(check(before, failing(failure))).not.toHaveProperty('retryAt');
  });

  test('with Retry-After is retried after that time', () => {
    const after = check(before, { kind: 'failure', failure: FAILURE_OF.busy, retryAfter: 2 * HOUR });
    expect(after.notBefore).toBe(LATER + 2 * HOUR);
    expect(after.retryAt).toBeGreaterThanOrEqual(LATER + 2 * HOUR);
    expect(after.retryAt).toBeLessThanOrEqual(LATER + 2 * HOUR + 5 * MINUTE);
  });

  test('is retried later each time, until an answer comes', () => {
    let mailbox = before;
    for (const [n, wait] of [0.75, 5.5, 10.5, 20.5, 30.5, 30.5].entries()) {
      mailbox = check(mailbox, failing({ kind: 'timeout' }), LATER + n * HOUR);
      expect(mailbox.retryAt).toBe(LATER + n * HOUR + wait * MINUTE);
    }
    const healed = check(mailbox, UNCHANGED, LATER + DAY);
    expect(check(healed, failing({ kind: 'timeout' }), LATER + DAY + HOUR).failures).toBe(1);
  });
});

test('the start of a check changes only the next due time', () => {
  const failed = check(having([newer, old], { sms: 1 }), failing({ kind: 'timeout' }), NOW + MINUTE);
  for (const before of [UNKNOWN_MAILBOX, having([newer, old]), failed]) {
    const { attemptedAt, retryAt = Number.NaN, ...rest } = applyBegun(before, clockAt(LATER));
    const { attemptedAt: _then, retryAt: _at, ...same } = before;
    expect(rest).toEqual(same);
    expect(attemptedAt).toBe(LATER);
    expect(retryAt).toBeGreaterThanOrEqual(LATER + FLOOR);
  }
});

test('a retry is timed from the end of a slow check', () => {
  const begun = applyBegun(having([old]), clockAt(LATER));
  const ended = applyCheck(begun, failing({ kind: 'offline' }), clockAt(LATER + 20_000));
  expect(ended).toMatchObject({ attemptedAt: LATER, retryAt: LATER + 20_000 + 45_000 });
  expect(applyCheck(begun, listing([]), clockAt(LATER + 20_000))).toMatchObject({
    attemptedAt: LATER,
    checkedAt: LATER + 20_000,
  });
});

describe('SMS', () => {
  /** The pending SMS after these reported counts, one after another. */
  function pendingSms(...counts: (number | 'withheld' | 'unreported')[]): number {
    return counts.reduce<Mailbox>((mailbox, sms) => check(mailbox, listing([], { sms })), UNKNOWN_MAILBOX)
      .pending.sms;
  }

  test.each<[string, Parameters<typeof pendingSms>, number]>([
    ['are not new if the count is withheld', ['withheld'], 0],
    ['are not new at the first count', [3], 0],
    ['are not new at the first count after unknown ones', ['unreported', 'withheld', 3], 0],
    ['are new if the count rose', [0, 1], 1],
    ['are all new if the count rises several times', [1, 2, 4], 3],
    ['are not new if they were read before the announcement', [1, 3, 2], 1],
    ['are not new if all were read before the announcement', [1, 3, 0], 0],
    ['are new if the count fell and then rose', [5, 2, 3], 1],
    ['are new if they came while the count was unreported', [1, 'unreported', 'unreported', 3], 2],
    ['are new if they came while the count was withheld', [1, 'withheld', 3], 2],
    ['stay pending while the count is withheld', [1, 3, 'withheld'], 2],
    ['are not new if the count is the same', [3, 3, 'unreported', 3], 0],
  ])('%s', (_which, counts, pending) => {
    expect(pendingSms(...counts)).toBe(pending);
  });

  test('are at most as many as are unread', () => {
    const mailbox = withPending(having([], { sms: 9 }), { sms: 8 });
    expect(check(mailbox, listing([], { sms: 2 })).pending.sms).toBe(1);
    expect(check(withPending(mailbox, { sms: 30 }), listing([], { sms: 9 })).pending.sms).toBe(9);
  });

  test('are not new after a failure or an unchanged answer', () => {
    const mailbox = having([], { sms: 2 });
    expect(check(mailbox, UNCHANGED).pending.sms).toBe(0);
    const failed = check(mailbox, failing({ kind: 'timeout' }));
    expect(check(failed, listing([], { sms: 3 }), LATER + HOUR).pending.sms).toBe(1);
  });
});

describe('a stop of checks', () => {
  const healthy = having([old]);
  const refused = FAILURE_OF.account;
  const told = applyAnnounced(check(healthy, failing(refused)), {
    id: 'home|stop',
    about: 'stop',
    title: 'Title',
    message: 'Message',
    messageIds: [],
  });

  test.each<[Failure, boolean]>([
    [{ kind: 'account', code: 102 }, true],
    [{ kind: 'account', code: 103 }, true],
    [{ kind: 'signed-out' }, true],
    ...EVERY_FAILURE.filter(({ kind }) => kind !== 'account' && kind !== 'signed-out').map(
      (failure): [Failure, boolean] => [failure, false],
    ),
  ])('is pending after %j: %s', (failure, stop) => {
    expect(check(healthy, failing(failure)).pending.stop).toBe(stop);
  });

  test('is pending after the first check, too', () => {
    expect(check(UNKNOWN_MAILBOX, failing(refused)).pending.stop).toBe(true);
  });

  test('is announced once, even after further failures', () => {
    expect(told).toMatchObject({ pending: { stop: false }, toldOfStop: true });
    let mailbox = told;
    for (const failure of [refused, ...EVERY_FAILURE, refused]) {
      mailbox = check(mailbox, failing(failure));
      expect(mailbox.pending.stop).toBe(false);
    }
  });

  test.each([listing([old]), UNCHANGED])('is announced again after an answer: $kind', result => {
    const healed = check(told, result);
    expect(healed).not.toHaveProperty('toldOfStop');
    expect(check(healed, failing(refused), LATER + HOUR).pending.stop).toBe(true);
  });

  test('stays pending until it is announced, even after further failures', () => {
    const pending = check(check(healthy, failing(refused)), failing({ kind: 'offline' }));
    expect(pending.pending.stop).toBe(true);
  });

  test('is not announced after checks go on', () => {
    const stopped = check(healthy, failing(refused));
    expect(check(stopped, listing([old])).pending.stop).toBe(false);
    expect(check(stopped, UNCHANGED).pending.stop).toBe(false);
    expect(mailboxOf(makeAccount({ revision: 1 }), stopped).pending.stop).toBe(false);
  });
});
