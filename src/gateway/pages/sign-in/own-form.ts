import type { Gateway } from '../../access/gateway';
import type { OwnSignIn } from '../../access/own-sign-in';
import { isExposed, namedServer } from '../../config/choose-server';
import { EMAIL, HOST_NAME, PORT, SECURITY } from '../../config/mailbox-settings';
import type { FoundServer } from '../../finding/find-server';
import { canonicalName, lowerCase, parseMailAddress } from '../../finding/mail-address';
import { providerOfHost } from '../../finding/providers';
import type { Call } from '../../http/http';
import type { ImapServer } from '../../mailbox/imap/imap-server';
import type { OwnAccount } from '../../mailbox/imap/own-mailbox';
import { providerFor } from '../../oauth/choose-provider';
import type { OAuthProvider } from '../../oauth/oauth-provider';
import { type Wait, waitFor } from './try-password';

/** Why the form can't be used yet, apart from errors of the mail server. */
export type FormProblem =
  | 'badAddress'
  | 'foreignDomain'
  | 'noServer'
  | 'takesNoPasswords'
  | 'passwordMissing'
  | 'badHost'
  | 'badPort'
  | 'unencrypted'
  | 'unproven';

/** Values that the next form needs and the page must not show. Secret. */
interface Kept {
  readonly password: string;
  readonly found: FoundServer | undefined;
  /** The server that only DNS names, and about which the person was asked. */
  readonly asked: string | undefined;
  /** The server and the certificate that the person trusts there. */
  readonly pinned: { readonly host: string; readonly pin: string } | undefined;
}

/** A filled form, as far as it makes sense. */
export interface OwnForm {
  /** In its canonical form. */
  readonly address: string;
  readonly kept: Kept;
  /** The server to sign in at, its user name there; undefined if none is known. */
  readonly server: ImapServer | undefined;
  readonly user: string;
  readonly problem: FormProblem | undefined;
  /** Where the person signs in instead of with a password. */
  readonly provider?: OAuthProvider | undefined;
}

const PIN = /^[0-9A-F]{2}(?::[0-9A-F]{2}){31}$/;

const keptAbout = ({ visitor }: Call, address: string) => ['own', visitor.id, address] as const;

/** For the form's next round: the password isn't typed again, and the page doesn't have it in clear. */
export function sealKept(call: Call, { formSecrets, now }: Gateway, { address, kept }: OwnForm): string {
  return formSecrets.seal(JSON.stringify(kept), now(), ...keptAbout(call, address));
}

/**
 * Reads the fields. Finds the server if the person names none, unless their network has to wait. The first step of the
 * sign-in sends a form without the field `password`.
 */
