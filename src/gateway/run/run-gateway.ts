import { LOCAL_ORIGIN } from '../../core/account/gateway-address';
import { DEMO_PASSWORD, DEMO_USER } from '../access/accounts';
import type { Setup } from '../config/load';
import type { Options } from '../config/options';
import { isReachable, type SignInSetup } from '../config/sign-in';
import { type RunningGateway, startGateway } from '../server/server';
import { codeOf } from '../shared/error-code';
import type { Log } from '../shared/log';
import { StartupError } from '../shared/startup-error';
import { openStateFolder } from '../state/state-folder';
import { openAccounts, openOwnAccess } from './open-accounts';
import { openProviders } from './open-providers';
import { createProcessLog, print, printsToJournal } from './process-log';

/** Runs until a signal ends the process. @param reload reads the config again */
export async function runGateway(reload: () => Promise<Setup>): Promise<void> {
  const setup = await reload();
  const { options, services, manager } = setup;
  const { list, ...rest } = options;
  const log = createProcessLog(options.logLevel);
  const state = await openStateFolder(options.state);
  const providers = openProviders(setup, state, log);
  const accounts = openAccounts(setup, providers, reload, log);
  const closeMailboxes = () => Promise.all(accounts.map(({ mailbox }) => mailbox.close?.()));
  const gateway = await startGateway({
    ...rest,
    state,
    listLength: list,
    accounts,
    own: openOwnAccess(setup, providers, log),
    oauth: setup.providers.length === 0 ? undefined : providers,
    services,
    ...manager,
    log,
  }).catch(async error => {
    await closeMailboxes();
    throw error instanceof StartupError ? error : new StartupError(cannotListen(codeOf(error), options));
  });
  const stop = async () => {
    await Promise.all([gateway.close(), closeMailboxes()]);
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  announce(gateway, setup, log);
}

function announce(
  { origin, apiAddress, managerLink }: RunningGateway,
  { options, demo, signIn, mailboxes, configPath }: Setup,
  log: Log,
): void {
  if (demo && isReachable(options)) {
    log.warn('anyone who can reach this gateway can sign in: the demo’s user name and password are public');
  }
  print(`Home page:    ${origin}/`);
  print(`API address:  ${apiAddress}`);
  print(`Sign-in page: ${origin}/sign-in`);
  // Other users may read the journal and open the link before the operator does.
  print(`API Manager:  ${printsToJournal() ? 'facteur-gateway manager prints a link' : managerLink()}`);
  if (signIn !== undefined) print(`Next:         ${nextStep(origin)}, then sign in with ${whose(signIn)}`);
  if (demo) print(`Demo mailbox: sign in as ${DEMO_USER}, password ${DEMO_PASSWORD}`);
  if (mailboxes.length > 0) log.info(`${configPath} sets up ${mailboxes.map(({ name }) => name).join(', ')}`);
}

/** What a newcomer does in the extension. */
const nextStep = (origin: string) =>
  origin === LOCAL_ORIGIN
    ? 'in Facteur’s settings, click Connect'
    : `in Facteur’s settings, add an account with ${origin}`;

const whose = ({ domains }: SignInSetup) =>
  `the e-mail address and password of ${domains.length === 0 ? 'your mailbox' : `a mailbox of ${domains.join(', ')}`}`;

function cannotListen(code: string, { host, port }: Options): string {
  if (code === 'EADDRINUSE') {
    return `port ${port} is in use: stop the program that uses it, or choose another port with --port (0 for any free one)`;
  }
  if (code === 'EADDRNOTAVAIL') {
    return `${host} is not an address of this machine: choose another one with --host`;
  }
  return `can’t listen on port ${port} (${code}): choose another one with --port`;
}
