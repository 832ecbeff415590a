import { SOUND_CHOICES } from '../settings/chimes';
import { RANGES } from '../settings/settings';
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
import { COLOURS } from './colour';

export const BADGE_CHOICES = ['unread', 'new', 'none'] as const;

const isAddress: Schema<string> = (value): value is string => isText(value) && URL.canParse(value);

/** How the user sees and hears an account. A change of these keeps its sign-in and its mailbox. */
export const PREFERENCES = {
  notify: isFlag,
  /** The number of one of the avatars' colours; empty for the account's own. */
  colour: either(oneOf(''), oneOf(...COLOURS)),
  /** Which of its e-mails the badge counts; `new`: those since the popup was last open. */
  badge: oneOf(...BADGE_CHOICES),
  /** Empty for the usual sound. */
  sound: either(oneOf(''), oneOf(...SOUND_CHOICES)),
  /** Minutes between two checks; 0 for the interval in the settings. */
  checkEvery: numberIn(0, RANGES.checkEvery.max),
  /** No checks until then, ms since 1970; 0 without a pause. When it is over, the time stays. */
  pausedUntil: numberIn(0, LAST_MOMENT),
  /** The folders to ask for, by the names that the server tells; empty for all. */
  folders: arrayOf(isText),
};

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
  ...PREFERENCES,
  /** Goes up with each save, so that failures with older credentials no longer count. */
  revision: numberIn(),
};

const isAccount = objectOf(FIELDS);

export type Account = TypeOf<typeof isAccount>;

export type Preferences = Pick<Account, keyof typeof PREFERENCES>;

export const PREFERENCE_NAMES = Object.keys(PREFERENCES) as readonly (keyof Preferences)[];

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

export function preferencesOf(account: Preferences): Preferences {
  return Object.fromEntries(PREFERENCE_NAMES.map(name => [name, account[name]])) as Preferences;
}

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
  return sameCredentials(before, after) && JSON.stringify(before.folders) === JSON.stringify(after?.folders);
}
