import { isWeb, parseUrl } from '../answer/link';
import type { MessageKey } from '../text/text';
import type { Account, Preferences } from './account';
import { isLoopback } from './loopback';

/** Replaces the account with the same id, or appends it. Each save counts as a new revision. */
export function withAccount(accounts: readonly Account[], account: Account): Account[] {
  const former = accounts.find(({ id }) => id === account.id);
  if (!former) return [...accounts, account];
  return accounts.map(other => (other === former ? { ...account, revision: former.revision + 1 } : other));
}

/** Like `withAccount`, but an account with the same server and name only gets the new sign-in. */
export function withConnected(accounts: readonly Account[], account: Account): Account[] {
  // Addresses and mailboxes ignore case, and this computer has two names.
  const keyOf = ({ endpoint, name }: Account) =>
    `${endpoint.replace('//localhost:', '//127.0.0.1:')} ${name}`.toLowerCase();
  const former = accounts.find(other => keyOf(other) === keyOf(account));
  if (!former) return withAccount(accounts, account);
  const { token, signInPage, webmail } = account;
  return withAccount(accounts, { ...former, token, signInPage, webmail: former.webmail || webmail });
}

/** What the account of a gateway's demo mailbox is called. */
export const DEMO_NAME = 'Demo';

/**
 * Sets a token; an empty one signs out. No change if the account is gone or has another server or sign-in
 * page.
 * @param mailbox whose mailbox it opens, if that is known: an account that is called the demo is renamed after it
 */
export function withToken(
  accounts: Account[],
  { id, endpoint, signInPage }: Account,
  token: string,
  mailbox?: string,
): Account[] {
  const current = accounts.find(account => account.id === id);
  if (current?.endpoint !== endpoint || current.signInPage !== signInPage) return accounts;
  // Version 1.0.0 called each mailbox of the gateway on this computer so.
  const name = (current.name === DEMO_NAME && mailbox) || current.name;
  return withAccount(accounts, { ...current, name, token });
}

/** Unlike `withAccount`, this is no new revision: the sign-in and the mailbox stay. */
export function withPreferences(
  accounts: readonly Account[],
  accountId: string,
  change: Partial<Preferences>,
): Account[] {
  return accounts.map(account => (account.id === accountId ? { ...account, ...change } : account));
}

/** The fields that are typed. */
export type AccountField = keyof Pick<
  Account,
  'name' | 'endpoint' | 'token' | 'signInPage' | 'webmail' | 'serviceId' | 'servicePassword'
>;
export type FieldProblems = Partial<Record<AccountField, MessageKey>>;

export function accountProblems(account: Account): FieldProblems {
  const problems: FieldProblems = {};
  const note = (field: AccountField, problem: MessageKey | undefined) => {
    if (problem) problems[field] = problem;
  };
  if (!account.name.trim()) note('name', 'problemNameMissing');
  note('endpoint', account.endpoint ? addressProblem(account.endpoint) : 'problemEndpointMissing');
  if (!account.token && !account.signInPage) note('token', 'problemTokenMissing');
  else if (!isToken(account.token)) note('token', 'problemToken');
  if (account.signInPage) note('signInPage', addressProblem(account.signInPage));
  if (account.webmail) note('webmail', webAddressProblem(account.webmail));
  if (account.serviceId.includes(':')) note('serviceId', 'problemServiceId');
  return problems;
}

/** A token is opaque; the provider's contain `+ / = |`. White space and control characters are invalid. */
export function isToken(token: string): boolean {
  return !/[\s\p{Cc}]/u.test(token);
}

function webAddressProblem(address: string): MessageKey | undefined {
  const url = parseUrl(address);
  return url && isWeb(url) ? undefined : 'problemAddress';
}

/** Plain http is for this machine only, because the requests carry secrets. */
function addressProblem(address: string): MessageKey | undefined {
  const url = parseUrl(address);
  if (!url || !isWeb(url)) return 'problemAddress';
  if (url.username || url.password) return 'problemAddressCredentials';
  return url.protocol === 'https:' || isLoopback(url) ? undefined : 'problemAddressHttp';
}
