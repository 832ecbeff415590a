import type { Gateway } from '../access/gateway';
import { withQuery } from '../access/return-address';
import type { Call } from '../http/http';
import { FACTEUR, type Service } from '../services/service';

/** A visit of the privacy page: the person, the service, and where the person wants to go afterwards. */
export interface PrivacyVisit {
  readonly user: string;
  readonly key: string | undefined;
  /** See `TokenLink`. */
  readonly at: string | undefined;
  /** Undefined if the address names no service, or an unknown one. */
  readonly service: Service | undefined;
  /** The address to return to, if it is one of this service's. */
  readonly back: string | undefined;
}

/** The address to return to, if it belongs to the service. */
export async function readReturn(parameters: URLSearchParams, gateway: Gateway): Promise<string | undefined> {
  const address = parameters.get('urlRetour') ?? '';
  const service = await gateway.services.find(parameters.get('serviceId') ?? FACTEUR.id);
  return service !== undefined && gateway.checkReturnAddress(address, service) === 'accepted'
    ? address
    : undefined;
}

/** Access needs the page's key, or the session of the user in question. Undefined without access. */
export async function readPrivacyVisit(
  parameters: URLSearchParams,
  { session }: Call,
  gateway: Gateway,
): Promise<PrivacyVisit | undefined> {
  const user = parameters.get('user') ?? session?.user;
  const key = parameters.get('key') ?? undefined;
  if (user === undefined || !gateway.accounts.isUser(user)) return undefined;
  if (user !== session?.user && (await gateway.links.openPrivacy(key ?? '', user)) === undefined)
    return undefined;
  const id = parameters.get('serviceId');
  const service = id === null ? undefined : await gateway.services.find(id);
  const at = parameters.get('at') ?? undefined;
  return { user, key, at, service, back: await readReturn(parameters, gateway) };
}

/** The privacy page of this user, with these parameters, too. */
export function privacyAddress(
  { user, key, at }: PrivacyVisit,
  more: Readonly<Record<string, string>>,
): string {
  return withQuery('/privacy', {
    user,
    ...(key !== undefined && { key }),
    ...(at !== undefined && { at }),
    ...more,
  });
}
