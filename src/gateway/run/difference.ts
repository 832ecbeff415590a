import { isDeepStrictEqual } from 'node:util';
import type { MailboxSetup } from '../config/mailboxes';
import type { Options } from '../config/options';

/** By the names of the mailboxes. */
export interface Difference {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Whether a mailbox can go on with its connection. A provider counts by its id alone: its settings are asked for again
 * at each renewal.
 */
export function isSameMailbox(one: MailboxSetup, other: MailboxSetup): boolean {
  const parts = ({ name, account, pollEvery, signIn }: MailboxSetup) => {
    const { login, ...rest } = account;
    const way = 'oauth' in login ? { user: login.user, oauth: login.oauth.id } : login;
    return { name, ...rest, way, pollEvery, user: signIn.user };
  };
  return isDeepStrictEqual(parts(one), parts(other));
}

export function differenceOf(before: readonly MailboxSetup[], after: readonly MailboxSetup[]): Difference {
  const [old, present] = [byName(before), byName(after)];
  const isChanged = (setup: MailboxSetup) => {
    const former = old.get(setup.name);
    return former !== undefined && !isDeepStrictEqual(former, setup);
  };
  return {
    added: [...present.keys()].filter(name => !old.has(name)),
    changed: after.filter(isChanged).map(({ name }) => name),
    removed: [...old.keys()].filter(name => !present.has(name)),
  };
}

const byName = (setups: readonly MailboxSetup[]) => new Map(setups.map(setup => [setup.name, setup]));

/** What a running gateway can't change, by the names in the config file. */
const AT_START = {
  port: ({ port }) => port,
  host: ({ host }) => host,
  'public-origin': ({ publicOrigin }) => publicOrigin,
  'allow-plain-http': ({ allowPlainHttp }) => allowPlainHttp,
  'tls-cert': ({ tls }) => tls === undefined,
  state: ({ state }) => state,
  'database-url': ({ databaseUrl }) => databaseUrl,
  'key-file': ({ keyFile }) => keyFile,
  admin: ({ admin }) => admin,
  'log-format': ({ logFormat }) => logFormat,
  'deliver-every': ({ deliverEvery }) => deliverEvery,
} satisfies Readonly<Record<string, (options: Options) => unknown>>;

/** The settings that differ, and take effect only after a restart. */
export const needingRestart = (before: Options, after: Options): string[] =>
  Object.entries(AT_START)
    .filter(([, of]) => of(before) !== of(after))
    .map(([name]) => name);

/** One line for the log. */
export function differenceLine({ added, changed, removed }: Difference): string {
  const parts = [`${added.length} added`, `${changed.length} changed`, `${removed.length} removed`];
  return `the configuration is read again: mailboxes ${parts.join(', ')}`;
}
