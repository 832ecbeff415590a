import type { Gateway } from '../../access/gateway';
import { withQuery } from '../../access/return-address';
import { FACTEUR, MOST_ID, type Service } from '../../services/service';

/** What a sign-in is for, and where it leads. With neither `redirectUri` nor `next`, the page shows the token. */
export interface SignInTarget {
  /** Whom the token is for. */
  readonly service: Service;
  readonly redirectUri: string | undefined;
  readonly state: string | undefined;
  readonly next: string | undefined;
  /** To the demo mailbox, beside which there are others. */
  readonly isDemo: boolean;
}

/** The pages that a sign-in may lead to: a service's links to them have no key. */
const NEXT = /^\/(?:mail|privacy(?:\?[!-~]*)?|message\/[!-~]+)$/;

/** Reads the parameters of the page or the fields of its form. Returns the page to show instead if one is refused. */
export async function readTarget(
  parameters: URLSearchParams,
  gateway: Gateway,
): Promise<SignInTarget | 'badService' | 'badReturn' | 'unpinned'> {
  const id = parameters.get('service') ?? FACTEUR.id;
  const service = await gateway.services.find(id);
  if (service?.standing !== 'approved') {
    gateway.log.warn(
      `sign-in: refused for the service ${id.slice(0, MOST_ID)} (${service?.standing ?? 'unknown'})`,
    );
    return 'badService';
  }
  const redirectUri = parameters.get('redirect_uri') ?? undefined;
  const verdict = redirectUri === undefined ? 'accepted' : gateway.checkReturnAddress(redirectUri, service);
  if (verdict !== 'accepted') {
    gateway.log.warn(`sign-in: refused an address to go back to (${verdict})`);
    return verdict === 'unpinned' ? 'unpinned' : 'badReturn';
  }
  const next = parameters.get('next') ?? '';
  return {
    service,
    redirectUri,
    state: parameters.get('state') ?? undefined,
    next: NEXT.test(next) ? next : undefined,
    isDemo: parameters.has('demo') && gateway.accounts.hasDemo,
  };
}

/** The parameters of the sign-in page for this target. */
export const fieldsOf = ({ service, redirectUri, state, next, isDemo }: SignInTarget) => ({
  service: service === FACTEUR ? undefined : service.id,
  redirect_uri: redirectUri,
  state,
  next,
  demo: isDemo ? '1' : undefined,
});

/** What the form's signature covers. */
export const partsOf = (target: SignInTarget) => Object.values(fieldsOf(target)).map(value => value ?? '');

/** The parameters of the sign-in page, without those that the target doesn't have. */
export function given(target: SignInTarget): Readonly<Record<string, string>> {
  const fields = Object.entries(fieldsOf(target)).filter(([, value]) => value !== undefined);
  return Object.fromEntries(fields) as Record<string, string>;
}

/** The sign-in page for this target. */
export const addressOf = (target: SignInTarget): string => withQuery('/sign-in', given(target));

/** The same, with this address filled in. */
export const withAddress = (target: SignInTarget, address: string): string =>
  withQuery('/sign-in', { ...given(target), address });

/** `state` is sent back unchanged (RFC 6749, 4.1.2). */
export function returnTo(
  redirectUri: string,
  outcome: Record<string, string>,
  state: string | undefined,
): string {
  return withQuery(redirectUri, state === undefined ? outcome : { ...outcome, state });
}
