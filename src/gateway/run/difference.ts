import { isDeepStrictEqual } from 'node:util';
import type { Setup } from '../config/load';
import type { MailboxSetup } from '../config/mailboxes';
import type { Options } from '../config/options';

/** By the names of the mailboxes. */
export interface Difference {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** A provider counts by its id alone: its settings are asked for again at each renewal. */
const signInAt = ({ server, login }: MailboxSetup['account']) => ({
  server,
  way: 'oauth' in login ? { user: login.user, oauth: login.oauth.id } : login,
});

/** Whether a mailbox signs in at its mail server as before, so that a refusal is worth as much as before. */
export const signsInAlike = (one: MailboxSetup, other: MailboxSetup): boolean =>
  isDeepStrictEqual(signInAt(one.account), signInAt(other.account));

/** Whether a mailbox can go on with its connection. */
export function isSameMailbox(one: MailboxSetup, other: MailboxSetup): boolean {
  const parts = ({ name, account, pollEvery, signIn }: MailboxSetup) => {
    const { folders, link } = account;
    return { name, ...signInAt(account), folders, link, pollEvery, user: signIn.user };
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

type OwnSetup = Pick<Setup, 'signIn' | 'providers'>;

/** Whether the mailboxes that people bring themselves can go on with their connections. */
export function opensOwnAlike(before: OwnSetup, after: OwnSetup): boolean {
  const parts = ({ signIn, providers }: OwnSetup) => ({
    signIn: signIn && { server: signIn.server, ca: signIn.ca, tellsClients: signIn.tellsClients },
    providers: providers.map(({ id, mail }) => ({ id, mail })),
  });
  return isDeepStrictEqual(parts(before), parts(after));
}

/** By their names in the config file: a running gateway can't change these. */
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
