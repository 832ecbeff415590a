import { ACCOUNT_DEFAULTS, type Account } from '../../core/account/account';
import type { AccountField } from '../../core/account/account-form';
import { parseUrl } from '../../core/answer/link';
import type { Entries } from './connect-gateway';

/** Reads the fields under "Advanced". An empty secret keeps the stored one. */
export function accountFrom(data: FormData, before: Account | undefined): Account {
  const value = (name: AccountField) => String(data.get(name) ?? '').trim();
  // A secret must only go to the server it was entered for.
  const sameServer = before && parseUrl(before.endpoint)?.origin === parseUrl(value('endpoint'))?.origin;
  return {
    ...(before ?? ACCOUNT_DEFAULTS),
    id: before?.id ?? crypto.randomUUID(),
    name: value('name'),
    endpoint: value('endpoint'),
    token: value('token') || (sameServer ? before.token : ''),
    signInPage: value('signInPage'),
    webmail: value('webmail'),
    serviceId: value('serviceId'),
    servicePassword: String(data.get('servicePassword') ?? '') || (sameServer ? before.servicePassword : ''),
  };
}

/** The fields that can be filled in from what was found. */
export type Found = Partial<Pick<Account, 'name' | 'endpoint' | 'signInPage' | 'webmail'>>;

/** What the user has entered beside the gateway's address; the rest is left to the gateway. */
export function entriesOf(account: Account, found: Found): Entries {
  const { name, webmail, serviceId, servicePassword } = account;
  return {
    ...(name !== (found.name ?? '') && { name }),
    ...(webmail !== (found.webmail ?? '') && { webmail }),
    serviceId,
    servicePassword,
  };
}

/**
 * Whether to save the fields under "Advanced" as they are, whatever address stands above them: they lead to a
 * token, and not only because they were filled in from what was found.
 * @param typed what stands in the field for the gateway's address
 */
export function isByHand(account: Account, typed: string, found: Found): boolean {
  const { name, endpoint, token, signInPage, webmail, serviceId, servicePassword } = account;
  if (!typed) return [name, endpoint, token, signInPage, webmail, serviceId, servicePassword].some(Boolean);
  if (!endpoint) return false;
  return Boolean(token) || (Boolean(signInPage) && signInPage !== found.signInPage);
}
