import { SOUND_CHOICES } from '../settings/chimes';
import {
  arrayOf,
  either,
  isFlag,
  isGroup,
  isText,
  LAST_MOMENT,
  numberIn,
  objectOf,
  oneOf,
  type Schema,
  type TypeOf,
} from '../store/schema';
import type { Format } from '../store/stored-format';

const isAddress: Schema<string> = (value): value is string => isText(value) && URL.canParse(value);

const FIELDS = {
  /** Random; never changes. */
  id: isText,
  name: isText,
  /** The endpoint of the Personal Messages API: https, or http on this machine. */
  endpoint: isAddress,
  /** Opaque and secret; empty while signed out. */
  token: isText,
  signInPage: isText,
  webmail: isText,
  serviceId: isText,
  /** Secret. */
  servicePassword: isText,
  notify: isFlag,
  /** The number of one of the avatars' colours; empty for the account's own. */
  colour: isText,
  /** Which of its e-mails the badge counts; `new`: those since the popup was last open. */
  badge: oneOf('unread', 'new', 'none'),
  /** Empty for the usual sound. */
  sound: either(oneOf(''), oneOf(...SOUND_CHOICES)),
  /** Minutes between two checks; 0 for the interval in the settings. */
  checkEvery: numberIn(0, 60),
  /** No checks until then, ms since 1970; 0 without a pause. */
  pausedUntil: numberIn(0, LAST_MOMENT),
  /** The folders to ask for, by the names that the server tells; empty for all. */
  folders: arrayOf(isText),
  /** Goes up with each save, so that failures with older credentials no longer count. */
  revision: numberIn(),
};

const isAccount = objectOf(FIELDS);

export type Account = TypeOf<typeof isAccount>;

export const ACCOUNT_DEFAULTS: Omit<Account, 'id' | 'name' | 'endpoint'> = {
  token: '',
  signInPage: '',
  webmail: '',
  serviceId: '',
  servicePassword: '',
  notify: true,
  colour: '',
  badge: 'unread',
  sound: '',
  checkEvery: 0,
  pausedUntil: 0,
  folders: [],
  revision: 0,
};

/** Skips invalid entries but keeps them in storage. */
export const ACCOUNTS_FORMAT: Format<Account[]> = {
  fallback: [],
  migrations: [],
  parse: raw => (Array.isArray(raw) ? raw.map(parseAccount).filter(isAccount) : []),
  keep(accounts, former) {
    const entries = accountEntries(former).map(raw => ({ raw, before: parseAccount(raw) }));
    return [
      ...accounts.map(account => {
        // Unknown fields may be secrets: drop them with the credentials, to send them to no other server.
        const entry = entries.find(
          ({ before }) => isAccount(before) && before.id === account.id && sameCredentials(before, account),
        );
        return { ...entry?.raw, ...account };
      }),
      ...entries.filter(({ before }) => !isAccount(before)).map(({ raw }) => raw),
    ];
  },
};

/** All stored entries with an id, also those of a newer version that this one can't read. */
export function accountEntries(raw: unknown): { readonly id: string }[] {
  return Array.isArray(raw) ? raw.filter(isEntry) : [];
}

const isEntry = objectOf({ id: isText });

function parseAccount(raw: unknown): unknown {
  if (!isGroup(raw)) return undefined;
  const sound = Object.entries(FIELDS).filter(([name, is]) => is(raw[name]));
  return { ...ACCOUNT_DEFAULTS, ...Object.fromEntries(sound.map(([name]) => [name, raw[name]])) };
}

/** A match pattern; these have no port. */
export function hostPattern(endpoint: string): string {
  const url = new URL(endpoint);
  return `${url.protocol}//${url.hostname}/*`;
}

/** Whether both are signed in to the same server as the same user. */
export function sameCredentials(before: Account, after: Account | undefined): boolean {
  const fields = ['endpoint', 'token', 'serviceId', 'servicePassword'] as const;
  return after !== undefined && fields.every(field => before[field] === after[field]);
}

/** Whether the result of a check with `before` is still valid for `after`. */
export function sameQuestion(before: Account, after: Account | undefined): boolean {
  return sameCredentials(before, after) && after !== undefined && sourceOf(before) === sourceOf(after);
}

/** What is asked for: the endpoint, with the chosen folders in its fragment. */
export function sourceOf({ endpoint, folders }: Pick<Account, 'endpoint' | 'folders'>): string {
  if (folders.length === 0) return endpoint;
  const url = new URL(endpoint);
  url.hash = new URLSearchParams(folders.map(name => ['folder', name])).toString();
  return url.href;
}
