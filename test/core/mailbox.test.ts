import { describe, expect, test } from 'vitest';
import type { Answer, Message } from '../../src/core/answer';
import { applyAnnounced, applyCheck, type CheckResult } from '../../src/core/apply-check';
import { listOf, type Mailbox, parseMailbox, sumKnown } from '../../src/core/mailbox';
import { EVERY_FAILURE } from '../failures';
import { DAY, HOUR, MINUTE, makeAnswer, makeMailbox, makeMessage, NOW, withoutDate } from '../make';

const NEVER = parseMailbox(undefined);
const LATER = NOW + 5 * MINUTE;

/** The result of a check whose answer lists these messages; `unread` is as many where nothing else is said. */
function listing(messages: Message[], change: Partial<Answer> = {}): CheckResult {
  return {
    kind: 'answer',
    answer: makeAnswer({ unread: messages.length, messages, ...change }),
    digest: 'd1',
  };
}

/** A mailbox whose last answer listed these messages. */
function having(messages: Message[], change: Partial<Answer> = {}): Mailbox {
  return applyCheck(NEVER, listing(messages, change), NOW);
}

function pendingAfter(mailbox: Mailbox, result: CheckResult): string[] {
  return applyCheck(mailbox, result, LATER).pending;
}

const [older, old, newer] = [
  makeMessage('older', { date: NOW - 3 * HOUR }),
  makeMessage('old', { date: NOW - 2 * HOUR }),
  makeMessage('newer', { date: NOW + MINUTE }),
];

describe('an answer', () => {
  test('that is the first of an account announces nothing', () => {
    const messages = [newer, old, withoutDate(makeMessage('undated'))];
    const mailbox = applyCheck(NEVER, listing(messages), NOW);
    expect(mailbox.pending).toEqual([]);
    expect(mailbox).toMatchObject({ unread: 3, messages, checkedAt: NOW, attemptedAt: NOW });
  });

  test('that is the first after failures announces nothing', () => {
    const failed = applyCheck(NEVER, { kind: 'failure', failure: { kind: 'offline' } }, NOW);
    expect(pendingAfter(failed, listing([newer, old]))).toEqual([]);
  });

  test('with new mail makes it pending', () => {
    expect(pendingAfter(having([old]), listing([newer, old]))).toEqual(['newer']);
  });

  test('with new mail in a mailbox where all was read makes it pending', () => {
    expect(pendingAfter(having([]), listing([newer]))).toEqual(['newer']);
  });

  test('keeps what is still pending, before what is new', () => {
    const mailbox = { ...having([old]), pending: ['old'] };
    expect(pendingAfter(mailbox, listing([newer, old]))).toEqual(['old', 'newer']);
  });

  test('that no longer lists a pending mail drops it', () => {
    const mailbox = { ...having([old, older]), pending: ['old', 'older'] };
    expect(pendingAfter(mailbox, listing([older]))).toEqual(['older']);
  });

  test('with an older mail that rotated into the list announces nothing', () => {
    const mailbox = having([newer, old], { unread: 12 });
    expect(pendingAfter(mailbox, listing([old, older], { unread: 11 }))).toEqual([]);
  });

  test('tells a new mail from one that rotated in at the same time', () => {
    const mailbox = having([old], { unread: 5 });
    expect(pendingAfter(mailbox, listing([newer, older], { unread: 5 }))).toEqual(['newer']);
  });

  test.each(['withheld', 'unreported'] as const)(
    'takes an older mail for rotated in while the count is %s',
    unread => {
      const mailbox = having([old], { unread });
      expect(pendingAfter(mailbox, listing([older], { unread }))).toEqual([]);
    },
  );

  test('with a mail that came late announces it where the list showed all there was', () => {
    expect(pendingAfter(having([old]), listing([old, older]))).toEqual(['older']);
  });

  test('with a known mail marked unread announces nothing', () => {
    const read = applyCheck(having([old, older]), listing([older]), NOW + MINUTE);
    expect(pendingAfter(read, listing([old, older]))).toEqual([]);
  });

  test('with a never seen mail of long ago marked unread announces nothing', () => {
    const ancient = makeMessage('ancient', { date: NOW - 30 * DAY });
    expect(pendingAfter(having([old]), listing([old, ancient]))).toEqual([]);
  });

  test('with a mail sent in the future does not silence the next ones', () => {
    const wrong = makeMessage('wrong', { date: NOW + 365 * DAY });
    expect(pendingAfter(having([wrong]), listing([wrong, newer]))).toEqual(['newer']);
  });

  test('with an undated mail never seen announces it', () => {
    const undated = withoutDate(makeMessage('undated'));
    expect(pendingAfter(having([old]), listing([undated, old]))).toEqual(['undated']);
  });

  test('with mail that came during failures announces it', () => {
    let mailbox = having([old]);
    for (const failure of EVERY_FAILURE)
      mailbox = applyCheck(mailbox, { kind: 'failure', failure }, NOW + MINUTE);
    expect(pendingAfter(mailbox, listing([newer, old]))).toEqual(['newer']);
  });

  test('with a list that was withheld until now announces no backlog', () => {
    const withheld = applyCheck(NEVER, listing([], { unread: 2, messages: 'withheld' }), NOW);
    expect(pendingAfter(withheld, listing([old, older]))).toEqual([]);
  });

  test('says nothing that the answer before it said', () => {
    const before = having([old], { dashboard: 'https://privacy.example/', sms: 3, emails: 9 });
    const after = applyCheck(before, listing([], { messages: 'unreported', unread: 'withheld' }), LATER);
    expect(after).toMatchObject({
      emails: 'unreported',
      unread: 'withheld',
      sms: 'unreported',
      messages: 'unreported',
      digest: 'd1',
    });
    expect(after).not.toHaveProperty('dashboard');
  });

  test('ends a failure', () => {
    const failed = applyCheck(having([old]), { kind: 'failure', failure: { kind: 'timeout' } }, NOW);
    expect(applyCheck(failed, listing([old]), LATER)).not.toHaveProperty('failure');
  });
});

