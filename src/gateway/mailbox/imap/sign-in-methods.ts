import { MailboxError } from '../mailbox';
import type { PasswordLogin } from './imap-server';

/** How a password is sent: by LOGIN (RFC 9051, 6.2.3), or by AUTHENTICATE with one of two mechanisms. */
export type SignInMethod = 'LOGIN' | 'AUTH=PLAIN' | 'AUTH=LOGIN';

const OAUTH: readonly string[] = ['AUTH=XOAUTH2', 'AUTH=OAUTHBEARER'];

/** Printable ASCII that needs no escapes. */
const SIMPLE = /^[ !#-[\]-~]*$/;

/**
 * The methods to try, at most two. LOGIN comes first where each server reads it alike: it takes one round trip, and
 * imapflow’s AUTHENTICATE takes two.
 * @param offered the server's capabilities
 * @throws {MailboxError} `noPassword` if the server takes no passwords
 */
export function signInMethods(offered: ReadonlySet<string>, { user, password }: PasswordLogin, host: string) {
  const sasl = (['AUTH=PLAIN', 'AUTH=LOGIN'] as const).find(method => offered.has(method));
  const mechanisms = [...offered].filter(capability => capability.startsWith('AUTH='));
  const hasOAuth = OAUTH.some(mechanism => offered.has(mechanism));
  // Without any mechanism a server still has LOGIN, unless it says otherwise.
  const isOAuthOnly = hasOAuth && mechanisms.every(mechanism => OAUTH.includes(mechanism));
  const hasLogin = !offered.has('LOGINDISABLED') && !isOAuthOnly;
  // Exchange reads DOMAIN\user only in LOGIN.
  const prefersLogin = SIMPLE.test(password) && (SIMPLE.test(user) || user.includes('\\'));
  const methods: SignInMethod[] = sasl ? [sasl] : [];
  if (hasLogin) methods.splice(prefersLogin ? 0 : 1, 0, 'LOGIN');
  if (methods.length > 0) return methods;
  const [what, code] = hasOAuth
    ? ['offers only OAuth, which the gateway can’t use', 'XOAUTH2']
    : ['offers no sign-in by password', 'LOGINDISABLED'];
  throw new MailboxError('noPassword', `${host} ${what} (${code})`, code);
}
