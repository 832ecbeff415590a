import type { Gateway } from '../../access/gateway';
import type { FoundServer } from '../../finding/find-server';
import type { Call } from '../../http/http';
import type { SignInCheck } from '../../oauth/oauth-client';
import type { OAuthProvider } from '../../oauth/oauth-provider';
import { fieldsOf, partsOf, type SignInTarget } from './target';

/** A sign-in at a provider, which the gateway has chosen for an address. */
export interface Offer {
  readonly provider: OAuthProvider;
  /** The user's name, if the mailbox is set up. */
  readonly address: string;
  /** The address's mail server. */
  readonly found: FoundServer | undefined;
}

/** A sign-in that is under way. The browser keeps it while its person is at the provider. */
export interface Flow {
  readonly offer: Offer;
  readonly check: SignInCheck;
  /** The fields of the target. */
  readonly target: Readonly<Record<string, string>>;
}

const COOKIE = 'provider';
const COOKIE_SECONDS = 15 * 60;
/** Browsers refuse longer cookies (RFC 6265bis, 5.6), with their name. */
const MOST_COOKIE = 4000;

const plain = ({ provider, address, found }: Offer) => ({
  provider: provider.id,
  address,
  // The lists for finding a server are left out: a cookie has no room for them.
  found: found && { ...found, provider: found.provider && { ...found.provider, domains: [], servers: [] } },
});

function readOffer(
  { oauth }: Gateway,
  { provider: id, ...more }: ReturnType<typeof plain>,
): Offer | undefined {
  const provider = oauth?.providers.find(it => it.id === id);
  return provider && { ...more, provider };
}

/**
 * The link's parameter. Nobody else can make it: so no other site can begin a sign-in, and a person signs in only at the
 * provider that is the address's own.
 */
export function sealOffer(
  call: Call,
  { formSecrets, now }: Gateway,
  target: SignInTarget,
  offer: Offer,
): string {
  return formSecrets.seal(JSON.stringify(plain(offer)), now(), 'offer', call.visitor.id, ...partsOf(target));
}

/** Reads untrusted text. Undefined if it is for another browser or another target, or too old. */
export function openOffer(
  sealed: string,
  call: Call,
  gateway: Gateway,
  target: SignInTarget,
): Offer | undefined {
  const { formSecrets, now } = gateway;
  const opened = formSecrets.unseal(sealed, now(), 'offer', call.visitor.id, ...partsOf(target));
  return opened === undefined ? undefined : readOffer(gateway, JSON.parse(opened));
}

/** A `Set-Cookie` value. Undefined if no browser would keep it. */
export function keepFlow(
  call: Call,
  { formSecrets, cookies, now }: Gateway,
  target: SignInTarget,
  offer: Offer,
  check: SignInCheck,
): string | undefined {
  const text = JSON.stringify({ offer: plain(offer), check, target: fieldsOf(target) });
  const sealed = formSecrets.seal(text, now(), 'flow', call.visitor.id);
  return sealed.length > MOST_COOKIE ? undefined : cookies.write(COOKIE, sealed, COOKIE_SECONDS);
}

/** A `Set-Cookie` value that ends the flow of this browser. */
export const endFlow = ({ cookies }: Gateway): string => cookies.write(COOKIE, '', 0);

/**
 * The flow at this provider to which the state in the call's address belongs. Undefined if this browser has none, or it
 * is too old.
 */
export function readFlow(provider: string, call: Call, gateway: Gateway): Flow | undefined {
  const { formSecrets, cookies, now } = gateway;
  for (const sealed of cookies.read(call.cookie, COOKIE)) {
    const opened = formSecrets.unseal(sealed, now(), 'flow', call.visitor.id);
    if (opened === undefined) continue;
    const { offer, ...flow } = JSON.parse(opened);
    const known = readOffer(gateway, offer);
    const isAnswered = known?.provider.id === provider && flow.check.state === call.query.get('state');
    if (isAnswered) return { ...flow, offer: known };
  }
  return undefined;
}