test.each(EVERY_FAILURE)('a failure ($kind) keeps all that is known', failure => {
  const mailbox = { ...having([newer, old], { sms: 1 }), pending: ['newer'] };
  expect(applyCheck(mailbox, { kind: 'failure', failure }, LATER)).toEqual({
    ...mailbox,
    failure,
    attemptedAt: LATER,
  });
});

test('an unchanged answer moves the times alone, and ends a failure', () => {
  const mailbox = { ...having([newer, old]), pending: ['newer'] };
  const after = { ...mailbox, checkedAt: LATER, attemptedAt: LATER };
  expect(applyCheck(mailbox, { kind: 'unchanged' }, LATER)).toEqual(after);
  expect(applyCheck({ ...mailbox, failure: { kind: 'offline' } }, { kind: 'unchanged' }, LATER)).toEqual(
    after,
  );
});

describe('what was seen', () => {
  test('is bounded, however much mail comes', () => {
    let mailbox = NEVER;
    for (let day = 0; day < 300; day += 1) {
      const list = Array.from({ length: 20 }, (_, n) =>
        makeMessage(`${day}-${n}`, { date: NOW + day * DAY + n }),
      );
      mailbox = applyCheck(mailbox, listing(list), NOW + day * DAY);
    }
    expect(mailbox.seen.length).toBeLessThanOrEqual(1100);
    expect(mailbox.seen.length).toBeGreaterThanOrEqual(1000);
    expect(new Set(mailbox.seen).size).toBe(mailbox.seen.length);
  });

  test('never forgets what is listed, however long the list', () => {
    const list = Array.from({ length: 3000 }, (_, n) => makeMessage(String(n)));
    const mailbox = applyCheck(having(list), listing(list.toReversed()), LATER);
    expect(mailbox.pending).toEqual([]);
    expect(new Set(mailbox.seen)).toEqual(new Set(list.map(({ id }) => id)));
  });

  test('never forgets a mail that stays in the list while others come and go', () => {
    let mailbox = having([old]);
    for (let n = 0; n < 2000; n += 1)
      mailbox = applyCheck(mailbox, listing([makeMessage(String(n)), old]), NOW + n * MINUTE);
    expect(mailbox.seen).toContain('old');
  });
});

describe('after a list that was empty', () => {
  const fresh = makeMessage('fresh', { date: NOW + MINUTE });

  test.each([0, 3, 'withheld', 'unreported'] as const)(
    'a new mail is news, with %j unread before',
    unread => {
      const mailbox = makeMailbox({ unread, messages: [] });
      expect(applyCheck(mailbox, listing([fresh]), NOW + 2 * MINUTE).pending).toEqual(['fresh']);
    },
  );

  test('an old mail marked unread is no news', () => {
    const marked = makeMessage('marked', { date: NOW - 30 * DAY });
    expect(applyCheck(makeMailbox(), listing([marked]), NOW + MINUTE).pending).toEqual([]);
  });

  test('a mail that was days on its way while the computer was off is news', () => {
    const late = makeMessage('late', { date: NOW + DAY });
    expect(applyCheck(makeMailbox(), listing([late]), NOW + 5 * DAY).pending).toEqual(['late']);
  });
});

