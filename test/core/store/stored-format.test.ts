import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACCOUNTS_FORMAT } from '../../../src/core/account/account';
import { staleNotices } from '../../../src/core/announce/notices';
import { MAILBOX_FORMAT, type Mailbox } from '../../../src/core/mailbox/mailbox';
import { PHASE_FORMAT } from '../../../src/core/mailbox/schedule';
import { CHOICES_FORMAT, DEFAULT_SETTINGS } from '../../../src/core/settings/settings';
import { FLAG_FORMAT, type Format, pack, unpack } from '../../../src/core/store/stored-format';
import { badgeFor } from '../../../src/core/view/badge';
import { check, failing, having, listing } from '../../checked';
import { makeAccount, makeMessage, makeState, NOW } from '../../make';
import { announce, noticesOf } from '../../notices';

/** A format in version 3: words with their number. Version 1 was a text, version 2 a list. */
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
  test('is read as it was stored', () => {
    const value = { words: ['a', 'b'], count: 2 };
    expect(unpack(WORDS, pack(WORDS, value))).toEqual(value);
    expect(pack(WORDS, value)).toEqual({ version: 3, data: value });
  });

  test('is the fallback if nothing is stored', () => {
    expect(unpack(WORDS, undefined)).toBe(WORDS.fallback);
  });

  test.each<[string, unknown, unknown]>([
    ['the first version, without an envelope', 'a b', { words: ['a', 'b'], count: 2 }],
    ['the first version, in an envelope', { version: 1, data: 'a b' }, { words: ['a', 'b'], count: 2 }],
    ['the previous version', { version: 2, data: ['a', 'b'] }, { words: ['a', 'b'], count: 2 }],
    [
      'a newer version, with its known fields',
      { version: 4, data: { words: ['a'], count: 1, language: 'en' } },
      { words: ['a'], count: 1 },
    ],
    ['a newer version with another form', { version: 9, data: 'A;B' }, { words: [], count: -1 }],
    [
      'a version whose migration fails',
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
  ])('is valid in an invalid envelope: %j', raw => {
    expect(unpack(WORDS, raw)).toEqual({ words: [], count: -1 });
  });
});

describe('a value that replaces another', () => {
  /** The same format, which keeps a newer version's `language`. */
  const POLYGLOT: typeof WORDS = {
    ...WORDS,
    keep: (value, former) => ({ ...(former as object), ...value }),
  };
  const value = { words: ['b'], count: 1 };

  test.each<[string, unknown, unknown]>([
    ['nothing', undefined, value],
    [
      'a newer version',
      { version: 4, data: { words: [], count: 0, language: 'en' } },
      { ...value, language: 'en' },
    ],
    ['an older version', { version: 1, data: 'a' }, value],
  ])('is stored with the unknown fields of %s', (_what, former, data) => {
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

/** Any data, with and without envelope; often similar to stored data. */
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
  // The form of version 1.
  { ...having([makeMessage('1')]), seen: ['1'], pending: ['1'], announced: [] },
];

describe('the value read from any data', () => {
  const FORMATS: [string, Format<unknown>, fc.Arbitrary<unknown>][] = [
    ['words', WORDS, anything({ words: ['a'], count: 1 })],
    ['accounts', ACCOUNTS_FORMAT, anything(makeAccount())],
    ['choices', CHOICES_FORMAT, anything(DEFAULT_SETTINGS)],
    ['a mailbox', MAILBOX_FORMAT, anything(...mailboxes)],
    ['a phase', PHASE_FORMAT, fc.oneof(fc.double(), anything())],
    ['a flag', FLAG_FORMAT, fc.oneof(fc.boolean(), anything())],
  ];

  test.each(FORMATS)('is valid and stays the same when stored: %s', (_what, format, stored) => {
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
