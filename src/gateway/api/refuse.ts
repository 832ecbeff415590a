import type { Gateway } from '../access/gateway';
import type { Reply } from '../http/http';
import { isGrantRefused, type MailboxError } from '../mailbox/mailbox';
import type { Level } from '../shared/log';
import { errorDocument } from './answer-xml';

/** The API page fixes only 102 and 103 (the user's account). The first that applies is sent. */
export const ERROR_CODES = {
  /** The operator doesn't let this service in, or its password is wrong or missing. The log says which. */
  serviceRefused: 501,
  unknownAction: 501,
  /** Services only read. */
  foreignAction: 501,
  badInfos: 503,
  /** Ids of messages are missing, too many or empty, or the body is no form or too long. */
  badIds: 503,
  /** Infos that the service may not ask for. */
  foreignInfos: 503,
  /** The token is another service's. */
  foreignToken: 501,
  /** The service calls too often. */
  tooManyCalls: 505,
  /** `token` is missing, or this gateway didn't issue it to one of its users. */
  unknownToken: 102,
  /** Its time is over, or the provider where its user signed in has ended the sign-in: its owner must sign in again. */
  expiredToken: 103,
  /** The mail server rejects the mailbox's password: its owner must correct it. */
  refused: 102,
  /** The mail server offers no sign-in by password: the sign-in page says what to do. */
  noPassword: 102,
  /** The password may be right: the gateway tries again. */
  unexplained: 505,
  busy: 505,
  /** The mail server's certificate can't be verified, or it has no TLS. */
  certificate: 203,
  noFolder: 204,
  /** Complete the table: an API call gets a result for each message. */
  unmarked: 900,
  timeout: 504,
  unreachable: 505,
  unexpected: 900,
} as const;

export const HEADERS = { 'Content-Type': 'text/xml; charset=UTF-8' };

/** The code of a mailbox's error. */
export const codeOfMailbox = (failure: MailboxError): number =>
  isGrantRefused(failure) ? ERROR_CODES.expiredToken : ERROR_CODES[failure.trouble];

/** An error of the API's own form. `why` is for the log. */
export function refuse(gateway: Gateway, code: number, level: Level = 'info', why = ''): Reply {
  gateway.log[level](`api: error ${code}${why}`);
  gateway.metrics.answered(code);
  return { status: 200, headers: HEADERS, body: errorDocument(code) };
}
