import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { codeOf } from '../shared/error-code';
import { isEntra } from './known-providers';
import { OAuthError, type OAuthTrouble } from './oauth-client';
import type { OAuthProvider } from './oauth-provider';

/** The question to the provider. */
export type Step = 'discover' | 'begin' | 'finish' | 'renew' | 'device';

/** The rest of the codes that providers send is the operator's to correct. */
const TROUBLES: Readonly<Record<string, OAuthTrouble>> = {
  // RFC 6749, 4.1.2.1 and 5.2.
  access_denied: 'cancelled',
  invalid_grant: 'withdrawn',
  server_error: 'unavailable',
  temporarily_unavailable: 'unavailable',
  // OpenID Connect Core 1.0, 3.1.2.6; Entra sends them for refresh tokens, too.
  account_selection_required: 'withdrawn',
  consent_required: 'withdrawn',
  interaction_required: 'withdrawn',
  login_required: 'withdrawn',
  // RFC 8628, 3.5; Entra has a name of its own for a refusal.
  authorization_declined: 'cancelled',
  expired_token: 'cancelled',
  slow_down: 'unavailable',
};

/** The library's words for an answer that isn't the provider's, or not for this question. */
const UNFIT: readonly string[] = [
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_PARSE_ERROR',
  'OAUTH_UNSUPPORTED_OPERATION',
];

/** The operator's part, for some codes. */
const REMEDIES: Readonly<Record<string, string>> = {
  invalid_client: 'check client-id and client-secret, and whether the secret has expired',
  invalid_scope: 'check scopes',
  OAUTH_MISSING_SERVER_METADATA: 'check whether it offers this way to sign in',
  unauthorized_client: 'allow this way to sign in where the gateway is registered',
};

/** The same, where Entra's number says more than the code. */
const ENTRA_REMEDIES: Readonly<Record<string, string>> = {
  AADSTS700025: 'leave out client-secret',
  AADSTS7000218: 'allow public client flows at the provider, or give client-secret',
};

/** Node's codes for a certificate by an authority that it doesn't know, and for others that can't be verified. */
const UNKNOWN_AUTHORITY = /^(?:SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_CA$|CERT_UNTRUSTED$)/;
const UNFIT_CERTIFICATE = /^(?:CERT_|ERR_TLS_CERT_|HOSTNAME_MISMATCH$)/;

/** @param error of openid-client, or of `fetch` */
export function toOAuthError(error: unknown, provider: OAuthProvider, step: Step): OAuthError {
  if (error instanceof OAuthError) return error;
  const said = saidBy(error);
  const trouble = said === undefined ? withoutWords(error, step) : troubleOf(said, step);
  const code = said?.code ?? ownCode(error);
  const message =
    (said === undefined ? wrongCertificate(provider, code) : undefined) ??
    (step === 'discover' && trouble === 'misconfigured'
      ? wrongIssuer(error, provider, code)
      : messageOf(trouble, provider, [code, said?.detail], said?.isBrought === true));
  return new OAuthError(trouble, message, code, said?.isBrought);
}

interface Said {
  readonly code: string;
  readonly status: number | undefined;
  /** Entra's number of the error. */
  readonly detail: string | undefined;
  /** By a browser, from the provider's page. */
  readonly isBrought: true | undefined;
}

/** The code of the answer (RFC 6749, 4.1.2.1 and 5.2). */
function saidBy(error: unknown): Said | undefined {
  const isSaid = error instanceof ResponseBodyError || error instanceof AuthorizationResponseError;
  if (!isSaid) return undefined;
  return {
    code: /^[\w.-]{1,60}$/.test(error.error) ? error.error : 'unknown code',
    status: 'status' in error ? error.status : undefined,
    detail: /\bAADSTS\d+/.exec(error.error_description ?? '')?.[0],
    isBrought: error instanceof AuthorizationResponseError || undefined,
  };
}

