import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Message } from '../../../src/core/answer/answer';
import type { Known } from '../../../src/core/mailbox/mailbox';
import { type News, weigh } from '../../../src/core/mailbox/new-mail';
import { LATER } from '../../checked';
import { DAY, HOUR, MINUTE, makeAnswer, makeMessage, NOW, withoutDate } from '../../make';

const [older, old, newer] = [
  makeMessage('older', { date: NOW - 3 * HOUR }),
  makeMessage('old', { date: NOW - 2 * HOUR }),
  makeMessage('newer', { date: NOW + MINUTE }),
];
const oldest = [makeMessage('b', { date: NOW - 5 * HOUR }), makeMessage('a', { date: NOW - 6 * HOUR })];
const undated = (id: string) => withoutDate(makeMessage(id));

function list(messages: Message[], change: Partial<Answer> = {}): Answer {
  return makeAnswer({ unread: messages.length, messages, ...change });
}

function knownAfter(before: Known | undefined, answer: Answer, now: number): Known | undefined {
  return weigh(before, [], answer, now).known;
}

function newsIn(before: Known | undefined, answer: Answer, now: number): News {
  return weigh(before, [], answer, now).news;
}

/** What is known after these answers, five minutes apart, of which the last came at `NOW`. */
function known(...answers: Answer[]): Known | undefined {
  return answers
    .map((answer, n) => [answer, NOW - (answers.length - 1 - n) * 5 * MINUTE] as const)
    .reduce<Known | undefined>((before, [answer, time]) => knownAfter(before, answer, time), undefined);
}

const withheld = list([], { unread: 'withheld', messages: 'withheld' });
const unreported = list([], { unread: 'unreported', messages: 'unreported' });

describe('a mail is new', () => {
  test.each<[string, Answer[], Answer, string[]]>([
    ['that came since', [list([old])], list([newer, old]), ['newer']],
    ['that came where all was read', [list([])], list([newer]), ['newer']],
    ['that came late, where the list showed all there was', [list([old])], list([old, older]), ['older']],
    [
      'that came as another one rotated in',
      [list([old], { unread: 5 })],
      list([newer, older], { unread: 5 }),
      ['newer'],
    ],
    [
      'that came late, though older mail was hidden once, where the total has risen with it',
      [list([old], { unread: 5, emails: 5 }), list([old], { emails: 1 })],
      list([old, older], { emails: 2 }),
      ['older'],
    ],
    [
      'that came a little late ahead of what was listed, with older mail hidden',
      [list([old], { unread: 5, emails: 9 })],
      list([older, old], { unread: 6, emails: 10 }),
      ['older'],
    ],
    [
      'that came a little late where all that was listed has been read, with older mail hidden',
      [list([old], { unread: 5, emails: 9 })],
      list([older], { unread: 6, emails: 10 }),
      ['older'],
    ],
    [
      'that came a little late while the counts are unreported',
      [list([old, ...oldest], { unread: 'unreported' })],
      list([older, old, ...oldest.slice(0, 1)], { unread: 'unreported' }),
      ['older'],
    ],
    ['that has no date and comes where all was listed', [list([old])], list([old, undated('x')]), ['x']],
    [
      'that came while the list was withheld',
      [list([old]), withheld, withheld],
      list([newer, old]),
      ['newer'],
    ],
    [
      'that came while the list was unreported',
      [list([old]), unreported, unreported],
      list([newer, old]),
      ['newer'],
    ],
    [
      'though one before it was sent in the future',
      [list([makeMessage('wrong', { date: NOW + 365 * DAY })])],
      list([makeMessage('wrong', { date: NOW + 365 * DAY }), newer]),
      ['newer'],
    ],
    [
      'though the oldest one listed before it was sent in the future, with older mail hidden',
      [list([makeMessage('wrong', { date: NOW + 365 * DAY })], { unread: 5 })],
      list([newer], { unread: 6 }),
      ['newer'],
    ],
    [
      'as are all that came since, in the answer’s order',
      [list([old])],
      list([undated('3'), newer, undated('1'), old]),
      ['3', 'newer', '1'],
    ],
  ])('%s', (_which, before, answer, fresh) => {
    expect(newsIn(known(...before), answer, LATER).ids).toEqual(fresh);
  });

  test.each([0, 3, 'withheld', 'unreported'] as const)(
    'that came after a list that was empty, with %j unread',
    unread => {
      expect(newsIn(known(list([], { unread })), list([newer]), LATER).ids).toEqual(['newer']);
    },
  );

  test('that came on any of the days that the computer was off', () => {
    const messages = [4, 3, 2, 1].map(day => makeMessage(String(day), { date: NOW + day * DAY }));
    expect(newsIn(known(list([])), list(messages), NOW + 5 * DAY).ids).toEqual(['4', '3', '2', '1']);
  });

  test.each([
    [23, true],
    [24, true],
    [25, false],
  ])('that was %i hours on its way: %s', (hours, isNew) => {
    const late = makeMessage('late', { date: NOW - hours * HOUR });
    expect(newsIn(known(list([old])), list([old, late]), LATER).ids).toEqual(isNew ? ['late'] : []);
  });
});

