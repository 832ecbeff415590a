import { terminalHint } from '../finding/advice';
import type { ServerFinder } from '../finding/find-server';
import { providerOfHost } from '../finding/providers';
import type { ImapAccount } from '../mailbox/imap/imap-mailbox';
import type { OAuthProvider } from '../oauth/oauth-provider';
import { StartupError } from '../shared/startup-error';
import { readCa } from './ca';
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
import { createLinkTo, type LinkChoice } from './message-links';
import { isTable, last, prefixed, readTable, refuseTwice, type Table } from './read-table';
import { isPasswordVariable, passwordVariable, type SecretSources } from './secrets';

export interface MailboxSetup {
  /** Its unique name in the log. */
  readonly name: string;
  readonly account: Omit<ImapAccount, 'login'> & { readonly login: MailboxLogin };
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
}

/** @throws {StartupError} at the first error */
export async function readMailboxes(
  { mailboxes }: Pick<ConfigFile, 'mailboxes'>,
  context: MailboxContext,
): Promise<MailboxSetup[]> {
  const setups: MailboxSetup[] = [];
  for (const [index, table] of mailboxes.entries()) {
    setups.push(await prefixed(`mailbox ${index + 1}`, () => readMailbox(table, context)));
  }
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
  { sources, finder, providers }: MailboxContext,
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
    caFile === undefined ? (choice.host === undefined ? mailSide?.ca : undefined) : await readCa(caFile);
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
      linkTo: linkTo(last(read.link) ?? 'reader', address ?? user, webmail, provider?.messageLink),
      webmail,
      readsOnOpen: read['read-on-open']?.length !== 0,
    },
    pollEvery: (last(read.poll) ?? 60) * 1000,
    signIn: await readFront(signIn, login, who, providers, sources),
    hint,
  };
}

function linkTo(
  choice: LinkChoice,
  user: string,
  webmail: string | undefined,
  messageLink: string | undefined,
): ImapAccount['linkTo'] {
  if (choice === 'reader') return () => undefined;
  const template = choice === 'webmail' ? (messageLink ?? webmail) : choice.template;
  if (template === undefined) {
    throw new StartupError('link is "webmail", but the webmail address is missing: set webmail');
  }
  return createLinkTo(template, user, webmail);
}

/** A password variable that no mailbox uses is probably misspelt. */
function refuseStrangeVariables(setups: readonly MailboxSetup[], { env }: SecretSources): void {
  const known = setups.flatMap(({ name, account, signIn }) => [
    ...('password' in account.login ? [passwordVariable(name)] : []),
    ...(signIn.front === undefined ? [passwordVariable(name, 'SIGN_IN_')] : []),
  ]);
  const strange = Object.keys(env).find(
    variable => isPasswordVariable(variable) && !known.includes(variable.replace(/_FILE$/, '')),
  );
  if (strange !== undefined) {
    throw new StartupError(`unknown variable ${strange}: unset it, or use one of ${known.join(', ')}`);
  }
}
