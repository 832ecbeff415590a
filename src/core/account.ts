import { isLoopback, isWeb, parseUrl } from './link';
import { isFlag, isGroup, isText, numberIn, objectOf, type Schema, type TypeOf } from './schema';
import type { Format } from './stored-format';
import type { MessageKey } from './text';

const isAddress: Schema<string> = (value): value is string => isText(value) && URL.canParse(value);

const FIELDS = {
  /** Random, made when the account is added; never changes. */
  id: isText,
  name: isText,
  /** The API address: an endpoint of the Personal Messages API, https, or http on this machine. */
  endpoint: isAddress,
  /** Opaque; empty while signed out. A secret. */
  token: isText,
  signInPage: isText,
  webmail: isText,
  serviceId: isText,
  /** A secret. */
  servicePassword: isText,
  /** Whether its mail is announced. */
  notify: isFlag,
  /** Counts how often the user has saved the account: what went wrong before says nothing of what they have entered since. */
  revision: numberIn(),
};

const isAccount = objectOf(FIELDS);

export type Account = TypeOf<typeof isAccount>;

/** What stands in for a field that is missing or corrupt. */
const DEFAULTS = {
  token: '',
  signInPage: '',
  webmail: '',
  serviceId: '',
  servicePassword: '',
  notify: true,
  revision: 0,
};

/** Entries that are no account are left out. */
export const ACCOUNTS_FORMAT: Format<Account[]> = {
  fallback: [],
  migrations: [],
  parse: raw => (Array.isArray(raw) ? raw.map(parseAccount).filter(isAccount) : []),
};

function parseAccount(raw: unknown): unknown {
  if (!isGroup(raw)) return undefined;
  const sound = Object.entries(FIELDS).filter(([name, is]) => is(raw[name]));
  return { ...DEFAULTS, ...Object.fromEntries(sound.map(([name]) => [name, raw[name]])) };
}

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

/** Where a secret travels, plain http is for this machine only (design.md, decision 9). */
function addressProblem(address: string): MessageKey | undefined {
  const url = parseUrl(address);
  if (!url || !isWeb(url)) return 'problemAddress';
  if (url.username || url.password) return 'problemAddressCredentials';
  return url.protocol === 'https:' || isLoopback(url) ? undefined : 'problemAddressHttp';
}

/** The match pattern of the host permission that calling `endpoint` takes. A pattern names no port. */
export function hostPattern(endpoint: string): string {
  const url = new URL(endpoint);
  return `${url.protocol}//${url.hostname}/*`;
}

/** Whether what a check with `before` found out still holds for the account as it is `after`. */
export function sameCredentials(before: Account, after: Account | undefined): boolean {
  const fields = ['endpoint', 'token', 'serviceId', 'servicePassword'] as const;
  return after !== undefined && fields.every(field => before[field] === after[field]);
}
