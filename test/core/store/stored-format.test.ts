import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACCOUNTS_FORMAT } from '../../../src/core/account/account';
import { staleNotices } from '../../../src/core/announce/notices';
import type { Mailbox } from '../../../src/core/mailbox/mailbox';
import { MAILBOX_FORMAT } from '../../../src/core/mailbox/mailbox-format';
import { PHASE_FORMAT } from '../../../src/core/mailbox/schedule';
import { CHOICES_FORMAT, DEFAULT_SETTINGS } from '../../../src/core/settings/settings';
import { FLAG_FORMAT, type Format, pack, unpack } from '../../../src/core/store/stored-format';
import { badgeFor } from '../../../src/core/view/badge';
import { check, failing, having, listing } from '../../checked';
import { makeAccount, makeMessage, makeState, NOW } from '../../make';
import { announce, noticesOf } from '../../notices';

/** A format in its third version: words, which were one text at first and then a list without their number. */
const WORDS: Format<{ words: string[]; count: number }> = {
  fallback: { words: [], count: 0 },
  migrations: [
    text => (text as string).split(' '),
    list => ({ words: list, count: (list as string[]).length }),
  ],
  parse(data) {
    const { words, count } = { ...(data as object) } as { words?: unknown; count?: unknown };
    return {
      words: Array.isArray(words) ? words.filter(word => typeof word === 'string') : [],
      count: typeof count === 'number' ? count : -1,
    };
  },
};

describe('a stored value', () => {
  test('comes back as it was', () => {
    const value = { words: ['a', 'b'], count: 2 };
    expect(unpack(WORDS, pack(WORDS, value))).toEqual(value);
    expect(pack(WORDS, value)).toEqual({ version: 3, data: value });
  });

  test('is the fallback where there is none', () => {
    expect(unpack(WORDS, undefined)).toBe(WORDS.fallback);
  });

  test.each<[string, unknown, unknown]>([
    ['the first version, which stored it as it was', 'a b', { words: ['a', 'b'], count: 2 }],
    ['the first version, in an envelope', { version: 1, data: 'a b' }, { words: ['a', 'b'], count: 2 }],
    ['the version before', { version: 2, data: ['a', 'b'] }, { words: ['a', 'b'], count: 2 }],
    [
      'a newer version, as far as it is understood',
      { version: 4, data: { words: ['a'], count: 1, language: 'en' } },
      { words: ['a'], count: 1 },
    ],
    ['a newer version that stored it otherwise', { version: 9, data: 'A;B' }, { words: [], count: -1 }],
    [
      'a version whose migration makes no sense of it',
      { version: 1, data: { words: ['a'], count: 7 } },
      { words: ['a'], count: 7 },
    ],
    ['the very first migration, which throws on null', null, { words: [], count: -1 }],
  ])('is read from %s', (_which, raw, value) => {
    expect(unpack(WORDS, raw)).toEqual(value);
  });

  test.each([
    { version: 0, data: ['a'] },
    { version: -1, data: ['a'] },
    { version: 1.5, data: ['a'] },
    { version: '3', data: { words: ['a'], count: 1 } },
    { version: null, data: null },
    { version: Number.NaN, data: 'a b' },
    { version: 3 },
    { data: { words: ['a'], count: 1 } },
    { version: 3, data: undefined },
  ])('is a valid one in a corrupt envelope: %j', raw => {
    expect(unpack(WORDS, raw)).toEqual({ words: [], count: -1 });
  });
});

describe('a value that takes the place of another', () => {
  /** The same words, which leave a newer version's language as it is. */
  const POLYGLOT: typeof WORDS = {
    ...WORDS,
    keep: (value, former) => ({ ...(former as object), ...value }),
  };
  const value = { words: ['b'], count: 1 };

  test.each<[string, unknown, unknown]>([
    ['nothing', undefined, value],
    [
      'one of a newer version',
      { version: 4, data: { words: [], count: 0, language: 'en' } },
      { ...value, language: 'en' },
    ],
    ['one of an older version, as it is now', { version: 1, data: 'a' }, value],
  ])('is stored with what has to stay of %s', (_what, former, data) => {
    expect(pack(POLYGLOT, value, former)).toEqual({ version: 3, data });
    expect(pack(WORDS, value, former)).toEqual({ version: 3, data: value });
  });
});

