import type { Setup } from '../config/load';
import type { MailboxSetup } from '../config/mailboxes';
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
  const check = (some: readonly MailboxSetup[]) => {
    const part = { ...setup, mailboxes: some };
    return withProviders(part, false, it => checkMailboxes(part, it.setUpAccount, print));
  };
  const byProvider = mailboxes.filter(({ account }) => 'oauth' in account.login);
  results.push(await check(mailboxes.filter(it => !byProvider.includes(it))));
  // The sign-ins at providers are in the database.
  if (databaseWorks)
    results.push(
      await check(byProvider).catch(error => {
        if (!(error instanceof StartupError)) throw error;
        print('mailboxes with oauth');
        print(`  ✗ ${error.message}`);
        return false;
      }),
    );
  const works = results.every(Boolean);
  print('');
  print(works ? 'Everything works.' : 'Something doesn’t work: see the lines with ✗.');
  return works;
}
