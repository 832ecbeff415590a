import { describe, expect, test } from 'vitest';
import type { Answer, Count, Message } from '../../../src/core/answer/answer';
import { type ListedMail, withIdentities } from '../../../src/core/answer/identity';
import { listOf, type Mailbox, mailboxOf, NOTHING_PENDING } from '../../../src/core/mailbox/mailbox';
import { check } from '../../checked';
import { DAY, HOUR, MINUTE, makeAccount, makeAnswer, NOW } from '../../make';

/** One answer of a server, two minutes after the one before: its counts, and its list in the server's order. */
interface Told {
  unread?: Count;
  emails?: Count;
  list: readonly ListedMail[];
  serverTime?: number;
}

/** A mail that came `n` hours after the others began to come; the larger, the newer. */
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

/** The subjects of what each answer announces, and how many more it counts. */
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

  test('whose newest mail is read elsewhere announces nothing', () => {
    expect(last(before, { unread: 11, list: mails(7, 8, 9, 10, 11) })).toEqual([]);
  });

  test('of which two are read while one comes announces that one', () => {
    expect(
      last({ ...before, emails: 100 }, { unread: 11, emails: 101, list: mails(7, 8, 9, 10, 13) }),
    ).toEqual(['a13']);
    expect(
      last(before, { unread: 11, list: [...mails(7, 8, 9, 10), mail(13, { date: NOW + MINUTE })] }),
    ).toEqual(['a13']);
  });

  test('is kept newest first', () => {
    const answer = makeAnswer({ messages: withIdentities(before.list) });
    const mailbox = check(mailboxOf(makeAccount(), undefined), { kind: 'answer', answer, digest: 'd' }, NOW);
    expect(listOf(mailbox.messages).map(subjectOf)).toEqual(['a12', 'a11', 'a10', 'a9', 'a8']);
  });
});

