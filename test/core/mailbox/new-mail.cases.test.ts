import { describe, expect, test } from 'vitest';
import type { Answer, Count, Message } from '../../../src/core/answer/answer';
import { type ListedMail, withIdentities } from '../../../src/core/answer/identity';
import { listOf, type Mailbox, NOTHING_PENDING } from '../../../src/core/mailbox/mailbox';
import { mailboxOf } from '../../../src/core/mailbox/mailbox-of';
import { check } from '../../checked';
import { DAY, HOUR, MINUTE, makeAccount, makeAnswer, NOW } from '../../make';

/** One answer, two minutes after the one before: its counts and its list in the server's order. */
interface Told {
  unread?: Count;
  emails?: Count;
  list: readonly ListedMail[];
  serverTime?: number;
}

/** A mail that came `n` hours after the start; a larger `n` is newer. */
const mail = (n: number, change: Partial<ListedMail> = {}): ListedMail => ({
  messageId: `u${n}`,
  from: { name: '', address: `sender${n}@example.com` },
  subject: `a${n}`,
  beginning: '',
  date: NOW - (20 - n) * HOUR,
  ...change,
});
const undated = (n: number): ListedMail => {
  const { date: _date, ...rest } = mail(n);
  return rest;
};
const mails = (...numbers: number[]) => numbers.map(n => mail(n));

/** For each answer: the subjects that it announces, and the number of unlisted ones. */
function announced(...answers: Told[]): (string | number)[][] {
  let mailbox: Mailbox = mailboxOf(makeAccount(), undefined);
  return answers.map(({ unread = 'unreported', emails = 'unreported', list, serverTime }, n) => {
    const now = NOW + n * 2 * MINUTE;
    const answer: Answer = makeAnswer({ unread, emails, messages: withIdentities(list) });
    const told = serverTime === undefined ? {} : { serverTime };
    mailbox = check(mailbox, { kind: 'answer', answer, digest: `d${n}`, ...told }, now);
    const { mails, unlisted } = mailbox.pending;
    const subjects = listOf(mailbox.messages)
      .filter(({ id }) => mails.includes(id))
      .map(subjectOf);
    mailbox = { ...mailbox, pending: NOTHING_PENDING };
    return unlisted === 0 ? subjects : [...subjects, unlisted];
  });
}

const subjectOf = ({ subject }: Message) => subject;
const last = (...answers: Told[]) => announced(...answers).at(-1);

describe('a list that begins with the oldest', () => {
  const before = { unread: 12, list: mails(8, 9, 10, 11, 12) };

  test('announces nothing when the newest mail is read elsewhere', () => {
    expect(last(before, { unread: 11, list: mails(7, 8, 9, 10, 11) })).toEqual([]);
  });

  test('announces one new mail when two are read at the same time', () => {
    expect(
      last({ ...before, emails: 100 }, { unread: 11, emails: 101, list: mails(7, 8, 9, 10, 13) }),
    ).toEqual(['a13']);
    expect(
      last(before, { unread: 11, list: [...mails(7, 8, 9, 10), mail(13, { date: NOW + MINUTE })] }),
    ).toEqual(['a13']);
  });

  test('is stored newest first', () => {
    const answer = makeAnswer({ messages: withIdentities(before.list) });
    const mailbox = check(mailboxOf(makeAccount(), undefined), { kind: 'answer', answer, digest: 'd' }, NOW);
    expect(listOf(mailbox.messages).map(subjectOf)).toEqual(['a12', 'a11', 'a10', 'a9', 'a8']);
  });
});

