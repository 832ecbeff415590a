import { isFlag, isGroup, isText, numberIn, objectOf, type Schema, type TypeOf } from '../store/schema';
import type { Format } from '../store/stored-format';

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

/** What stands in for a field that is missing, corrupt, or not told. */
export const ACCOUNT_DEFAULTS = {
  token: '',
  signInPage: '',
  webmail: '',
  serviceId: '',
  servicePassword: '',
  notify: true,
  revision: 0,
};

/** Entries that are no account are left out, and stay where they are. */
export const ACCOUNTS_FORMAT: Format<Account[]> = {
  fallback: [],
  migrations: [],
  parse: raw => (Array.isArray(raw) ? raw.map(parseAccount).filter(isAccount) : []),
  keep(accounts, former) {
    const entries = accountEntries(former).map(raw => ({ raw, before: parseAccount(raw) }));
    return [
      ...accounts.map(account => {
        // What can't be read may be a secret. It goes to no other server, nor does it outlive what was signed in with.
        const entry = entries.find(
          ({ before }) => isAccount(before) && before.id === account.id && sameCredentials(before, account),
        );
        return { ...entry?.raw, ...account };
      }),
      ...entries.filter(({ before }) => !isAccount(before)).map(({ raw }) => raw),
    ];
  },
};

/** All that is stored as an account, a newer version's that this one doesn't take for one among them. */
export function accountEntries(raw: unknown): { readonly id: string }[] {
  return Array.isArray(raw) ? raw.filter(isEntry) : [];
}

const isEntry = objectOf({ id: isText });

function parseAccount(raw: unknown): unknown {
  if (!isGroup(raw)) return undefined;
  const sound = Object.entries(FIELDS).filter(([name, is]) => is(raw[name]));
  return { ...ACCOUNT_DEFAULTS, ...Object.fromEntries(sound.map(([name]) => [name, raw[name]])) };
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
