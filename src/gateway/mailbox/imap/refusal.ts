import type { Trouble } from '../mailbox';

/** The password is wrong, or may not be used again (RFC 5530). */
const CERTAIN: readonly unknown[] = [
  'AUTHENTICATIONFAILED',
  'AUTHORIZATIONFAILED',
  'EXPIRED',
  'PRIVACYREQUIRED',
  'CONTACTADMIN',
];

/** The server can't let the gateway in now (RFC 5530, RFC 9208); the password may be right. */
export const PASSING: readonly unknown[] = [
  'UNAVAILABLE',
  'INUSE',
  'LIMIT',
  'SERVERBUG',
  'OVERQUOTA',
  'THROTTLED',
];

/** Large providers say this without a code, or with ALERT. */
const PASSING_WORDS =
  /too many|simultaneous|not connected|\blimit|exceeded|tempora|try again|\blater\b|unavailable|overload|throttl/i;

/** Said to anybody, whatever the password. */
const PASSING_SENTENCES =
  /user is authenticated but not connected|too many (?:open|simultaneous) connections/i;

/** The password may be wrong, whatever else the server says: tries without a limit could lock the account. */
const PASSWORD_WORDS = /password|credential|invalid|incorrect|authenticat|log ?in fail/i;

/** The account is locked, or about to be: more tries would not help. */
const LOCKED_WORDS =
  /too many (?:failed|failures|bad|wrong|auth)|log ?in failures|failed log ?ins|\battempts\b|\blocked\b/i;

const mayBePassword = (words: string) =>
  LOCKED_WORDS.test(words) || (PASSWORD_WORDS.test(words) && !PASSING_SENTENCES.test(words));

/** The meaning of a NO or BAD to a sign-in. `code` is the response code, if any. */
export function refusalTrouble(code: unknown, words: string): Trouble {
  if (CERTAIN.includes(code)) return 'refused';
  if (PASSING.includes(code)) return 'busy';
  return PASSING_WORDS.test(words) && !mayBePassword(words) ? 'busy' : 'unexplained';
}

/** The meaning of a BYE during a sign-in. Most servers say it when they are busy. */
export const byeTrouble = (words: string): Trouble => (mayBePassword(words) ? 'unexplained' : 'busy');