describe('a late mail', () => {
  const recent = mail(12, { date: NOW - 10 * MINUTE });
  const older = mails(11, 10, 9, 8);

  test('above all known ones is announced, even if another was deleted', () => {
    const late = mail(13, { date: NOW - 35 * MINUTE });
    expect(
      last(
        { unread: 12, emails: 100, list: [recent, ...older] },
        { unread: 12, emails: 100, list: [late, recent, ...mails(10, 9, 8)] },
      ),
    ).toEqual(['a13']);
    const oldestFirst = [late, recent, ...mails(10, 9, 8)].toReversed();
    expect(
      last(
        { unread: 12, emails: 100, list: [recent, ...older].toReversed() },
        { unread: 12, emails: 100, list: oldestFirst },
      ),
    ).toEqual(['a13']);
  });

  test.each([48 * HOUR, 10 * DAY, NOW, NOW - Date.UTC(2006, 2, 7)])(
    'of %i ms is announced at any position if both counts prove it',
    delay => {
      const late = mail(13, { date: NOW - delay });
      const before = { unread: 2, emails: 10, list: mails(12, 11) };
      for (const list of [
        [late, ...mails(12, 11)],
        [...mails(12, 11), late],
        [...mails(11, 12), late],
      ])
        expect(last(before, { unread: 3, emails: 11, list })).toEqual(['a13']);
    },
  );

  test('of two days is not announced if only NoUnReadMails rises', () => {
    const marked = mail(13, { date: NOW - 48 * HOUR });
    expect(
      last(
        { unread: 2, emails: 10, list: mails(12, 11) },
        { unread: 3, emails: 10, list: [...mails(12, 11), marked] },
      ),
    ).toEqual([]);
    expect(last({ unread: 2, list: mails(12, 11) }, { unread: 3, list: [...mails(12, 11), marked] })).toEqual(
      [],
    );
  });

  test('at the end of a list by date is named if those below it were read', () => {
    const late = mail(30, { date: NOW - 6.5 * HOUR });
    expect(
      last(
        { unread: 11, emails: 100, list: mails(19, 18, 17, 16, 15, 14, 13, 12, 11, 10) },
        { unread: 8, emails: 101, list: [...mails(19, 18, 17, 16, 15, 14), late, ...mails(9)] },
      ),
    ).toEqual(['a30']);
  });

  test('beyond the end of a list by date is counted, and not announced again when it comes into view', () => {
    const before = { unread: 9, emails: 100, list: mails(12, 11, 10) };
    const sunk = mail(2, { messageId: 'late' });
    expect(
      announced(
        before,
        { ...before, unread: 10, emails: 101 },
        { unread: 2, emails: 101, list: [...mails(10), sunk] },
      ),
    ).toEqual([[], [1], []]);
  });
});

describe('unreliable ids', () => {
  const listed = (prefix: string) => mails(3, 2, 1).map((it, n) => ({ ...it, messageId: `${prefix}/${n}` }));

  test('do not announce a mail again with another id', () => {
    const answers = ['7f', '9a', '9b'].map(prefix => ({ unread: 3, emails: 50, list: listed(prefix) }));
    expect(announced(...answers)).toEqual([[], [], []]);
    const counted = answers.map(({ list }) => ({ list }));
    expect(announced(...counted)).toEqual([[], [], []]);
    const bare = answers.map(({ list }) => ({ list: list.map(({ date: _date, ...rest }) => rest) }));
    expect(announced(...bare)).toEqual([[], [], []]);
  });

  test('announce another mail with the same id', () => {
    const reused = mail(9, { messageId: '1', date: NOW + 3 * MINUTE });
    const before = [mail(2, { messageId: '2' }), mail(1, { messageId: '1' })];
    expect(last({ unread: 2, list: before }, { unread: 0, list: [] }, { unread: 1, list: [reused] })).toEqual(
      ['a9'],
    );
  });

  test('announce each of several equal mails', () => {
    const alike = (id: string) => mail(5, { messageId: id, date: NOW + MINUTE });
    expect(
      announced(
        { unread: 1, emails: 9, list: mails(1) },
        { unread: 3, emails: 11, list: [alike('3'), alike('2'), ...mails(1)] },
        { unread: 4, emails: 12, list: [alike('4'), alike('3'), alike('2'), ...mails(1)] },
        { unread: 4, emails: 12, list: [alike('9'), alike('8'), alike('7'), ...mails(1)] },
      ),
    ).toEqual([[], ['a5', 'a5'], ['a5'], []]);
  });
});

