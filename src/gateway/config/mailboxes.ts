import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { terminalHint } from '../finding/advice';
import type { ServerFinder } from '../finding/find-server';
import type { ImapAccount } from '../mailbox/imap/imap-mailbox';
import { codeOf } from '../shared/error-code';
import { StartupError } from '../shared/startup-error';
import { chooseServer } from './choose-server';
import type { ConfigFile } from './config-file';
import { MAILBOX_SETTINGS, SIGN_IN_SETTINGS } from './mailbox-settings';
import { createLinkTo, type LinkChoice } from './message-links';
import { isTable, last, prefixed, readTable, refuseTwice, type Table } from './read-table';
import { findSecret, isPasswordVariable, passwordVariable, type SecretSources } from './secrets';

export interface MailboxSetup {
  /** Its unique name in the log. */
  readonly name: string;
  readonly account: ImapAccount;
  /** ms between two full checks. */
  readonly pollEvery: number;
  readonly signIn: { readonly user: string; readonly password: string };
  readonly hint: string | undefined;
}

/** @throws {StartupError} at the first error */
export async function readMailboxes(
  file: ConfigFile,
  sources: SecretSources,
  finder: ServerFinder,
): Promise<MailboxSetup[]> {
  const setups: MailboxSetup[] = [];
  for (const [index, table] of file.mailboxes.entries()) {
    setups.push(await prefixed(`mailbox ${index + 1}`, () => readMailbox(table, sources, finder)));
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
  refuseStrangeVariables(setups, sources);
  return setups;
}

async function readMailbox(
  table: Table,
  sources: SecretSources,
  finder: ServerFinder,
): Promise<MailboxSetup> {
  const { 'sign-in': signInTable = {}, ...own } = table;
  if (!isTable(signInTable)) throw new StartupError('put the sign-in into its own table, [mailbox.sign-in]');
  const read = readTable(own, MAILBOX_SETTINGS, 'its settings');
  const signIn = readTable(signInTable, SIGN_IN_SETTINGS, 'its sign-in');
  const address = last(read.address);
  const choice = {
    address,
    host: last(read.host),
    port: last(read.port),
    security: last(read.security),
    user: last(read.user),
  };
  const { server, user, provider } = await chooseServer(choice, finder);
  const hint = terminalHint(provider);
  const name = last(read.name) ?? address ?? `${user}@${server.host}`;
  const caFile = last(read.ca);
  const password = await findSecret(
    {
      password: last(read.password),
      file: last(read['password-file']),
      keyring: last(read.keyring) ?? false,
    },
    passwordVariable(name),
    name,
    sources,
  );
  if (password === undefined) {
    throw new StartupError(
      `no password for ${name}: give password, password-file or keyring = true, or set ${passwordVariable(name)} or ${passwordVariable(name)}_FILE.${hint ? ` ${hint}` : ''}`,
    );
  }
  const ownSignIn = await findSecret(
    { password: last(signIn.password), file: last(signIn['password-file']), keyring: false },
    passwordVariable(name, 'SIGN_IN_'),
    name,
    sources,
  );
  const webmail = last(read.webmail) ?? provider?.webmail;
  return {
    name,
    account: {
      server: { ...server, ...(caFile !== undefined && { ca: await readCa(caFile) }) },
      login: { user, password },
      folders: read.folders?.length ? read.folders : ['INBOX'],
      linkTo: linkTo(last(read.link) ?? 'reader', address ?? user, webmail, provider?.messageLink),
      webmail,
      readsOnOpen: read['read-on-open']?.length !== 0,
    },
    pollEvery: (last(read.poll) ?? 60) * 1000,
    signIn: { user: last(signIn.user) ?? address ?? user, password: ownSignIn ?? password },
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

/** @throws {StartupError} if the file has no certificate or can't be read */
export async function readCa(path: string): Promise<string> {
  try {
    const pem = await readFile(path, 'utf8');
    createSecureContext({ ca: pem });
    if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
  } catch (error) {
    throw new StartupError(`can’t use ${path} (${codeOf(error)}): give ca a certificate in PEM form`);
  }
  throw new StartupError(`${path} contains no certificate: give ca one in PEM form`);
}

/** A password variable that no mailbox uses is probably misspelt. */
function refuseStrangeVariables(setups: readonly MailboxSetup[], { env }: SecretSources): void {
  const known = setups.flatMap(({ name }) => [passwordVariable(name), passwordVariable(name, 'SIGN_IN_')]);
  const strange = Object.keys(env).find(
    variable => isPasswordVariable(variable) && !known.includes(variable.replace(/_FILE$/, '')),
  );
  if (strange !== undefined) {
    throw new StartupError(`unknown variable ${strange}: unset it, or use one of ${known.join(', ')}`);
  }
}
