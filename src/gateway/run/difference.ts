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

/** By their names in the config file: a running gateway changes these at once. */
const AT_ONCE = {
  list: ({ list }) => list,
  'log-level': ({ logLevel }) => logLevel,
  extension: ({ extensions }) => extensions,
  'trusted-proxies': ({ trustedProxies }) => trustedProxies,
  'max-connections': ({ maxConnections }) => maxConnections,
  'sign-ins-at-once': ({ signInsAtOnce }) => signInsAtOnce,
  'sign-ins-per-second': ({ signInsPerSecond }) => signInsPerSecond,
  dns: ({ dns }) => dns,
} satisfies Readonly<Record<string, (options: Options) => unknown>>;

type Parts = Pick<Setup, 'mailboxes' | 'signIn' | 'providers' | 'services' | 'manager' | 'options'>;

const namedParts = ({ signIn, providers, services, manager, options }: Parts): Map<string, unknown> =>
  new Map<string, unknown>([
    ['[sign-in]', signIn],
    ...providers.map(provider => [`[oauth.${provider.id}]`, provider] as const),
    ['[[service]]', services],
    ['[manager]', manager],
    ...Object.entries(AT_ONCE).map(([name, of]) => [name, of(options)] as const),
  ]);

/** The tables and settings that differ beside the mailboxes, by their names in the config file. */
function changedParts(before: Parts, after: Parts): string[] {
  const [old, present] = [namedParts(before), namedParts(after)];
  const names = new Set([...old.keys(), ...present.keys()]);
  return [...names].filter(name => !isDeepStrictEqual(old.get(name), present.get(name)));
}

/** One line for the log. @param late the names of settings that differ and need a restart */
export function differenceLine(before: Parts, after: Parts, late: readonly string[]): string {
  const { added, changed, removed } = differenceOf(before.mailboxes, after.mailboxes);
  const counts = [`${added.length} added`, `${changed.length} changed`, `${removed.length} removed`];
  const isAlike = added.length + changed.length + removed.length === 0;
  const parts = changedParts(before, after);
  const told = [
    ...(parts.length > 0 ? [`changed ${parts.join(', ')}`] : []),
    ...(isAlike ? [] : [`mailboxes ${counts.join(', ')}`]),
  ];
  const nothing = late.length > 0 ? 'nothing changes yet' : 'nothing has changed';
  return `the configuration is read again: ${told.join('; ') || nothing}`;
}
