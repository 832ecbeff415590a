import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  commandError,
  mailboxErrorOf,
  ofConnection,
  type SignIn,
  withTimeout,
} from '../../../../src/gateway/mailbox/imap/failure';
import { MailboxError, type Trouble } from '../../../../src/gateway/mailbox/mailbox';

const SECRET = 's3cret';
const SIGN_IN: SignIn = {
  credentials: { user: 'jean', password: SECRET },
  server: { host: 'imap.example.org', port: 993, security: 'tls' },
};
const errorOf = (more: object) => Object.assign(new Error(`LOGIN jean ${SECRET}`), more);
const withCode = (code: string) => errorOf({ code });
const refusal = (serverResponseCode?: string) => errorOf({ authenticationFailed: true, serverResponseCode });

test.each<[Trouble, string, unknown]>([
  ['unexplained', 'Error', refusal()],
  ['refused', 'AUTHENTICATIONFAILED', refusal('AUTHENTICATIONFAILED')],
  ['refused', 'EXPIRED', refusal('EXPIRED')],
  ['unexplained', 'ALERT', refusal('ALERT')],
  ['busy', 'UNAVAILABLE', refusal('UNAVAILABLE')],
  ['busy', 'LIMIT', refusal('LIMIT')],
  ['busy', 'ETHROTTLE', errorOf({ code: 'ETHROTTLE', responseStatus: 'BAD' })],
  ['certificate', 'CERT_HAS_EXPIRED', withCode('CERT_HAS_EXPIRED')],
  ['certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT', withCode('DEPTH_ZERO_SELF_SIGNED_CERT')],
  ['certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', withCode('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
  ['certificate', 'ERR_TLS_CERT_ALTNAME_INVALID', withCode('ERR_TLS_CERT_ALTNAME_INVALID')],
  ['certificate', 'ERR_SSL_WRONG_VERSION_NUMBER', withCode('ERR_SSL_WRONG_VERSION_NUMBER')],
  ['certificate', 'Error', errorOf({ tlsFailed: true })],
  ['timeout', 'ETIMEDOUT', withCode('ETIMEDOUT')],
  ['timeout', 'GREETING_TIMEOUT', withCode('GREETING_TIMEOUT')],
  ['unreachable', 'ENOTFOUND', withCode('ENOTFOUND')],
  ['unreachable', 'ECONNREFUSED', withCode('ECONNREFUSED')],
  ['unreachable', 'NoConnection', withCode('NoConnection')],
  ['unreachable', 'ENETDOWN', withCode('ENETDOWN')],
  ['unexpected', 'TooManyTokens', withCode('TooManyTokens')],
  ['unexpected', 'BAD', errorOf({ serverResponseCode: 'BAD' })],
  ['unexpected', 'TypeError', new TypeError(SECRET)],
  ['unexpected', 'string', SECRET],
  ['unexpected', 'undefined', undefined],
  ['unexpected', 'object', null],
  ['unexpected', 'Error', errorOf({ serverResponseCode: `X ${SECRET}` })],
  ['unexpected', 'Error', errorOf({ serverResponseCode: 'X'.repeat(31) })],
])('%s by %s', (trouble, code, error) => {
  const failure = mailboxErrorOf(error, 'imap.example.org');
  expect(failure).toMatchObject({ trouble, code });
  expect(failure.message).toMatch(/^imap\.example\.org .* \(\S+\)$/);
  expect(JSON.stringify([failure.message, failure.stack, failure])).not.toContain(SECRET);
});

describe('a sign-in', () => {
  const troubleOf = (more: object) => mailboxErrorOf(errorOf(more), 'imap.example.org', SIGN_IN).trouble;
  const toNo = (responseText: string, serverResponseCode?: string) =>
    troubleOf({ authenticationFailed: true, responseText, serverResponseCode });
  const toBye = (reason: string) => troubleOf({ code: 'ECONNRESET', reason });

  const ABOUT_THE_PASSWORD = [
    'Invalid username or password. Please try again.',
    'Authentication failed, try again later',
    'Too many login failures',
    'Limit of failed logins exceeded',
    'Login failed: try again later',
    'Login fail. Account is abnormal, password is incorrect, login frequency limited, or system is busy.',
    'Too many failed login attempts',
  ];
  test.each(ABOUT_THE_PASSWORD)('refused with “%s” may have a wrong password', words => {
    expect(toNo(words)).toBe('unexplained');
    expect(toNo(words, 'ALERT')).toBe('unexplained');
    expect(toBye(words)).toBe('unexplained');
  });

  test.each(['LIMIT', 'INUSE', 'UNAVAILABLE'])('refused with %s can be tried later', code => {
    expect(toNo('Temporary authentication failure, password not checked', code)).toBe('busy');
  });

  test.each([
    'User is authenticated but not connected.',
    'Login failed: Too many simultaneous connections',
    'Too many open connections',
    'Maximum connection limit reached',
  ])('refused with “%s” can be tried later', words => {
    expect(toNo(words)).toBe('busy');
    expect(toBye(words)).toBe('busy');
  });

  test('ended by a BYE without a reason can be tried later', () => {
    expect(toBye('')).toBe('busy');
    expect(toBye('Bye')).toBe('busy');
  });
});

describe('the server’s words', () => {
  const said = (responseText: string, signIn?: SignIn) => {
    const error = Object.assign(refusal('AUTHENTICATIONFAILED'), { responseText });
    return mailboxErrorOf(error, 'imap.example.org', signIn);
  };

  test('are kept at a sign-in only', () => {
    expect(said('Invalid credentials', SIGN_IN).message).toBe(
      'imap.example.org doesn’t accept the user name or password (AUTHENTICATIONFAILED); it says “Invalid credentials”',
    );
    expect(said('can’t send “Your salary”').message).not.toContain('salary');
  });

  test.each([
    ['', undefined],
    [' \x1b\x07 ', undefined],
    [`user jean with ${SECRET}`, 'user jean with …'],
    [Buffer.from(`\0jean\0${SECRET}`).toString('base64'), '…'],
    ['a\r\n* OK \x9bfake\u202E', 'a * OK fake'],
    ['é'.repeat(200), 'é'.repeat(200)],
    ['é'.repeat(201), `${'é'.repeat(199)}…`],
  ])('%j become %j', (text, shown) => {
    expect(said(text, SIGN_IN).details.said).toBe(shown);
  });
});

describe('the error of a command', () => {
  test.each<[Trouble, Error]>([
    ['unexpected', new MailboxError('unexpected', 'no counts')],
    ['noFolder', new MailboxError('noFolder', 'there is no folder "Work"')],
    ['unexpected', new TypeError('null')],
  ])('on a lost connection is that, not %s', (trouble, error) => {
    expect(commandError({ usable: false }, error, 'imap.example.org').trouble).toBe('unreachable');
    expect(commandError({ usable: true }, error, 'imap.example.org').trouble).toBe(trouble);
  });

  test('with a code of its own stays', () => {
    const error = withCode('LineTooLarge');
    expect(commandError({ usable: false }, error, 'imap.example.org').trouble).toBe('unexpected');
  });
});

test('a MailboxError stays unchanged', () => {
  const failure = new MailboxError('noFolder', 'no folder');
  expect(mailboxErrorOf(failure, 'imap.example.org')).toBe(failure);
});

describe('withTimeout', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  test('resolves with the result', async () => {
    const late = new Promise(resolve => setTimeout(resolve, 999, 'result'));
    const waiting = withTimeout(1000, 'looking', late);
    await vi.advanceTimersByTimeAsync(999);
    expect(await waiting).toBe('result');
  });

  test('rejects with the same error', async () => {
    const error = new Error('rejected');
    await expect(withTimeout(1000, 'looking', Promise.reject(error))).rejects.toBe(error);
  });

  test('rejects with a timeout and ignores a late result', async () => {
    const late = new Promise((_resolve, reject) => setTimeout(reject, 1500, new Error('too late')));
    const check = expect(withTimeout(1000, 'looking', late)).rejects.toMatchObject({
      trouble: 'timeout',
      message: 'looking: no answer in 1 s',
    });
    await vi.advanceTimersByTimeAsync(1000);
    await check;
    await vi.advanceTimersByTimeAsync(500);
  });
});

test.each([true, false])('an error of a connection tells whether the sign-in has begun: %s', hasBegun => {
  const { details } = ofConnection(
    new MailboxError('unreachable', 'x', 'ECONNRESET', { said: 'no' }),
    hasBegun,
  );
  expect(details).toEqual({ said: 'no', hasBegun, isOfServer: !hasBegun });
});