describe('a mail is not new', () => {
  const ancient = makeMessage('ancient', { date: NOW - 30 * DAY });

  test.each<[string, Answer[], Answer]>([
    ['in the first list', [], list([newer, old, undated('x')])],
    ['in the first list after some that were withheld', [withheld, unreported, withheld], list([newer, old])],
    ['that was listed before', [list([newer, old])], list([newer, old])],
    ['that was listed before and is marked unread', [list([old, older]), list([older])], list([old, older])],
    ['of long ago that was never listed and is marked unread', [list([old])], list([old, ancient])],
    ['of long ago that is marked unread where all was read', [list([])], list([ancient])],
    ['that rotated into the list', [list([newer, old], { unread: 12 })], list([old, older], { unread: 11 })],
    [
      'that rotated into a list in which another one is dated long ago',
      [list([newer, makeMessage('odd', { date: NOW - 300 * DAY }), old], { unread: 12 })],
      list([makeMessage('odd', { date: NOW - 300 * DAY }), old, older], { unread: 11 }),
    ],
    [
      'that was counted when many came, and rotated in ahead of one that was known before them',
      [
        list([old]),
        list([newer, makeMessage('n2', { date: NOW })], { unread: 4 }),
        list([makeMessage('n2', { date: NOW })], { unread: 3 }),
      ],
      list([makeMessage('n3', { date: NOW - MINUTE }), old], { unread: 2 }),
    ],
    [
      'that rotated into the list while the count is withheld',
      [list([old], { unread: 'withheld' })],
      list([older], { unread: 'withheld' }),
    ],
    [
      'that was hidden once and is marked unread, where the total has not risen',
      [list([old], { unread: 5, emails: 9 }), list([old], { emails: 9 })],
      list([old, older], { emails: 9 }),
    ],
    [
      'that rotated into the list while the count is unreported',
      [list([old], { unread: 'unreported' })],
      list([older], { unread: 'unreported' }),
    ],
  ])('%s', (_which, before, answer) => {
    expect(newsIn(known(...before), answer, LATER).ids).toEqual([]);
  });
});

describe('an undated mail, where the list shows only the latest,', () => {
  const before = list([undated('b'), undated('a')], { unread: 9 });

  test.each<[string, string[], Answer['unread'], string[]]>([
    ['is new above one listed before', ['c', 'b'], 10, ['c']],
    [
      'is no news above one listed before, where nothing tells which end is the newest',
      ['c', 'b'],
      'withheld',
      [],
    ],
    ['has rotated in below all that were listed before', ['b', 'z'], 8, []],
    ['has rotated in where all those listed before were read', ['z', 'y'], 7, []],
    ['is new as far as the count has risen', ['d', 'c'], 11, ['d', 'c']],
    ['is new as far as the count has risen, and has rotated in beyond', ['c', 'z'], 10, ['c']],
    ['is no news where nothing tells', ['d', 'c'], 'unreported', []],
  ])('%s', (_what, ids, unread, fresh) => {
    expect(newsIn(known(before), list(ids.map(undated), { unread }), LATER).ids).toEqual(fresh);
  });
});

test.each([
  [60, ['ahead']],
  [61, []],
])('a mail dated %i minutes ahead that replaces a short list: new are %j', (minutes, ids) => {
  const ahead = makeMessage('ahead', { date: LATER + minutes * MINUTE });
  const before = known(list([old], { unread: 5 }));
  expect(newsIn(before, list([ahead], { unread: 4 }), LATER).ids).toEqual(ids);
});