test.each([
  [true, true],
  [false, false],
  [undefined, false],
  [1, false],
  ['true', false],
  [null, false],
])('a flag stored as %j is %s', (raw, flag) => {
  expect(unpack(FLAG_FORMAT, raw)).toBe(flag);
  expect(unpack(FLAG_FORMAT, { version: 1, data: raw })).toBe(flag);
});

/** Anything at all, in an envelope or not; and things that are nearly what is stored, more often than by chance. */
function anything(...sound: object[]): fc.Arbitrary<unknown> {
  const odd = fc.anything({ maxDepth: 2, maxKeys: 3 });
  const nearly = sound.map(value =>
    fc.record(
      Object.fromEntries(
        Object.entries(value).map(([key, part]) => [
          key,
          fc.oneof({ weight: 9, arbitrary: fc.constant(part) }, odd),
        ]),
      ),
      { requiredKeys: [] },
    ),
  );
  const data = fc.oneof(odd, ...nearly, fc.array(fc.oneof(odd, ...nearly), { maxLength: 3 }));
  const version = fc.oneof(fc.integer({ min: -1, max: 5 }), odd);
  return fc.oneof(data, fc.record({ version, data }, { requiredKeys: [] }));
}

const mailboxes = [
  check(having([makeMessage('1')], { unread: 4, sms: 3 }), failing({ kind: 'account', code: 103 })),
  // As version 1 stored it.
  { ...having([makeMessage('1')]), seen: ['1'], pending: ['1'], announced: [] },
];

describe('of anything at all, what is read', () => {
  const FORMATS: [string, Format<unknown>, fc.Arbitrary<unknown>][] = [
    ['words', WORDS, anything({ words: ['a'], count: 1 })],
    ['accounts', ACCOUNTS_FORMAT, anything(makeAccount())],
    ['choices', CHOICES_FORMAT, anything(DEFAULT_SETTINGS)],
    ['a mailbox', MAILBOX_FORMAT, anything(...mailboxes)],
    ['a phase', PHASE_FORMAT, fc.oneof(fc.double(), anything())],
    ['a flag', FLAG_FORMAT, fc.oneof(fc.boolean(), anything())],
  ];

  test.each(FORMATS)('is valid and comes back as it is: %s', (_what, format, stored) => {
    fc.assert(
      fc.property(stored, raw => {
        const value = unpack(format, raw);
        expect(unpack(format, pack(format, value))).toEqual(value);
        expect(unpack(format, pack(format, value, raw))).toEqual(value);
        expect(format.parse(value)).toEqual(value);
      }),
    );
  });

  test('is a mailbox that can be shown, announced and checked', () => {
    const use = (mailbox: Mailbox) => {
      badgeFor(makeState({ home: mailbox }), NOW, 4);
      staleNotices(mailbox, ['home|mail|1']);
      noticesOf(makeAccount(), mailbox, { several: true });
      return announce(makeAccount(), mailbox, { settings: { notifications: false } }).settle(mailbox);
    };
    fc.assert(
      fc.property(anything(...mailboxes), raw => {
        const mailbox = unpack(MAILBOX_FORMAT, raw);
        const answered = check(use(mailbox), listing([makeMessage('1'), makeMessage('9')], { sms: 4 }));
        const failed = check(use(answered), failing({ kind: 'timeout' }), NOW);
        for (const after of [answered, failed, use(failed)])
          expect(unpack(MAILBOX_FORMAT, pack(MAILBOX_FORMAT, after))).toBe(after);
      }),
    );
  });
});
