import type { Setup } from '../config/load';
import { originOf } from '../server/listener';
import { StartupError } from '../shared/startup-error';
import { checkMailboxes } from './check';
import { checkDatabase } from './check-database';
import { checkProvider } from './check-provider';
import { checkServer } from './check-server';
import { withProviders } from './command-store';

/** Prints whether all that the config file names can be used. Returns whether it can. @throws {StartupError} */
export async function runCheck(setup: Setup, print: (line: string) => void): Promise<boolean> {
  const { mailboxes, providers, signIn, configPath, options } = setup;
  const { host, port, tls, publicOrigin, databaseUrl } = options;
  if (configPath === undefined) throw new StartupError('the demo mailbox needs no check: leave out --demo');
  if ([...mailboxes, ...providers, signIn?.server, databaseUrl].every(it => it === undefined))
    throw new StartupError(
      `${configPath} sets up no mailbox, so there is nothing to check: add one with [[mailbox]], give another file with --config, or sign in: the sign-in page says what doesn’t work`,
    );
  const origin = publicOrigin ?? (port === 0 ? undefined : originOf(host, port, tls !== undefined));
  const databaseWorks = await checkDatabase(options, print);
  const results = [databaseWorks, await checkServer(setup, print)];
  for (const provider of providers) results.push(await checkProvider(provider, origin, print));
  // The sign-ins at providers are in the database.
  const known = mailboxes.filter(({ account: { login } }) => databaseWorks || !('oauth' in login));
  const reachable = { ...setup, mailboxes: known };
  results.push(
    await withProviders(reachable, false, it => checkMailboxes(reachable, it.setUpAccount, print)),
  );
  const works = results.every(Boolean);
  print('');
  print(works ? 'Everything works.' : 'Something doesn’t work: see the lines with ✗.');
  return works;
}
