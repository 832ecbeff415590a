import { randomBytes } from 'node:crypto';
import { askPassword, NotAnswered } from '../gateway/cli/ask-password';
import { checkText } from '../gateway/cli/check-text';
import { readCa } from '../gateway/config/ca';
import {
  type ChosenServer,
  chooseServer,
  orServer,
  type ServerChoice,
} from '../gateway/config/choose-server';
import { DNS_SERVER } from '../gateway/config/option-values';
import { readPasswordFile } from '../gateway/config/secrets';
import { terminalHint } from '../gateway/finding/advice';
import type { ServerFinder } from '../gateway/finding/find-server';
import type { Provider } from '../gateway/finding/provider';
import { createSystemFinder } from '../gateway/finding/system-finder';
import { checkImap, isProblem, type Problem } from '../gateway/mailbox/imap/check-imap';
import { createImapMailbox, type ImapAccount } from '../gateway/mailbox/imap/imap-mailbox';
import { inboxOf } from '../gateway/mailbox/imap/own-mailbox';
import { isAboutPassword } from '../gateway/mailbox/mailbox';
import { providerFor } from '../gateway/oauth/choose-provider';
import type { OAuthProvider } from '../gateway/oauth/oauth-provider';
import { createLog } from '../gateway/shared/log';
import { StartupError } from '../gateway/shared/startup-error';
import { deviceLogin, deviceProviders } from './imap-provider';
import type { MailSource } from './mail-source';
import { UserError } from './user-error';

/** The options `--imap`, `--host` and so on: which mailbox to use. */
export interface ImapChoice extends ServerChoice {
  readonly address: string;
  /** A PEM file with a certificate to trust. */
  readonly ca: string | undefined;
}

/** The variable with the password. With `_FILE` at its end: with the path of a file. */
const PASSWORD_VARIABLE = 'FACTEUR_IMAP_PASSWORD';

const ATTEMPTS = 3;

/**
 * Finds the mailbox's server, asks for the password or leads to the provider, tries to sign in and opens the mailbox.
 * @param listLength how many unread messages the mailbox caches
 * @throws {UserError} with advice if it can't be opened
 */
export async function openImap(
  choice: ImapChoice,
  listLength: number,
  log: (line: string) => void,
  finder: ServerFinder = createSystemFinder(givenDns()),
): Promise<MailSource> {
  try {
    const given = await givenPassword();
    const { providers, mistake } = given === undefined ? await readProviders() : NO_PROVIDERS;
    const byAddress = providerFor(choice.address, undefined, providers)?.mail.server;
    const atProvider = (provider: Provider | undefined) =>
      providerFor(choice.address, { provider }, providers);
    const chosen = await chooseServer(orServer(choice, byAddress), finder, {
      hostSetting: '--host',
      needsNoPassword(provider) {
        if (mistake !== undefined) throw mistake;
        return atProvider(provider) !== undefined;
      },
    });
    if (mistake !== undefined) log(`${mistake.message}. Until then, no sign-in at a provider is used.`);
    const ca = choice.ca === undefined ? undefined : await readCa(choice.ca);
    const oauth = atProvider(chosen.provider);
    const account = await (oauth === undefined
      ? signIn(chosen, choice.address, ca, given, log)
      : signInAtProvider(await orOwnServer(chosen, oauth, choice, finder), oauth, choice.address, ca, log));
    const mailbox = createImapMailbox({
      ...account,
      listLength: () => listLength,
      log: createLog('warn', (_level, line) => log(line)),
    });
    // Only this launcher signs in on its gateway: a random password is enough.
    const password = randomBytes(24).toString('base64url');
    return { name: choice.address, mailbox, signIn: { user: choice.address, password } };
  } catch (error) {
    throw error instanceof StartupError ? new UserError(error.message) : error;
  }
}

const NO_PROVIDERS = { providers: [], mistake: undefined };

/** A mistake in the gateway's config file stops only who needs a provider. */
async function readProviders(): Promise<{
  readonly providers: readonly OAuthProvider[];
  readonly mistake: StartupError | undefined;
}> {
  try {
    return { providers: await deviceProviders(process.env), mistake: undefined };
  } catch (error) {
    if (error instanceof StartupError) return { providers: [], mistake: error };
    throw error;
  }
}

/** A trial changes nothing by itself. */
const trialOf = (account: ImapAccount): ImapAccount => ({ ...account, readsOnOpen: false });

async function signIn(
  { server, user, provider }: ChosenServer,
  address: string,
  ca: string | undefined,
  given: string | undefined,
  log: (line: string) => void,
): Promise<ImapAccount> {
  const hint = terminalHint(provider);
  if (given === undefined && hint !== undefined) log(hint);
  for (let attempt = 1; ; attempt++) {
    const password = given ?? (await ask(address, server.host));
    const account = trialOf(inboxOf({ server, webmail: provider?.webmail }, { user, password }, ca));
    const problem = await firstProblem(account);
    if (problem === undefined) return account;
    const text = checkText(problem, account, hint);
    const mayHelp = problem.kind === 'failed' && isAboutPassword(problem.failure.trouble);
    if (given !== undefined || !mayHelp || attempt === ATTEMPTS) throw new UserError(text);
    log(`${text}\n`);
  }
}

/** The server that the provider's table names, unless the options name one. */
async function orOwnServer(
  chosen: ChosenServer,
  { mail }: OAuthProvider,
  choice: ImapChoice,
  finder: ServerFinder,
): Promise<ChosenServer> {
  if (choice.host !== undefined || mail.server === undefined) return chosen;
  const { server } = await chooseServer(orServer(choice, mail.server), finder);
  return { ...chosen, server: { ...mail.server, ...server } };
}

async function signInAtProvider(
  { server, provider }: ChosenServer,
  oauth: OAuthProvider,
  address: string,
  ca: string | undefined,
  log: (line: string) => void,
): Promise<ImapAccount> {
  const login = await deviceLogin(oauth, address, log);
  const webmail = oauth.mail.webmail ?? provider?.webmail;
  // The option counts before the config file.
  const trusted = ca === undefined ? server : { ...server, ca };
  const account = trialOf(inboxOf({ server: trusted, webmail }, login, undefined));
  const problem = await firstProblem(account);
  if (problem !== undefined) throw new UserError(checkText(problem, account));
  return account;
}

async function firstProblem(account: ImapAccount): Promise<Problem | undefined> {
  for await (const result of checkImap(account)) if (isProblem(result)) return result;
  return undefined;
}

/** The gateway's own variable. */
function givenDns(): string | undefined {
  const text = process.env.FACTEUR_GATEWAY_DNS;
  if (!text) return undefined;
  const server = DNS_SERVER.read(text);
  if (server !== undefined) return server;
  throw new UserError(`FACTEUR_GATEWAY_DNS is ${JSON.stringify(text)}: give it ${DNS_SERVER.expected}.`);
}

async function givenPassword(): Promise<string | undefined> {
  const { [PASSWORD_VARIABLE]: password, [`${PASSWORD_VARIABLE}_FILE`]: file } = process.env;
  if (password) return password;
  return file ? readPasswordFile(file) : undefined;
}

async function ask(address: string, host: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new UserError(
      `There is no terminal to ask for the password: set ${PASSWORD_VARIABLE}_FILE to a file of yours (chmod 600) with the password in it.`,
    );
  }
  try {
    return await askPassword(`Password of ${address} at ${host} (not shown): `);
  } catch (error) {
    // `main` ends with 0 on an AbortError, as on Ctrl-C.
    if (error instanceof NotAnswered) throw new DOMException('interrupted', 'AbortError');
    throw error;
  }
}
