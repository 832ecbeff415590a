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
const PASSING: readonly unknown[] = ['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'OVERQUOTA', 'THROTTLED'];

/** Large providers say this without a code, or with ALERT. */
const PASSING_WORDS =
  /too many|simultaneous|not connected|\blimit|exceeded|tempora|try again|\blater\b|unavailable|overload|throttl/i;

/** The account is locked, or about to be: more tries would not help. */
const LOCKED_WORDS =
  /too many (?:failed|failures|invalid|bad|wrong|incorrect|auth|password)|\battempts\b|\blocked\b/i;

/** What a NO or BAD to a sign-in means. `code` is the response code, if any. */
export function refusalTrouble(code: unknown, words: string): Trouble {
  if (CERTAIN.includes(code)) return 'refused';
  if (PASSING.includes(code)) return 'busy';
  return PASSING_WORDS.test(words) && !LOCKED_WORDS.test(words) ? 'busy' : 'unexplained';
}
