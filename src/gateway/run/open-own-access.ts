import type { Setup } from '../config/load';
import { masterPasswords } from '../config/master-passwords';
import { isReachable, learningClients } from '../config/sign-in';
import { createSystemFinder, serverForAll } from '../finding/system-finder';
import type { Connections } from '../mailbox/imap/admission';
import { passwordOf } from '../mailbox/imap/imap-server';
import { createOwnMailboxOpener, type OwnAccount } from '../mailbox/imap/own-mailbox';
import { MailboxError } from '../mailbox/mailbox';
import type { GatewayOptions } from '../server/open-gateway';
import type { Log } from '../shared/log';
import type { Providers } from './open-providers';

/** How people sign in with a mailbox that isn't set up. */
export function openOwnAccess(
  { signIn, options, providers: tables }: Setup,
  { grants, serverOf, masterLogin }: Pick<Providers, 'grants' | 'serverOf' | 'masterLogin'>,
  connections: Connections,
  listLength: () => number,
  log: Log,
): GatewayOptions['own'] {
  if (signIn === undefined) return undefined;
  const { domains, server, ca, user } = signIn;
  const { find } = server === undefined ? createSystemFinder(options.dns) : serverForAll(server, user);
  const learning = learningClients(signIn);
  const opener = createOwnMailboxOpener({
    ca,
    listLength,
    log,
    connections,
    tokensOf: grants.tokensOf,
    serverOf(provider) {
      const named = serverOf(provider);
      return named && learning(named);
    },
    masterLogin(provider, address) {
      const found = masterLogin(provider, address);
      return found && { ...found, server: learning(found.server) };
    },
  });
  const masters = masterPasswords({ providers: tables, signIn });
  const at = (account: OwnAccount) => ({ ...account, server: learning(account.server) });
  return {
    domains,
    mayCorrect: !isReachable(options),
    isFixed: server !== undefined,
    passwordTries: signIn.passwordTries,
    find,
    open: (name, account) => opener.open(name, at(account)),
    async test(account, ...rest) {
      const password = passwordOf(account.login);
      if (password !== undefined && (signIn.master !== undefined || masters.has(password)))
        throw new MailboxError('refused', 'people sign in at a provider, not with this password');
      await opener.test(at(account), ...rest);
    },
  };
}
