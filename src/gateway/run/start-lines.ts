import { LOCAL_ORIGIN } from '../../core/account/gateway-address';
import { DEMO_PASSWORD, DEMO_USER } from '../access/accounts';
import type { Setup } from '../config/load';
import type { SignInSetup } from '../config/sign-in';
import { redirectAddress } from '../oauth/redirect-address';
import type { RunningGateway } from '../server/server';

interface Started extends Pick<RunningGateway, 'origin' | 'apiAddress' | 'managerLink'> {
  readonly listensAt?: string | undefined;
  /** Where health and metrics are: an origin, or the path of a socket. */
  readonly admin?: string | undefined;
}

/** A gateway prints these lines when it has started. @param isShared whether other users may read it, as in systemd's journal */
export function startLines(
  { origin, apiAddress, managerLink, listensAt, admin }: Started,
  { demo, signIn, providers }: Pick<Setup, 'demo' | 'signIn' | 'providers'>,
  isShared: boolean,
): string[] {
  const lines = [
    `Home page:    ${origin}/`,
    `API address:  ${apiAddress}`,
    `Sign-in page: ${origin}/sign-in`,
    // Another user could open the link before the operator does.
    `API Manager:  ${isShared ? 'facteur-gateway manager prints a link' : managerLink()}`,
    ...providers.map(provider => `Redirect address: ${redirectAddress({ origin }, provider)}`),
  ];
  if (listensAt !== undefined) lines.push(`Listens at:   ${listensAt}`);
  if (admin !== undefined) lines.push(`Metrics:      ${admin.startsWith('/') ? admin : `${admin}/metrics`}`);
  if (signIn !== undefined)
    lines.push(`Next:         ${nextStep(origin)}, then sign in with ${whose(signIn, providers)}`);
  if (demo) lines.push(`Demo mailbox: sign in as ${DEMO_USER}, password ${DEMO_PASSWORD}`);
  return lines;
}

/** A newcomer does this in the extension. */
const nextStep = (origin: string) =>
  origin === LOCAL_ORIGIN
    ? 'in Facteur’s settings, click Connect'
    : `in Facteur’s settings, add an account with ${origin}`;

/** A person who signs in at a provider gives no password. */
function whose({ domains }: SignInSetup, { length }: readonly unknown[]): string {
  const which = domains.length > 0 ? `a mailbox of ${domains.join(', ')}` : 'your mailbox';
  if (length === 0) return `the e-mail address and password of ${which}`;
  return domains.length > 0 ? `the e-mail address of ${which}` : 'your e-mail address';
}
