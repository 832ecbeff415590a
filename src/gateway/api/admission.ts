import type { Info } from '../../core/answer/api-vocabulary';
import { PRIVACY_CODE } from '../../core/answer/api-vocabulary';
import type { Gateway } from '../access/gateway';
import type { UserLinks } from '../access/links';
import { loginIn } from '../access/own-mailboxes';
import type { TokenLink } from '../access/tokens';
import type { Call, Reply } from '../http/http';
import { type GatewayMailbox, isGrantRefused, MailboxError } from '../mailbox/mailbox';
import { FACTEUR, type Service } from '../services/service';
import { codeOf } from '../shared/error-code';
import { privacyErrorDocument } from './answer-xml';
import { ERROR_CODES, HEADERS, refuse } from './refuse';

/** A user whose token a service has sent. */
export interface Caller {
  readonly user: string;
  readonly mailbox: GatewayMailbox;
  readonly service: Service;
  readonly token: string;
  /** The token keeps this of a person's own mailbox. */
  readonly secret: string | undefined;
  /** For the links of answers. */
  readonly link: TokenLink;
}

/** Counts the call. Undefined unless the service calls too often. */
export function limitCalls(service: Service, gateway: Gateway): Reply | undefined {
  const wait = service === FACTEUR ? 0 : gateway.callLimit.take(service.id, gateway.now());
  if (wait <= 0) return undefined;
  const why = ` (service ${service.id}: too many calls)`;
  const reply = refuse(gateway, ERROR_CODES.tooManyCalls, 'warn', why);
  return { ...reply, status: 429, headers: { ...reply.headers, 'Retry-After': String(wait) } };
}

/** Returns the error to send if the token isn't one of this service's. */
export async function readCaller(
  token: string,
  service: Service,
  { client }: Call,
  gateway: Gateway,
): Promise<Caller | { readonly refusal: Reply }> {
  const claim = await gateway.tokens.read(token, gateway.now());
  if (claim.kind !== 'valid') return { refusal: refuse(gateway, ERROR_CODES[`${claim.kind}Token`]) };
  const { user, secret, link } = claim;
  const mailbox = gateway.accounts.mailboxOf(user, secret, client);
  if (mailbox === undefined) {
    const isEnded = secret !== undefined && 'grant' in loginIn(secret);
    return { refusal: refuse(gateway, ERROR_CODES[isEnded ? 'expiredToken' : 'unknownToken']) };
  }
  if (claim.service !== service.id) {
    const why = ` (service ${service.id}: a token of ${claim.service})`;
    return { refusal: refuse(gateway, ERROR_CODES.foreignToken, 'warn', why) };
  }
  return { user, mailbox, service, token, secret, link };
}

/** With keys only for the user's own extension. */
export const linksFor = async ({ user, service, link }: Caller, { links }: Gateway): Promise<UserLinks> =>
  service === FACTEUR ? links.of(user, link) : links.withoutKey;

/** The privacy error: the user has not decided about these infos, or refuses. */
export async function askForConsent(
  caller: Caller,
  infos: readonly Info[],
  gateway: Gateway,
): Promise<Reply> {
  const page = (await linksFor(caller, gateway)).choice(caller.service.id, infos);
  gateway.metrics.answered(PRIVACY_CODE);
  return { status: 500, headers: HEADERS, body: privacyErrorDocument(page) };
}

/**
 * Asks the caller's mailbox. If the mail server refuses the password that the token keeps, or the provider the grant,
 * both are worth nothing any more. A refused password of the operator's is no user's to mend: `busy`.
 * @throws {MailboxError}
 */
export async function askMailbox<T>(
  { user, mailbox, token, secret }: Caller,
  gateway: Gateway,
  ask: (mailbox: GatewayMailbox) => Promise<T>,
): Promise<T> {
  try {
    return await ask(mailbox);
  } catch (error) {
    if (error instanceof MailboxError && error.trouble === 'refused' && secret !== undefined) {
      if ('master' in loginIn(secret) && !isGrantRefused(error))
        throw new MailboxError('busy', error.message, error.code);
      await gateway.own?.mailboxes.refuse(user, secret, mailbox);
      await forget(user, token, isGrantRefused(error), gateway);
    }
    throw error;
  }
}

async function forget(
  user: string,
  token: string,
  isGrant: boolean,
  { tokens, audit, log }: Gateway,
): Promise<void> {
  log.warn('api: the mail server or the provider refuses a kept sign-in, which is forgotten');
  const ended: Promise<unknown> = isGrant ? tokens.expire(token) : tokens.end(token);
  audit({ event: 'revocation', user, by: isGrant ? 'provider' : 'mail server' });
  await ended.catch(error => log.error(`api: not forgotten (${codeOf(error)})`));
}

/** The user may have signed out while the mail server was asked. */
export const hasSignedOut = async ({ token }: Caller, { tokens, now }: Gateway): Promise<boolean> =>
  (await tokens.read(token, now())).kind !== 'valid';