test('what a notice said is forgotten with the mail that it announced, its link is not', () => {
  const entry = {
    notice: 'home|1',
    title: 'Jean',
    message: 'Hush',
    link: 'https://m.example/1',
    messageIds: ['1'],
  };
  const mailbox = makeMailbox({ messages: [makeMessage('1')], announced: [entry] });
  expect(applyCheck(mailbox, listing([makeMessage('1')]), NOW + MINUTE).announced).toEqual([entry]);
  expect(applyCheck(mailbox, listing([]), NOW + MINUTE).announced).toEqual([
    { ...entry, title: '', message: '' },
  ]);
});

describe('once announced', () => {
  const entry = (notice: string) => ({ notice, title: 'Title', message: 'Message', messageIds: [] });

  test('a mail is pending no longer, and what its notice said is kept', () => {
    const mailbox = { ...having([newer, old]), pending: ['newer', 'old'] };
    const after = applyAnnounced(mailbox, ['old'], [entry('home|old')]);
    expect(after).toEqual({ ...mailbox, pending: ['newer'], announced: [entry('home|old')] });
  });

  test('a notice shown again is kept once, as the latest', () => {
    const mailbox = makeMailbox({ announced: [entry('a'), entry('b')] });
    const again = { ...entry('a'), title: 'Again' };
    expect(applyAnnounced(mailbox, [], [again]).announced).toEqual([entry('b'), again]);
  });

  test('only the latest notices are kept', () => {
    let mailbox = makeMailbox();
    for (let n = 0; n < 500; n += 1) mailbox = applyAnnounced(mailbox, [], [entry(String(n))]);
    expect(mailbox.announced.length).toBeLessThanOrEqual(100);
    expect(mailbox.announced.at(-1)?.notice).toBe('499');
  });
});

describe('a stored mailbox', () => {
  test.each(EVERY_FAILURE)('comes back as it was, failing ($kind) or not', failure => {
    const mailbox: Mailbox = {
      ...makeMailbox({
        messages: [makeMessage('1'), withoutDate(makeMessage('2'))],
        dashboard: 'https://privacy.example/',
        pending: ['1'],
        seen: ['0', '1'],
        announced: [{ notice: 'n', title: 't', message: 'm', link: 'https://x.example/', messageIds: ['1'] }],
      }),
      failure,
    };
    expect(parseMailbox(JSON.parse(JSON.stringify(mailbox)))).toEqual(mailbox);
    const { failure: _none, ...healthy } = mailbox;
    expect(parseMailbox(JSON.parse(JSON.stringify(healthy)))).toEqual(healthy);
  });

  test.each([undefined, null, 0, 'x', true, [], {}])('is that of an account never checked in %j', raw => {
    expect(parseMailbox(raw)).toEqual({
      endpoint: '',
      checkedAt: 0,
      attemptedAt: 0,
      emails: 'unreported',
      unread: 'unreported',
      sms: 'unreported',
      messages: 'unreported',
      digest: '',
      seen: [],
      pending: [],
      announced: [],
    });
  });

  test.each(Object.keys(makeMailbox()))(
    'whose %s is corrupt keeps the rest, and reads the next answer',
    key => {
      const sound = makeMailbox({
        emails: 1,
        unread: 1,
        sms: 1,
        messages: [makeMessage('1')],
        seen: ['1'],
        pending: ['1'],
        announced: [{ notice: 'n', title: 't', message: 'm', messageIds: ['1'] }],
      });
      for (const corrupt of [{ no: 'sense' }, [1, 2], null, Number.NaN, true]) {
        const parsed = parseMailbox({ ...sound, [key]: corrupt });
        const { [key]: replaced, ...rest } = { ...parsed } as Record<string, unknown>;
        const { [key]: _sound, ...expected } = { ...sound, digest: '' } as Record<string, unknown>;
        expect(replaced).toEqual((NEVER as Record<string, unknown>)[key]);
        expect(rest).toEqual(expected);
      }
    },
  );

  test('with a failure that is none known still fails', () => {
    expect(parseMailbox({ ...makeMailbox(), failure: { kind: 'gremlins' } }).failure).toEqual({
      kind: 'network',
    });
  });
});

test('only numbers are summed', () => {
  expect(sumKnown([1, 'withheld', 2, 'unreported'])).toBe(3);
  expect(sumKnown([0])).toBe(0);
  expect(sumKnown(['withheld', 'unreported'])).toBeUndefined();
  expect(sumKnown([])).toBeUndefined();
});

test('what is withheld or unreported lists nothing', () => {
  expect(listOf('withheld')).toEqual([]);
  expect(listOf('unreported')).toEqual([]);
  expect(listOf([old])).toEqual([old]);
});
