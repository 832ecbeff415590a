import { expect, test } from 'vitest';
import { failureOf, within } from '../../../src/gateway/imap/failure';
import { MailboxError, type Trouble } from '../../../src/gateway/mailbox';

test.each<[object, Trouble]>([
  [{ authenticationFailed: true, serverResponseCode: 'AUTHENTICATIONFAILED' }, 'refused'],
  [{ authenticationFailed: true }, 'refused'],
  [{ authenticationFailed: true, serverResponseCode: 'UNAVAILABLE' }, 'unreachable'],
  [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'certificate'],
  [{ code: 'CERT_HAS_EXPIRED' }, 'certificate'],
  [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'certificate'],
  [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'certificate'],
  [{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'certificate'],
  [{ tlsFailed: true }, 'certificate'],
  [{ code: 'GREETING_TIMEOUT' }, 'timeout'],
  [{ code: 'ETIMEDOUT' }, 'timeout'],
  [{ code: 'ECONNREFUSED' }, 'unreachable'],
  [{ code: 'ENOTFOUND' }, 'unreachable'],
  [{ code: 'NoConnection' }, 'unreachable'],
  [{ code: 'TooManyTokens' }, 'unexpected'],
  [{}, 'unexpected'],
])('%j is %s', (properties, trouble) => {
  const failure = failureOf(Object.assign(new Error('LOGIN jean s3cret'), properties), 'imap.example.org');
  expect(failure).toMatchObject({ trouble });
  expect(failure.message).toMatch(/^imap\.example\.org /);
  expect(failure.message).not.toContain('s3cret');
});

test('a server’s own code is told only if it looks like one', () => {
  const error = (serverResponseCode: string) =>
    failureOf(Object.assign(new Error(), { authenticationFailed: true, serverResponseCode }), 'host').message;
  expect(error('AUTHENTICATIONFAILED')).toContain('(AUTHENTICATIONFAILED)');
  expect(error('s3cret of jean')).not.toContain('s3cret');
});

test('what is known already stays, and what is no error is something', () => {
  const known = new MailboxError('noFolder', 'gone');
  expect(failureOf(known, 'host')).toBe(known);
  expect(failureOf('a text', 'host')).toMatchObject({ trouble: 'unexpected' });
});

test('whoever doesn’t answer in time is too late', async () => {
  expect(await within(1000, 'it', Promise.resolve(1))).toBe(1);
  await expect(within(1000, 'it', Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(within(1, 'looking', new Promise(() => {}))).rejects.toMatchObject({
    trouble: 'timeout',
    message: 'looking: no answer in 0.001 s',
  });
});