test.each([3 * DAY, -3 * DAY])('a server clock that is wrong by %i ms hides no new mail', off => {
  const fresh = mail(13, { date: NOW + MINUTE });
  expect(
    last(
      { unread: 1, list: mails(12), serverTime: NOW + off },
      { unread: 2, list: [fresh, ...mails(12)], serverTime: NOW + 2 * MINUTE + off },
    ),
  ).toEqual(['a13']);
});

describe('more new mail than fits in the list', () => {
  const at = (n: number) => mail(n, { date: NOW + MINUTE + n * 1000 });
  const burst = [9, 8, 7, 6, 5, 4, 3, 2, 1].map(at);

  test.each<[string, Omit<Told, 'list'>, Omit<Told, 'list'>]>([
    ['by both counts', { unread: 0, emails: 50 }, { unread: 9, emails: 59 }],
    ['even if an old mail was deleted', { unread: 0, emails: 50 }, { unread: 9, emails: 58 }],
    ['even if known mails were read', { unread: 2, emails: 50 }, { unread: 9, emails: 59 }],
    ['by NoUnReadMails alone', { unread: 0 }, { unread: 9 }],
    ['by NoEmails alone', { emails: 50 }, { emails: 59 }],
  ])('is counted %s', (_by, before, after) => {
    const known = before.unread === 2 ? mails(12, 11) : [];
    expect(last({ ...before, list: known }, { ...after, list: burst.slice(0, 3) })).toEqual([
      'a9',
      'a8',
      'a7',
      6,
    ]);
  });

  test('is not announced again when it comes into view', () => {
    expect(
      announced(
        { unread: 0, emails: 50, list: [] },
        { unread: 9, emails: 59, list: burst.slice(0, 3) },
        { unread: 6, emails: 59, list: burst.slice(3, 6) },
        { unread: 6, emails: 59, list: burst.slice(3, 6) },
        { unread: 2, emails: 59, list: burst.slice(7) },
      ),
    ).toEqual([[], ['a9', 'a8', 'a7', 6], [], [], []]);
  });
});

