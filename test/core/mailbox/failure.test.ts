import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/core/account/account';
import type { Reading } from '../../../src/core/answer/answer';
import { ACCOUNT_CODES, INTERNAL_CODES } from '../../../src/core/answer/api-vocabulary';
import { type Failure, type FailureKind, stopsChecks } from '../../../src/core/mailbox/failure';
import { FAILURES, failureHeadline, failureOf } from '../../../src/core/mailbox/failure-table';
import { EVERY_FAILURE, FAILURE_OF } from '../../failures';
import { makeAccount, makeAnswer } from '../../make';
import { TEXTS, translateTo } from '../../translate';

const kinds = Object.keys(FAILURES) as FailureKind[];
const languages = ['en', 'fr'] as const;
const account = makeAccount();

describe('the table', () => {
  test.each(kinds.flatMap(kind => languages.map(language => [kind, language] as const)))(
    'has the texts of %s in %s',
    (kind, language) => {
      const { headline, help } = FAILURES[kind];
      expect(TEXTS[language][headline].message).not.toBe('');
      expect(TEXTS[language][help].message).not.toBe('');
    },
  );

  test.each(languages)('tells every kind by a headline of its own in %s', language => {
    const headlines = kinds.map(kind => translateTo(language)(failureHeadline(FAILURE_OF[kind], account)));
    expect(new Set(headlines).size).toBe(kinds.length);
  });

  test.each(languages)('puts the status or the code into the headline in %s', language => {
    const translate = translateTo(language);
    expect(translate(failureHeadline({ kind: 'http', status: 503 }, account))).toContain('503');
    expect(translate(failureHeadline({ kind: 'account', code: 103 }, account))).toContain('103');
    expect(translate(failureHeadline({ kind: 'internal', code: 900 }, account))).toContain('900');
    for (const kind of kinds)
      expect(translate(failureHeadline(FAILURE_OF[kind], account))).not.toContain('$');
  });

  test('tells a first sign-in from being signed out', () => {
    const headline = (change: Partial<Account>) =>
      translateTo('en')(failureHeadline({ kind: 'signed-out' }, makeAccount(change)));
    expect(headline({ token: '' })).toBe('Not signed in yet.');
    expect(headline({ token: '', revision: 1 })).toBe('You are signed out.');
    expect(headline({})).toBe('You are signed out.');
  });

  test('asks the user for what no waiting mends', () => {
    const needsYou = kinds.filter(kind => FAILURES[kind].look === 'needs-you');
    expect(needsYou.sort()).toEqual(['account', 'permission', 'privacy', 'signed-out']);
  });

  test.each<[string, FailureKind[]]>([
    ['never', ['account', 'signed-out']],
    ['soon', ['offline']],
    ['as-usual', ['permission']],
    [
      'quick',
      [
        'empty',
        'fault',
        'internal',
        'network',
        'not-understood',
        'server-error',
        'timeout',
        'truncated',
        'web-page',
      ],
    ],
  ])('tries again %s after these alone: %j', (retry, of) => {
    expect(kinds.filter(kind => FAILURES[kind].retry === retry).sort()).toEqual(of);
  });

  test('backs off from all else', () => {
    expect(kinds.filter(kind => FAILURES[kind].retry !== 'back-off')).toHaveLength(13);
  });

  test('says in words that checks have stopped where they have', () => {
    for (const kind of kinds) {
      const help = TEXTS.en[FAILURES[kind].help].message;
      expect(help.includes('stops checking until you do')).toBe(stopsChecks(FAILURE_OF[kind]));
    }
  });
});

describe('a reading amounts to', () => {
  const answer: Reading = { kind: 'answer', answer: makeAnswer() };
  const privacy: Reading = { kind: 'api-error', code: -3, url: 'https://privacy.example/' };
  const malformed: Reading = { kind: 'malformed' };
  const page: Reading = { kind: 'web-page' };

  test.each<[string, Reading, number, Failure | undefined]>([
    ['an answer', answer, 200, undefined],
    ['an answer whatever its status', answer, 500, undefined],
    ['a privacy error', privacy, 500, { kind: 'privacy', url: 'https://privacy.example/' }],
    ['a privacy error without a page', { kind: 'api-error', code: -3 }, 200, { kind: 'privacy' }],
    [
      'an error of the API above HTTP 401',
      { kind: 'api-error', code: 103 },
      401,
      { kind: 'account', code: 103 },
    ],
    ['an unknown code', { kind: 'api-error', code: 0 }, 200, { kind: 'internal', code: 0 }],
    ['being signed out', malformed, 401, { kind: 'signed-out' }],
    ['being signed out, with a page', page, 401, { kind: 'signed-out' }],
    ['a forbidden address', malformed, 403, { kind: 'forbidden', status: 403 }],
    ['a wrong address', malformed, 404, { kind: 'not-found', status: 404 }],
    ['an address of the past', page, 410, { kind: 'not-found', status: 410 }],
    ['too many calls', { kind: 'empty' }, 429, { kind: 'busy', status: 429 }],
    ['a server in trouble', { kind: 'empty' }, 500, { kind: 'server-error', status: 500 }],
    ['a server in trouble, with a page', page, 503, { kind: 'server-error', status: 503 }],
    ['another HTTP error', malformed, 418, { kind: 'http', status: 418 }],
    ['a network that wants a sign-in', page, 511, { kind: 'web-page' }],
    ['an empty body', { kind: 'empty' }, 200, { kind: 'empty' }],
    ['half an answer', { kind: 'truncated' }, 200, { kind: 'truncated' }],
    ['a web page', page, 200, { kind: 'web-page' }],
    ['nothing to understand', malformed, 200, { kind: 'malformed' }],
  ])('%s', (_what, reading, status, failure) => {
    expect(failureOf(reading, status)).toEqual(failure);
  });

  test.each(ACCOUNT_CODES)('a fault of the account by code %i', code => {
    expect(failureOf({ kind: 'api-error', code }, 200)).toEqual({ kind: 'account', code });
  });

  test.each(INTERNAL_CODES)('an internal error by code %i', code => {
    expect(failureOf({ kind: 'api-error', code }, 200)).toEqual({ kind: 'internal', code });
  });
});

test('checks stop for what only the user can mend, and for nothing else', () => {
  const stopping = kinds.filter(kind => stopsChecks(FAILURE_OF[kind]));
  expect(stopping.sort()).toEqual(['account', 'signed-out']);
  expect(stopsChecks(undefined)).toBe(false);
});

test('the checks that end until the user acts are those that the table never tries again', () => {
  for (const failure of EVERY_FAILURE)
    expect(stopsChecks(failure), failure.kind).toBe(FAILURES[failure.kind].retry === 'never');
});
