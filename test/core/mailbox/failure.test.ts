import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/core/account/account';
import type { Reading } from '../../../src/core/answer/answer';
import { ACCOUNT_CODES, INTERNAL_CODES } from '../../../src/core/answer/api-vocabulary';
import { type Failure, type FailureKind, stopsChecks } from '../../../src/core/mailbox/failure';
import {
  FAILURES,
  failureFor,
  failureHeadline,
  failureHelp,
  failureOf,
  remedyFor,
} from '../../../src/core/mailbox/failure-table';
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

  test.each(languages)('has a different headline for each kind in %s', language => {
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

  test('has different texts for a first sign-in and a signed-out account', () => {
    const headline = (change: Partial<Account>) =>
      translateTo('en')(failureHeadline({ kind: 'signed-out' }, makeAccount(change)));
    expect(headline({ token: '' })).toBe('Not signed in yet.');
    expect(headline({ token: '', revision: 1 })).toBe('You are signed out.');
    expect(headline({})).toBe('You are signed out.');
  });

  test('asks the user to act if waiting doesn’t help', () => {
    const needsYou = kinds.filter(kind => FAILURES[kind].look === 'needs-you');
    expect(needsYou.sort()).toEqual(['account', 'permission', 'privacy', 'service', 'signed-out']);
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
  ])('retries %s only after: %j', (retry, of) => {
    expect(kinds.filter(kind => FAILURES[kind].retry === retry).sort()).toEqual(of);
  });

  test('backs off after all other kinds', () => {
    expect(kinds.filter(kind => FAILURES[kind].retry !== 'back-off')).toHaveLength(13);
  });

  test('has a text for stopped checks if they stop', () => {
    for (const kind of kinds) {
      const help = TEXTS.en[FAILURES[kind].help].message;
      expect(help.includes('stops checking until you do')).toBe(stopsChecks(FAILURE_OF[kind]));
    }
  });
});

describe('a reading gives', () => {
  const answer: Reading = { kind: 'answer', answer: makeAnswer() };
  const privacy: Reading = { kind: 'api-error', code: -3, url: 'https://privacy.example/' };
  const malformed: Reading = { kind: 'malformed' };
  const page: Reading = { kind: 'web-page' };

  test.each<[string, Reading, number, Failure | undefined]>([
    ['an answer', answer, 200, undefined],
    ['an answer, for any status', answer, 500, undefined],
    ['a privacy error', privacy, 500, { kind: 'privacy', url: 'https://privacy.example/' }],
    ['a privacy error without a page', { kind: 'api-error', code: -3 }, 200, { kind: 'privacy' }],
    [
      'an API error rather than HTTP 401',
      { kind: 'api-error', code: 103 },
      401,
      { kind: 'account', code: 103 },
    ],
    [
      'an account error rather than HTTP 429',
      { kind: 'api-error', code: 102 },
      429,
      { kind: 'account', code: 102 },
    ],
    [
      'too many requests, with an internal error',
      { kind: 'api-error', code: 505 },
      429,
      { kind: 'busy', status: 429 },
    ],
    ['an unknown code', { kind: 'api-error', code: 0 }, 200, { kind: 'internal', code: 0 }],
    ['being signed out', malformed, 401, { kind: 'signed-out' }],
    ['being signed out, with a page', page, 401, { kind: 'signed-out' }],
    ['a forbidden address', malformed, 403, { kind: 'forbidden', status: 403 }],
    ['a wrong address', malformed, 404, { kind: 'not-found', status: 404 }],
    ['a removed address', page, 410, { kind: 'not-found', status: 410 }],
    ['too many requests', { kind: 'empty' }, 429, { kind: 'busy', status: 429 }],
    ['a server in trouble', { kind: 'empty' }, 500, { kind: 'server-error', status: 500 }],
    ['a server in trouble, with a page', page, 503, { kind: 'server-error', status: 503 }],
    ['another HTTP error', malformed, 418, { kind: 'http', status: 418 }],
    ['a network with a sign-in page', page, 511, { kind: 'web-page' }],
    ['an empty body', { kind: 'empty' }, 200, { kind: 'empty' }],
    ['a truncated answer', { kind: 'truncated' }, 200, { kind: 'truncated' }],
    ['a web page', page, 200, { kind: 'web-page' }],
    ['a malformed answer', malformed, 200, { kind: 'malformed' }],
  ])('%s', (_what, reading, status, failure) => {
    expect(failureOf(reading, status)).toEqual(failure);
  });

  test.each(ACCOUNT_CODES)('an account error for code %i', code => {
    expect(failureOf({ kind: 'api-error', code }, 200)).toEqual({ kind: 'account', code });
  });

  test.each(INTERNAL_CODES)('an internal error for code %i', code => {
    expect(failureOf({ kind: 'api-error', code }, 200)).toEqual({ kind: 'internal', code });
  });
});

describe('code 501', () => {
  const unknown: Failure = { kind: 'internal', code: 501 };

  test('refuses the service of an account with a service ID', () => {
    expect(failureFor(makeAccount({ serviceId: 'shop' }), unknown)).toEqual(FAILURE_OF.service);
  });

  test('stays an internal error for an account without a service ID', () => {
    expect(failureFor(account, unknown)).toEqual(unknown);
  });

  test.each(EVERY_FAILURE)('is the only failure that depends on the service ID: $kind', failure => {
    expect(failureFor(makeAccount({ serviceId: 'shop' }), failure)).toEqual(failure);
  });

  test('opens the account’s settings, also for an account with a sign-in page', () => {
    expect(remedyFor(FAILURE_OF.service, makeAccount({ signInPage: 'https://login.example/' }))).toBe(
      'edit-account',
    );
  });
});

test('a server on this computer that can’t be reached is a gateway to start, not an address to edit', () => {
  const local = makeAccount({ endpoint: 'http://127.0.0.1:8337/PersonalMessages/V2' });
  expect(failureHelp(FAILURE_OF.network, local)).toEqual({ key: 'gatewayNotRunning' });
  expect(remedyFor(FAILURE_OF.network, local)).toBe('check-now');
  expect(failureHelp(FAILURE_OF.network, account)).toEqual({ key: 'failureNetworkHelp' });
  expect(remedyFor(FAILURE_OF.network, account)).toBe('edit-account');
});

test('checks stop only if the user must sign in again', () => {
  const stopping = kinds.filter(kind => stopsChecks(FAILURE_OF[kind]));
  expect(stopping.sort()).toEqual(['account', 'signed-out']);
  expect(stopsChecks(undefined)).toBe(false);
});

test('checks stop exactly for the kinds that the table never retries', () => {
  for (const failure of EVERY_FAILURE)
    expect(stopsChecks(failure), failure.kind).toBe(FAILURES[failure.kind].retry === 'never');
});