test('an undated mail is new above a known one, once a count has shown that the newest come first', () => {
  const before = known(
    list(['b', 'a'].map(undated), { unread: 9 }),
    list(['c', 'b'].map(undated), { unread: 10 }),
  );
  const after = list(['d', 'c'].map(undated), { unread: 'withheld' });
  expect(newsIn(before, after, LATER).ids).toEqual(['d']);
});

describe('a clock', () => {
  const year = 365 * DAY;

  test.each<[string, number, number]>([
    ['that was a year ahead when the last list came', NOW + year, LATER],
    ['that was a year behind when the last list came', NOW - year, LATER],
    ['that was set back a year since', NOW, LATER - year],
    ['that jumped a year ahead since', NOW, LATER + year],
  ])('%s makes no new mail old', (_which, then, now) => {
    const before = knownAfter(undefined, list([old]), then);
    expect(newsIn(before, list([newer, old]), now).ids).toEqual(['newer']);
  });

  test('that was wrong makes nothing new that rotated into the list', () => {
    for (const then of [NOW, NOW + year])
      for (const now of [LATER - year, LATER, LATER + year]) {
        const before = knownAfter(undefined, list([newer, old], { unread: 12 }), then);
        expect(newsIn(before, list([old, older], { unread: 11 }), now).ids).toEqual([]);
      }
  });
});

describe('more mail than the list shows', () => {
  const fresh = (count: number) => Array.from({ length: count }, (_, n) => makeMessage(`new-${n}`));

  test.each<[string, Answer[], Answer, number]>([
    ['is none in the first list', [], list(fresh(10), { unread: 40 }), 0],
    ['is told by the count', [list([old])], list(fresh(10), { unread: 41 }), 30],
    ['is none where the list shows all', [list([])], list(fresh(10)), 0],
    ['is none where something listed is not new', [list([old])], list([...fresh(9), old], { unread: 40 }), 0],
    ['is not told where the count is not', [list([old])], list(fresh(10), { unread: 'withheld' }), 0],
    [
      'is not told where the count was not',
      [list([old], { unread: 'unreported' })],
      list(fresh(10), { unread: 40 }),
      0,
    ],
    [
      'is none where more was read than came',
      [list([old], { unread: 50 })],
      list(fresh(10), { unread: 45 }),
      0,
    ],
    ['is none where nothing is listed', [list([old])], list([], { unread: 40 }), 0],
  ])('%s', (_what, before, answer, count) => {
    expect(newsIn(known(...before), answer, LATER).unlisted).toBe(count);
  });
});