function troubleOf({ code, status = 0 }: Said, step: Step): OAuthTrouble {
  if (status === 429) return 'unavailable';
  const trouble = Object.hasOwn(TROUBLES, code) ? TROUBLES[code] : undefined;
  // The code of the answer: used, too old, for another redirect address or verifier.
  if (trouble === 'withdrawn' && step === 'finish') return 'forged';
  return trouble ?? 'misconfigured';
}

function withoutWords(error: unknown, step: Step): OAuthTrouble {
  const { code = '', cause } = error as { code?: string; cause?: unknown };
  const status = cause instanceof Response ? cause.status : 0;
  const isAnswered = UNFIT.includes(code) || (status >= 400 && status < 500 && status !== 429);
  if (code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' || code.endsWith('_SERVER_METADATA'))
    return 'misconfigured';
  if (code === 'OAUTH_HTTP_REQUEST_FORBIDDEN') return 'misconfigured';
  if (UNKNOWN_AUTHORITY.test(ownCode(error)) || UNFIT_CERTIFICATE.test(ownCode(error)))
    return 'misconfigured';
  // Another page than the description, or the way to one.
  const isPage = status >= 200 && status < 400;
  if (step === 'discover' && (isAnswered || isPage)) return 'misconfigured';
  return step === 'finish' && UNFIT.includes(code) ? 'forged' : 'unavailable';
}

/** The innermost code: of the library, or Node's of a lost connection. */
function ownCode(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  if (cause instanceof Response) return `HTTP ${cause.status}`;
  return error instanceof ClientError || !(cause instanceof Error) ? codeOf(error) : codeOf(cause);
}

function wrongCertificate({ issuer }: OAuthProvider, code: string): string | undefined {
  const begin = `the certificate of ${issuer} can’t be verified (${code})`;
  if (UNKNOWN_AUTHORITY.test(code))
    return `${begin}: if your organisation’s own authority has issued it, start the gateway with NODE_EXTRA_CA_CERTS, as docs/gateway.md says`;
  return UNFIT_CERTIFICATE.test(code)
    ? `${begin}: renew it at the provider, or check issuer and this machine’s clock`
    : undefined;
}

function wrongIssuer(error: unknown, { id, issuer }: OAuthProvider, code: string): string {
  const given = (error as { cause?: { body?: { issuer?: unknown } } }).cause?.body?.issuer;
  const where = isEntra(issuer) ? 'issuer and tenant' : 'issuer';
  return typeof given === 'string' && URL.canParse(given) && given.length <= 200
    ? `the provider at ${issuer} calls itself ${given}: if it is the right one, set issuer = "${given}" in [oauth.${id}]`
    : `no OpenID provider answers at ${issuer} (${code}): check ${where} in [oauth.${id}]`;
}

function messageOf(
  trouble: OAuthTrouble,
  { id, issuer }: OAuthProvider,
  codes: readonly (string | undefined)[],
  isBrought: boolean,
): string {
  const reason = codes.filter(Boolean).join(', ');
  switch (trouble) {
    case 'withdrawn':
      return `${issuer} lets the gateway in no more (${reason})`;
    case 'unavailable':
      return `${issuer} can’t be reached, or fails at present (${reason})`;
    case 'misconfigured': {
      const remedy = remedyFor(id, codes);
      return isBrought
        ? `a browser brought an error from ${issuer} (${reason}): if it comes again, ${remedy}`
        : `${issuer} doesn’t accept this gateway (${reason}): ${remedy}`;
    }
    case 'cancelled':
      return `the sign-in at ${issuer} was refused or not finished (${reason})`;
    case 'forged':
      return `an answer doesn’t fit the sign-in that was begun at ${issuer} (${reason})`;
  }
}

function remedyFor(id: string, [code = '', detail = '']: readonly (string | undefined)[]): string {
  if (Object.hasOwn(ENTRA_REMEDIES, detail)) return `${ENTRA_REMEDIES[detail]} in [oauth.${id}]`;
  const remedy = Object.hasOwn(REMEDIES, code) ? REMEDIES[code] : 'check its settings';
  return `${remedy}, in [oauth.${id}] and at the provider`;
}
