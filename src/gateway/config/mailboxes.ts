import { terminalHint } from '../finding/advice';
import type { ServerFinder } from '../finding/find-server';
import { providerOfHost } from '../finding/providers';
import type { ImapAccount } from '../mailbox/imap/imap-mailbox';
import type { OAuthProvider } from '../oauth/oauth-provider';
import { mapAtOnce } from '../shared/map-at-once';
import { StartupError } from '../shared/startup-error';
import { type ReadCa, readCa } from './ca';
import { chooseServer, orServer } from './choose-server';
import type { ConfigFile } from './config-file';
import {
  type FrontSetup,
  type MailboxLogin,
  mailboxPassword,
  mailboxProvider,
  readFront,
} from './mailbox-login';
import { MAILBOX_SETTINGS, SIGN_IN_SETTINGS } from './mailbox-settings';
import type { LinkChoice, MessageLink } from './message-links';
import { isTable, last, listed, prefixed, readTable, refuseTwice, type Table } from './read-table';
import { isPasswordVariable, passwordVariable, type SecretSources } from './secrets';

/** Has no functions, so that two can be compared. */
export interface MailboxSetup {
  /** Its unique name in the log. */
  readonly name: string;
  readonly account: Omit<ImapAccount, 'login' | 'linkTo'> & {
    readonly login: MailboxLogin;
    /** Undefined: to the gateway's reader. */
    readonly link: MessageLink | undefined;
  };
  /** ms between two full checks. */
  readonly pollEvery: number;
  readonly signIn: FrontSetup;
  readonly hint: string | undefined;
}

export interface MailboxContext {
  readonly sources: SecretSources;
  readonly finder: ServerFinder;
  /** Of the config file. */
  readonly providers: readonly OAuthProvider[];
  readonly readCa?: ReadCa;
}

/** Look-ups of mail servers and reads of files at a time. */
const AT_ONCE = 16;

/** @throws {StartupError} at the first error */
export async function readMailboxes(
  { mailboxes }: Pick<ConfigFile, 'mailboxes'>,
  context: MailboxContext,
): Promise<MailboxSetup[]> {
  const setups = await mapAtOnce(AT_ONCE, mailboxes, (table, index) =>
    prefixed(`mailbox ${index + 1}`, () => readMailbox(table, context)),
  );
  refuseTwice(
    setups.map(setup => setup.name),
    name => `two mailboxes are called ${name}: give each its own name`,
  );
  refuseTwice(
    setups.map(setup => passwordVariable(setup.name)),
    variable => `two mailboxes would use the same variable ${variable}: rename one of them`,
  );
  refuseTwice(
    setups.map(setup => setup.signIn.user),
    user => `two mailboxes have the sign-in user ${user}: give each its own user in [mailbox.sign-in]`,
  );
  refuseStrangeVariables(setups, context.sources);
  return setups;
}

async function readMailbox(
  table: Table,
  { sources, finder, providers, readCa: readAuthority = readCa }: MailboxContext,
): Promise<MailboxSetup> {
  const { 'sign-in': signInTable = {}, ...own } = table;
  if (!isTable(signInTable)) throw new StartupError('put the sign-in into its own table, [mailbox.sign-in]');
  const read = readTable(own, MAILBOX_SETTINGS, 'its settings');
  const signIn = readTable(signInTable, SIGN_IN_SETTINGS, 'its sign-in');
  const address = last(read.address);
  const oauth = mailboxProvider(read, providers);
  const choice = {
    address,
    host: last(read.host),
    port: last(read.port),
    security: last(read.security),
    user: last(read.user),
  };
  const mailSide = oauth?.mail.server;
  const needsNoPassword = () => oauth !== undefined;
  const chosen = await chooseServer(orServer(choice, mailSide), finder, { needsNoPassword });
  const { server, user } = chosen;
  const provider = chosen.provider ?? (oauth && providerOfHost(server.host));
  const hint = oauth === undefined ? terminalHint(provider) : undefined;
  const name = last(read.name) ?? address ?? `${user}@${server.host}`;
  const caFile = last(read.ca);
  const ca =
    caFile === undefined
      ? choice.host === undefined
        ? mailSide?.ca
        : undefined
      : await readAuthority(caFile);
  const login =
    oauth === undefined
      ? { user, password: await mailboxPassword(read, name, hint, sources) }
      : { user: last(read.user) ?? address ?? user, oauth };
  const who = { name, address: address ?? user };
  const webmail = last(read.webmail) ?? oauth?.mail.webmail ?? provider?.webmail;
  return {
    name,
    account: {
      server: { ...server, ...(ca !== undefined && { ca }) },
      login,
      folders: read.folders?.length ? read.folders : ['INBOX'],
      link: linkOf(last(read.link) ?? 'reader', address ?? user, webmail, provider?.messageLink),
      webmail,
      readsOnOpen: read['read-on-open']?.length !== 0,
    },
    pollEvery: (last(read.poll) ?? 60) * 1000,
    signIn: await readFront(signIn, login, who, providers, sources),
    hint,
  };
}

function linkOf(
  choice: LinkChoice,
  user: string,
  webmail: string | undefined,
  messageLink: string | undefined,
): MessageLink | undefined {
  if (choice === 'reader') return undefined;
  const template = choice === 'webmail' ? (messageLink ?? webmail) : choice.template;
  if (template === undefined) {
    throw new StartupError('link is "webmail", but the webmail address is missing: set webmail');
  }
  return { template, user, webmail };
}

/** A password variable that no mailbox uses is probably misspelt. */
function refuseStrangeVariables(setups: readonly MailboxSetup[], { env }: SecretSources): void {
  const known = new Set(
    setups.flatMap(({ name, account, signIn }) => [
      ...('password' in account.login ? [passwordVariable(name)] : []),
      ...(signIn.front === undefined ? [passwordVariable(name, 'SIGN_IN_')] : []),
    ]),
  );
  const strange = Object.keys(env).find(
    variable => isPasswordVariable(variable) && !known.has(variable.replace(/_FILE$/, '')),
  );
  if (strange !== undefined) {
    throw new StartupError(`unknown variable ${strange}: unset it, or use one of ${listed([...known])}`);
  }
}
