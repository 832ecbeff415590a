import { isWeb, parseUrl } from '../answer/link';
import type { MessageKey } from '../text/text';
import type { Account } from './account';
import { isLoopback } from './loopback';

/**
 * The accounts with this one in place of the one that has its id, or at the end. Whoever saves an account wants it
 * checked, with the same credentials too: so each time is another revision.
 */
export function withAccount(accounts: readonly Account[], account: Account): Account[] {
  const former = accounts.find(({ id }) => id === account.id);
  if (!former) return [...accounts, account];
  return accounts.map(other => (other === former ? { ...account, revision: former.revision + 1 } : other));
}

/**
 * The accounts with another token for one of them; an empty one signs it out. As they are where that one is no more,
 * or where its server or its sign-in page has become another one, which the token isn't for.
 */
export function withToken(
  accounts: Account[],
  { id, endpoint, signInPage }: Account,
  token: string,
): Account[] {
  const current = accounts.find(account => account.id === id);
  if (current?.endpoint !== endpoint || current.signInPage !== signInPage) return accounts;
  return withAccount(accounts, { ...current, token });
}

/** The accounts with this one announced, or not; nothing that is checked changes with it. */
export function withNotify(accounts: readonly Account[], accountId: string, notify: boolean): Account[] {
  return accounts.map(account => (account.id === accountId ? { ...account, notify } : account));
}

/** The fields that are filled in. */
export type AccountField = Exclude<keyof Account, 'id' | 'revision' | 'notify'>;
export type FieldProblems = Partial<Record<AccountField, MessageKey>>;

/** What keeps a filled-in account from being saved, by field; empty when nothing does. */
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

/** A token is opaque: the provider's held `+ / = |`. Only white space and control characters are no part of one. */
export function isToken(token: string): boolean {
  return !/[\s\p{Cc}]/u.test(token);
}

function webAddressProblem(address: string): MessageKey | undefined {
  const url = parseUrl(address);
  return url && isWeb(url) ? undefined : 'problemAddress';
}

/** Where a secret travels, plain http is for this machine only. */
function addressProblem(address: string): MessageKey | undefined {
  const url = parseUrl(address);
  if (!url || !isWeb(url)) return 'problemAddress';
  if (url.username || url.password) return 'problemAddressCredentials';
  return url.protocol === 'https:' || isLoopback(url) ? undefined : 'problemAddressHttp';
}
