import type { Setup } from '../config/load';
import type { Options } from '../config/options';
import { isReachable } from '../config/sign-in';
import { unusedProviders } from '../config/unused-providers';
import { startGateway } from '../server/server';
import { codeOf } from '../shared/error-code';
import { StartupError } from '../shared/startup-error';
import { openStateFolder } from '../state/state-folder';
import { openAccounts, openOwnAccess } from './open-accounts';
import { openProviders } from './open-providers';
import { openProcessLog, print, printsToJournal } from './process-log';
import { startLines } from './start-lines';

/** Runs until a signal ends the process. @param reload reads the config again */
export async function runGateway(reload: () => Promise<Setup>): Promise<void> {
  const setup = await reload();
  const { options, services, manager } = setup;
  const { list, ...rest } = options;
  const { log, audit, setSecret } = openProcessLog(options);
  const state = await openStateFolder(options.state);
  setSecret(state.secret);
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
    audit,
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
  if (setup.demo && isReachable(options)) {
    log.warn('anyone who can reach this gateway can sign in: the demo’s user name and password are public');
  }
  for (const line of unusedProviders(setup)) log.warn(line);
  for (const line of startLines(gateway, setup, printsToJournal())) print(line);
  const names = setup.mailboxes.map(({ name }) => name);
  if (names.length > 0) log.info(`${setup.configPath} sets up ${names.join(', ')}`);
}

function cannotListen(code: string, { host, port }: Options): string {
  if (code === 'EADDRINUSE') {
    return `port ${port} is in use: stop the program that uses it, or choose another port with --port (0 for any free one)`;
  }
  if (code === 'EADDRNOTAVAIL') {
    return `${host} is not an address of this machine: choose another one with --host`;
  }
  return `can’t listen on port ${port} (${code}): choose another one with --port`;
}