describe('the answers announce', () => {
  const undatedOnes = (...numbers: number[]) => numbers.map(undated);
  const at = (minutes: number, ...numbers: number[]) =>
    numbers.map(n => mail(n, { date: NOW + minutes * MINUTE }));

  test.each<[string, Told[], (string | number)[][]]>([
    [
      'no undated mails that replace the whole list, without NoUnReadMails',
      [
        { emails: 14, list: undatedOnes(1, 2, 3, 4, 5) },
        { emails: 19, list: undatedOnes(6, 7, 8, 9, 10) },
      ],
      [[], []],
    ],
    [
      'all mail dated after the end of the last list, without counts',
      [{ list: mails(12, 11, 10) }, { list: at(-1, 15, 14, 13) }],
      [[], ['a15', 'a14', 'a13']],
    ],
    [
      'all mail of a new list in the same minute, with NoUnReadMails',
      [
        { unread: 5, list: mails(10, 11, 12) },
        { unread: 8, list: at(1, 13, 14, 15) },
        { unread: 11, list: at(1, 16, 17, 18) },
      ],
      [[], ['a15', 'a14', 'a13'], ['a18', 'a17', 'a16']],
    ],
    [
      'only new mail if an old hidden mail was marked as unread',
      [
        { unread: 5, emails: 14, list: mails(12, 11, 10) },
        { unread: 8, emails: 16, list: [...at(1, 14, 13), ...mails(12)] },
      ],
      [[], ['a14', 'a13']],
    ],
    [
      'nothing if a hidden mail came and another hidden one was read',
      [
        { unread: 5, emails: 14, list: mails(12, 11, 10) },
        { unread: 5, emails: 15, list: mails(12, 11, 10) },
      ],
      [[], []],
    ],
    [
      'as many mails from the top as came, if all listed undated mails are gone',
      [
        { unread: 9, emails: 9, list: undatedOnes(3, 2, 1) },
        { unread: 8, emails: 11, list: undatedOnes(5, 4, 0) },
      ],
      [[], ['a5', 'a4']],
    ],
    [
      'two without names, if older mails came into view and the last list is gone',
      [
        { unread: 9, emails: 9, list: mails(12, 11, 10) },
        { unread: 8, emails: 11, list: mails(9, 8, 7) },
      ],
      [[], [2]],
    ],
    [
      'one of three old mails, if NoEmails proves that one came',
      [
        { unread: 2, emails: 10, list: mails(12, 11) },
        { unread: 5, emails: 11, list: mails(12, 11, 4, 3, 2) },
      ],
      [[], ['a4']],
    ],
    [
      'an old mail, if both counts prove it, while another one was read',
      [
        { unread: 2, emails: 10, list: mails(12, 11) },
        { unread: 2, emails: 11, list: mails(12, 2) },
      ],
      [[], ['a2']],
    ],
    [
      'nothing if a hidden mail is read',
      [
        { unread: 5, emails: 14, list: mails(12, 11, 10) },
        { unread: 4, emails: 14, list: mails(12, 11, 10) },
      ],
      [[], []],
    ],
    [
      'new mail, and no old mail marked as unread at the same time',
      [
        { unread: 3, emails: 10, list: mails(12, 11, 10) },
        { unread: 5, emails: 11, list: [...at(1, 13), ...mails(12, 11, 10, 2)] },
      ],
      [[], ['a13']],
    ],
    [
      'an undated mail on top, if NoEmails rises',
      [
        { emails: 14, list: undatedOnes(5, 4, 3) },
        { emails: 15, list: undatedOnes(6, 5, 4) },
      ],
      [[], ['a6']],
    ],
    [
      'an undated mail at the end, if NoEmails rises',
      [
        { emails: 14, list: undatedOnes(3, 4, 5) },
        { emails: 15, list: undatedOnes(4, 5, 6) },
      ],
      [[], ['a6']],
    ],
    [
      'no mail that comes into view with the date of the last ones',
      [
        { emails: 20, list: [...at(-10, 12), ...at(-30, 11, 10)] },
        { emails: 20, list: at(-30, 11, 10, 9) },
      ],
      [[], []],
    ],
    [
      'an undated mail above a known one, with others below, if the order is known',
      [
        { emails: 14, list: undatedOnes(1, 2, 3, 4, 5) },
        { emails: 17, list: undatedOnes(4, 5, 6, 7, 8) },
        { emails: 37, list: undatedOnes(32, 33, 34, 8, 36) },
      ],
      [[], ['a8', 'a7', 'a6'], ['a36']],
    ],
    [
      'undated mails in their order, at different positions',
      [
        { unread: 4, emails: 10, list: undatedOnes(2, 1, 4, 3) },
        { unread: 6, emails: 12, list: undatedOnes(2, 5, 1, 6) },
      ],
      [[], ['a5', 'a6']],
    ],
    [
      'mail above an undated one, after old mail came into view at the end',
      [
        { unread: 9, list: undatedOnes(3, 2, 1) },
        { unread: 8, list: undatedOnes(2, 1, 0) },
        { list: undatedOnes(4, 2, 1) },
      ],
      [[], [], ['a4']],
    ],
    [
      'mail below an undated one, after old mail came into view on top',
      [
        { unread: 9, list: undatedOnes(1, 2, 3) },
        { unread: 8, list: undatedOnes(0, 1, 2) },
        { list: undatedOnes(1, 2, 4) },
      ],
      [[], [], ['a4']],
    ],
    [
      'nothing at either end of an undated list in unknown order',
      [
        { unread: 9, list: undatedOnes(3, 2, 1) },
        { unread: 10, list: undatedOnes(5, 4, 3) },
        { list: undatedOnes(5, 4, 6) },
      ],
      [[], [], []],
    ],
  ])('%s', (_what, answers, expected) => {
    expect(announced(...answers)).toEqual(expected);
  });
});

describe('without dates and counts', () => {
  test('no mail is announced that may be old', () => {
    const [before, after] = [
      [3, 2, 1],
      [4, 3, 2],
    ].map(numbers => ({ list: numbers.map(undated) }));
    if (!before || !after) throw new Error('two answers');
    expect(last(before, after)).toEqual([]);
    expect(last({ list: before.list.toReversed() }, { list: after.list.toReversed() })).toEqual([]);
  });
});