describe('what is known', () => {
  test('is what the list says, and when', () => {
    const answer = list([newer, undated('x'), old], { unread: 4 });
    expect(knownAfter(undefined, answer, NOW)).toMatchObject({
      seen: ['newer', 'x', 'old'],
      asOf: NOW,
      unread: 4,
      partial: true,
    });
  });

  test.each<[string, Answer, boolean]>([
    ['all there is', list([old]), false],
    ['nothing', list([], { unread: 7 }), false],
    ['less than all', list([old], { unread: 2 }), true],
    ['who knows how much of it', list([old], { unread: 'withheld' }), true],
    ['more than is counted', list([old, older], { unread: 1 }), false],
  ])('tells whether older mail may come into view: the list shows %s', (_what, answer, partial) => {
    expect(knownAfter(undefined, answer, NOW)?.partial).toBe(partial);
  });

  test.each<[string, (number | undefined)[], number | undefined]>([
    ['three: before the one in the middle', [-3, -4, -5], -4],
    ['many: as the last three tell', [-1, -2, -3, -4, -5], -4],
    ['many, the last of a wrong early date', [-1, -2, -3, -4, -500_000], -4],
    ['many, the last but one of a wrong late date', [-1, -2, -3, -0.5, -5], -3],
    ['two: before the later', [-1, -2], -1],
    ['two, in the other order of dates: before the later', [-2, -1], -1],
    ['some without a date: before the later of the others', [-1, -2, undefined], -1],
    ['mails of the future: before now', [50, 40, 30], 0],
    ['mails without dates: unknown', [undefined, undefined], undefined],
  ])('tells when that came which is hidden behind a list of %s', (_which, hours, end) => {
    const mails = hours.map((hour, n) =>
      hour === undefined ? undated(String(n)) : makeMessage(String(n), { date: NOW + hour * HOUR }),
    );
    const hidden = end === undefined ? undefined : NOW + end * HOUR;
    const before = knownAfter(undefined, list(mails, { unread: 99 }), NOW);
    expect(before?.hiddenBefore).toBe(hidden);
    expect(knownAfter(undefined, list(mails), NOW)).not.toHaveProperty('hiddenBefore');
    expect(knownAfter(before, list(mails.slice(0, 1)), LATER)?.hiddenBefore).toBe(hidden);
  });

  describe('by version 1.0.0', () => {
    const former = { ids: ['as 1.0.0 knew it'], until: NOW };
    const before = known(list([old]));
    const update = before && { ...before, former };
    const met = (date: number | undefined) => {
      const { date: _date, ...rest } = makeMessage('met', { serverId: 'as 1.0.0 knew it' });
      return date === undefined ? rest : { ...rest, date };
    };

    test.each([
      ['dated before the update', NOW - MINUTE, []],
      ['dated at the time of the update', NOW, []],
      ['without a date', undefined, []],
      ['dated later, under an id used again', NOW + 1, ['met']],
    ])('a mail %s: new are %j', (_when, date, ids) => {
      expect(newsIn(update, list([met(date), old]), LATER).ids).toEqual(ids);
      const after = knownAfter(update, list([old]), LATER);
      expect(newsIn(after, list([met(date), old]), LATER).ids).toEqual(ids);
    });

    test('another mail is new all the same', () => {
      expect(newsIn(update, list([newer, old]), LATER).ids).toEqual(['newer']);
      expect(before).not.toHaveProperty('former');
    });
  });

  test.each([withheld, unreported])('stays as it is while there is no list', answer => {
    const before = known(list([old]));
    expect(knownAfter(before, answer, NOW + DAY)).toBe(before);
    expect(knownAfter(undefined, answer, NOW)).toBeUndefined();
  });

  test('never forgets what is listed, and never grows beyond bounds', () => {
    const windows = fc.array(fc.record({ from: fc.nat(2000), length: fc.nat(200) }), { maxLength: 12 });
    fc.assert(
      fc.property(windows, lists => {
        let before: Known | undefined;
        for (const { from, length } of lists) {
          const ids = Array.from({ length }, (_, n) => String(from + n));
          before = knownAfter(before, list(ids.map(undated)), NOW);
          const remembered = new Set(before?.seen);
          expect(ids.filter(id => !remembered.has(id))).toEqual([]);
          expect(remembered.size).toBe(before?.seen.length);
          expect(remembered.size).toBeLessThanOrEqual(1000 + length);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('keeps a mail in mind that stays in the list while thousands come and go', () => {
    let before: Known | undefined;
    for (let n = 0; n < 2000; n += 1) before = knownAfter(before, list([undated(String(n)), old]), NOW);
    expect(before?.seen).toContain('old');
    expect(before?.seen).toContain('1500');
    expect(before?.seen).toHaveLength(1000 + 2);
  });
});

/** What happens between two checks: mail comes, or some of what is unread is read, the latest first. */
type Step = { arrive: number } | { read: boolean[] };

describe('each mail that comes is told once, listed or not, and no other is', () => {
  const steps: fc.Arbitrary<Step[]> = fc.array(
    fc.oneof(
      fc.record({ arrive: fc.nat(9) }),
      fc.record({ read: fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }) }),
    ),
    { maxLength: 20 },
  );

  test.each(['dated', 'undated'])('while all are %s', kind => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(12), steps, (length, atFirst, life) => {
        let [now, count] = [NOW, 0];
        let unread: Message[] = [];
        const arrive = (number: number) => {
          const come = Array.from({ length: number }, () => {
            now += MINUTE;
            count += 1;
            const message = makeMessage(String(count), { date: now });
            return kind === 'dated' ? message : withoutDate(message);
          });
          unread = [...come.toReversed(), ...unread];
          return come.map(({ id }) => id).toReversed();
        };
        const answer = () => list(unread.slice(0, length), { unread: unread.length });

        arrive(atFirst);
        let before = knownAfter(undefined, answer(), now);
        for (const step of life) {
          const came = 'arrive' in step ? arrive(step.arrive) : [];
          if ('read' in step) unread = unread.filter((_mail, index) => !step.read[index]);
          now += 5 * MINUTE;
          expect(newsIn(before, answer(), now)).toEqual({
            ids: came.slice(0, length),
            unlisted: Math.max(0, came.length - length),
          });
          before = knownAfter(before, answer(), now);
        }
      }),
    );
  });
});
