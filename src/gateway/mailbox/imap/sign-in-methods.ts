import { MailboxError, NO_OAUTH } from '../mailbox';
import type { Credentials, PasswordLogin } from './imap-server';

/**
 * A password is sent by LOGIN (RFC 9051, 6.2.3), or by AUTHENTICATE with one of two mechanisms; an access token by one of
 * two others: OAUTHBEARER (RFC 7628), or XOAUTH2, Google's and Microsoft's own.
 */
export type SignInMethod = PasswordMethod | OAuthMethod;

type PasswordMethod = 'LOGIN' | 'AUTH=PLAIN' | 'AUTH=LOGIN';

type OAuthMethod = 'AUTH=OAUTHBEARER' | 'AUTH=XOAUTH2';

const OAUTH: readonly OAuthMethod[] = ['AUTH=OAUTHBEARER', 'AUTH=XOAUTH2'];

/** Printable ASCII that needs no escapes. */
const SIMPLE = /^[ !#-[\]-~]*$/;

/**
 * The methods to try, at most two. @param offered the server's capabilities
 * @throws {MailboxError} `noPassword` if the server offers no method for this login
 */
export function signInMethods(
  offered: ReadonlySet<string>,
  credentials: Credentials,
  host: string,
): readonly SignInMethod[] {
  return 'password' in credentials
    ? passwordMethods(offered, credentials, host)
    : tokenMethods(offered, host);
}

function tokenMethods(offered: ReadonlySet<string>, host: string): readonly OAuthMethod[] {
  const methods = OAUTH.filter(method => offered.has(method));
  if (methods.length > 0) return methods;
  const what = 'offers no sign-in by access token';
  throw new MailboxError('noPassword', `${host} ${what} (${NO_OAUTH})`, NO_OAUTH);
}

/**
 * LOGIN comes first where each server reads it alike: it takes one round trip, and
 * imapflow’s AUTHENTICATE takes two.
 */
function passwordMethods(
  offered: ReadonlySet<string>,
  { user, password }: PasswordLogin,
  host: string,
): readonly PasswordMethod[] {
  const sasl = (['AUTH=PLAIN', 'AUTH=LOGIN'] as const).find(method => offered.has(method));
  const mechanisms = [...offered].filter(capability => capability.startsWith('AUTH='));
  const hasOAuth = OAUTH.some(mechanism => offered.has(mechanism));
  // Without any mechanism a server still has LOGIN, unless it says otherwise.
  const isOAuthOnly = hasOAuth && mechanisms.every(mechanism => OAUTH.some(it => it === mechanism));
  const hasLogin = !offered.has('LOGINDISABLED') && !isOAuthOnly;
  // Exchange reads DOMAIN\user only in LOGIN.
  const prefersLogin = SIMPLE.test(password) && (SIMPLE.test(user) || user.includes('\\'));
  const methods: PasswordMethod[] = sasl ? [sasl] : [];
  if (hasLogin) methods.splice(prefersLogin ? 0 : 1, 0, 'LOGIN');
  if (methods.length > 0) return methods;
  const [what, code] = hasOAuth
    ? ['takes no passwords, only a sign-in at its provider', 'XOAUTH2']
    : ['offers no sign-in by password', 'LOGINDISABLED'];
  throw new MailboxError('noPassword', `${host} ${what} (${code})`, code);
}