export async function readOwnForm(
  form: URLSearchParams,
  call: Call,
  gateway: Gateway,
  own: OwnSignIn,
): Promise<OwnForm | Wait> {
  const text = (name: string) => (form.get(name) ?? '').trim();
  const address = canonicalName(text('user'));
  const parsed = EMAIL.read(address) && parseMailAddress(address);
  const before = readKept(form, call, gateway, address);
  const password = (form.get('password') ?? '') || (before?.password ?? '');
  const failed = (problem: FormProblem): OwnForm => ({
    address,
    // A password for this address is of no use for another one.
    kept: { password: '', found: before?.found, asked: before?.asked, pinned: undefined },
    server: undefined,
    user: address,
    problem,
  });
  if (!parsed) return failed('badAddress');
  if (own.domains.length > 0 && !own.domains.includes(parsed.domain)) return failed('foreignDomain');
  const { oauth } = gateway;
  const isPasswordMissing = password === '' && (oauth === undefined || form.has('password'));
  if (isPasswordMissing && oauth === undefined) return failed('passwordMissing');
  const seconds = before?.found === undefined ? untilLookUp(address, call, gateway, own) : 0;
  if (seconds > 0) return waitFor(seconds);
  const found = before?.found ?? (await own.find(address));
  const provider = oauth && providerFor(address, found, oauth.providers);
  // A password that was typed for another address isn't sent.
  const isByPassword = form.get('way') === 'password' || (before !== undefined && password !== '');
  if (provider !== undefined && !(isByPassword && found?.provider?.noPasswords !== true)) {
    const { server, user } = mailSideOf(provider, address, found) ?? {};
    const kept = { password: '', found, asked: undefined, pinned: undefined };
    const problem = server === undefined ? 'noServer' : undefined;
    return { address, kept, server, user: user ?? address, problem, provider };
  }
  // The browser also sends fields that were filled in for another address.
  const isAbout = own.mayCorrect && ['', address].includes(text('about'));
  const isNamed = isAbout && text('host') !== '';
  const named = isNamed ? readServer(text('host'), text('port'), text('security')) : undefined;
  const server = named?.server ?? found?.server;
  const pin = form.get('trust') ?? '';
  const isTrusted = own.mayCorrect && server !== undefined && PIN.test(pin);
  const pinned = isTrusted ? { host: server.host, pin } : before?.pinned;
  const isDoubtful = found?.unproven === true && !isNamed;
  const isUnproven = isDoubtful && own.mayCorrect && before?.asked !== found.server.host;
  return {
    address,
    kept: { password, found, asked: isUnproven ? found.server.host : before?.asked, pinned },
    server: server && {
      ...server,
      ...(pinned !== undefined && pinned.host === server.host && { pin: pinned.pin }),
    },
    user: (isAbout && text('login')) || (found?.user ?? address),
    problem:
      named?.problem ??
      // Where others reach the gateway, who asks may be the one who has forged the record.
      (server === undefined || (isDoubtful && !own.mayCorrect) ? 'noServer' : undefined) ??
      (providerAt(server, found)?.noPasswords ? 'takesNoPasswords' : undefined) ??
      (isUnproven ? 'unproven' : undefined) ??
      (isPasswordMissing ? 'passwordMissing' : undefined),
  };
}

/**
 * Where the mail of this provider's person is: at the server that the operator names, or else at the found one. A server
 * that only DNS names gets neither access tokens nor the operator's password.
 */
export function mailSideOf(
  { mail }: OAuthProvider,
  address: string,
  found: Omit<FoundServer, 'provider'> | undefined,
): Omit<FoundServer, 'provider'> | undefined {
  if (mail.server !== undefined) return { server: mail.server, user: address, by: 'operator' };
  return found?.unproven ? undefined : found;
}

/** Counts a look-up. Returns 0, or the seconds to wait if this network has had too many. */
function untilLookUp(
  address: string,
  { cookie, network }: Call,
  { knownBrowsers, lookUps, now }: Gateway,
  { isFixed }: OwnSignIn,
): number {
  // A known browser's person isn't kept out by what strangers do.
  const isFree = isFixed || knownBrowsers.identify(cookie, lowerCase(address)) !== undefined;
  return isFree ? 0 : lookUps.take(network, now());
}

function readKept(form: URLSearchParams, call: Call, gateway: Gateway, address: string): Kept | undefined {
  const sealed = form.get('kept') ?? '';
  const opened = gateway.formSecrets.unseal(sealed, gateway.now(), ...keptAbout(call, address));
  return opened === undefined ? undefined : JSON.parse(opened);
}

/** The known provider that runs this server; undefined if there is none. */
export const providerAt = (server: ImapServer | undefined, found: FoundServer | undefined) =>
  server === undefined || server.host === found?.server.host ? found?.provider : providerOfHost(server.host);

function readServer(
  host: string,
  port: string,
  security: string,
): { readonly server?: ImapServer; readonly problem?: FormProblem } {
  // DNS writes a name with a dot at its end.
  const name = HOST_NAME.read(host.replace(/\.$/, '').toLowerCase());
  if (name === undefined) return { problem: 'badHost' };
  const number = PORT.read(port);
  if (port !== '' && number === undefined) return { problem: 'badPort' };
  const server = namedServer(name, number, SECURITY.read(security));
  return isExposed(server) ? { problem: 'unencrypted' } : { server };
}

/** The account of a form without a problem. */
export function accountIn({ server, user, kept }: OwnForm): OwnAccount | undefined {
  return (
    server && {
      server,
      login: { user, password: kept.password },
      webmail: providerAt(server, kept.found)?.webmail,
    }
  );
}