describe('a late mail', () => {
  const recent = mail(12, { date: NOW - 10 * MINUTE });
  const older = mails(11, 10, 9, 8);

  test('that stands above all known ones is announced, though another was deleted meanwhile', () => {
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
    'of %i ms is announced where both counts prove that it came, wherever it is listed',
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

  test('of two days is not announced where only the number of unread mails has risen', () => {
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

  test('that sinks to the end of a list by date is named where those below it were read', () => {
    const late = mail(30, { date: NOW - 6.5 * HOUR });
    expect(
      last(
        { unread: 11, emails: 100, list: mails(19, 18, 17, 16, 15, 14, 13, 12, 11, 10) },
        { unread: 8, emails: 101, list: [...mails(19, 18, 17, 16, 15, 14), late, ...mails(9)] },
      ),
    ).toEqual(['a30']);
  });

  test('that sinks behind a list by date is counted, and not announced again when it comes into view', () => {
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

describe('ids that mean little', () => {
  const listed = (prefix: string) => mails(3, 2, 1).map((it, n) => ({ ...it, messageId: `${prefix}/${n}` }));

  test('announce no mail again under another id', () => {
    const answers = ['7f', '9a', '9b'].map(prefix => ({ unread: 3, emails: 50, list: listed(prefix) }));
    expect(announced(...answers)).toEqual([[], [], []]);
    const counted = answers.map(({ list }) => ({ list }));
    expect(announced(...counted)).toEqual([[], [], []]);
    const bare = answers.map(({ list }) => ({ list: list.map(({ date: _date, ...rest }) => rest) }));
    expect(announced(...bare)).toEqual([[], [], []]);
  });

  test('announce another mail under the same id', () => {
    const reused = mail(9, { messageId: '1', date: NOW + 3 * MINUTE });
    const before = [mail(2, { messageId: '2' }), mail(1, { messageId: '1' })];
    expect(last({ unread: 2, list: before }, { unread: 0, list: [] }, { unread: 1, list: [reused] })).toEqual(
      ['a9'],
    );
  });

  test('announce each of several that are alike', () => {
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

test.each([3 * DAY, -3 * DAY])('a server whose clock is off by %i ms silences no mail', off => {
  const fresh = mail(13, { date: NOW + MINUTE });
  expect(
    last(
      { unread: 1, list: mails(12), serverTime: NOW + off },
      { unread: 2, list: [fresh, ...mails(12)], serverTime: NOW + 2 * MINUTE + off },
    ),
  ).toEqual(['a13']);
});

describe('more mail than the list has room for', () => {
  const at = (n: number) => mail(n, { date: NOW + MINUTE + n * 1000 });
  const burst = [9, 8, 7, 6, 5, 4, 3, 2, 1].map(at);

  test.each<[string, Omit<Told, 'list'>, Omit<Told, 'list'>]>([
    ['by both counts', { unread: 0, emails: 50 }, { unread: 9, emails: 59 }],
    ['though an old mail was deleted', { unread: 0, emails: 50 }, { unread: 9, emails: 58 }],
    ['though known ones were read', { unread: 2, emails: 50 }, { unread: 9, emails: 59 }],
    ['by the unread ones alone', { unread: 0 }, { unread: 9 }],
    ['by the total alone', { emails: 50 }, { emails: 59 }],
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

describe('what each answer announces', () => {
  const undatedOnes = (...numbers: number[]) => numbers.map(undated);
  const at = (minutes: number, ...numbers: number[]) =>
    numbers.map(n => mail(n, { date: NOW + minutes * MINUTE }));

  test.each<[string, Told[], (string | number)[][]]>([
    [
      'none of many undated mails that replace the whole list, where NoUnReadMails is not told',
      [
        { emails: 14, list: undatedOnes(1, 2, 3, 4, 5) },
        { emails: 19, list: undatedOnes(6, 7, 8, 9, 10) },
      ],
      [[], []],
    ],
    [
      'all that is dated after the last list, where no count is told, though dated before it came',
      [{ list: mails(12, 11, 10) }, { list: at(-1, 15, 14, 13) }],
      [[], ['a15', 'a14', 'a13']],
    ],
    [
      'all of two lists of the same minute, where NoUnReadMails tells of them',
      [
        { unread: 5, list: mails(10, 11, 12) },
        { unread: 8, list: at(1, 13, 14, 15) },
        { unread: 11, list: at(1, 16, 17, 18) },
      ],
      [[], ['a15', 'a14', 'a13'], ['a18', 'a17', 'a16']],
    ],
    [
      'no more than came, where an old mail was marked as unread behind the list',
      [
        { unread: 5, emails: 14, list: mails(12, 11, 10) },
        { unread: 8, emails: 16, list: [...at(1, 14, 13), ...mails(12)] },
      ],
      [[], ['a14', 'a13']],
    ],
    [
      'nothing of a mail that came behind the list while another one there was read',
      [
        { unread: 5, emails: 14, list: mails(12, 11, 10) },
        { unread: 5, emails: 15, list: mails(12, 11, 10) },
      ],
      [[], []],
    ],
    [
      'as many on top as came, where all undated mails that were listed are gone',
      [
        { unread: 9, emails: 9, list: undatedOnes(3, 2, 1) },
        { unread: 8, emails: 11, list: undatedOnes(5, 4, 0) },
      ],
      [[], ['a5', 'a4']],
    ],
    [
      'two by their number alone, where older mails have come into view and none of the last list is left',
      [
        { unread: 9, emails: 9, list: mails(12, 11, 10) },
        { unread: 8, emails: 11, list: mails(9, 8, 7) },
      ],
      [[], [2]],
    ],
    [
      'one of three old mails, where the total proves that one came',
      [
        { unread: 2, emails: 10, list: mails(12, 11) },
        { unread: 5, emails: 11, list: mails(12, 11, 4, 3, 2) },
      ],
      [[], ['a4']],
    ],
    [
      'an old mail, where both counts prove that it came while another one was read',
      [
        { unread: 2, emails: 10, list: mails(12, 11) },
        { unread: 2, emails: 11, list: mails(12, 2) },
      ],
      [[], ['a2']],
    ],
    [
      'nothing where one behind the list is read',
      [
        { unread: 5, emails: 14, list: mails(12, 11, 10) },
        { unread: 4, emails: 14, list: mails(12, 11, 10) },
      ],
      [[], []],
    ],
    [
      'what came, and no old mail that was marked as unread at the same time',
      [
        { unread: 3, emails: 10, list: mails(12, 11, 10) },
        { unread: 5, emails: 11, list: [...at(1, 13), ...mails(12, 11, 10, 2)] },
      ],
      [[], ['a13']],
    ],
    [
      'what is undated and comes on top, where the total tells of it',
      [
        { emails: 14, list: undatedOnes(5, 4, 3) },
        { emails: 15, list: undatedOnes(6, 5, 4) },
      ],
      [[], ['a6']],
    ],
    [
      'what is undated and comes at the end, where the total tells of it',
      [
        { emails: 14, list: undatedOnes(3, 4, 5) },
        { emails: 15, list: undatedOnes(4, 5, 6) },
      ],
      [[], ['a6']],
    ],
    [
      'none that comes into view with the date of the last ones',
      [
        { emails: 20, list: [...at(-10, 12), ...at(-30, 11, 10)] },
        { emails: 20, list: at(-30, 11, 10, 9) },
      ],
      [[], []],
    ],
    [
      'what is undated and stands above a known mail, though others stand below it, once the order is known',
      [
        { emails: 14, list: undatedOnes(1, 2, 3, 4, 5) },
        { emails: 17, list: undatedOnes(4, 5, 6, 7, 8) },
        { emails: 37, list: undatedOnes(32, 33, 34, 8, 36) },
      ],
      [[], ['a8', 'a7', 'a6'], ['a36']],
    ],
    [
      'undated mails in their order, where they stand apart',
      [
        { unread: 4, emails: 10, list: undatedOnes(2, 1, 4, 3) },
        { unread: 6, emails: 12, list: undatedOnes(2, 5, 1, 6) },
      ],
      [[], ['a5', 'a6']],
    ],
    [
      'what stands above an undated mail, once the count has shown that old mail comes into view at the end',
      [
        { unread: 9, list: undatedOnes(3, 2, 1) },
        { unread: 8, list: undatedOnes(2, 1, 0) },
        { list: undatedOnes(4, 2, 1) },
      ],
      [[], [], ['a4']],
    ],
    [
      'what stands below an undated mail, once the count has shown that old mail comes into view on top',
      [
        { unread: 9, list: undatedOnes(1, 2, 3) },
        { unread: 8, list: undatedOnes(0, 1, 2) },
        { list: undatedOnes(1, 2, 4) },
      ],
      [[], [], ['a4']],
    ],
    [
      'nothing at either end of a list without dates, where the count could not tell its order',
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
  test('nothing is announced that may be old', () => {
    const [before, after] = [
      [3, 2, 1],
      [4, 3, 2],
    ].map(numbers => ({ list: numbers.map(undated) }));
    if (!before || !after) throw new Error('two answers');
    expect(last(before, after)).toEqual([]);
    expect(last({ list: before.list.toReversed() }, { list: after.list.toReversed() })).toEqual([]);
  });
});
