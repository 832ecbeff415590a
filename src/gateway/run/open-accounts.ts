import { DEMO_PASSWORD, DEMO_USER, type User } from '../access/accounts';
import type { Setup } from '../config/load';
import type { MailboxLogin } from '../config/mailbox-login';
import { isReachable } from '../config/sign-in';
import { createSystemFinder, serverForAll } from '../finding/system-finder';
import { createDemoMailbox } from '../mailbox/demo/demo-mailbox';
import { createImapMailbox } from '../mailbox/imap/imap-mailbox';
import { createOwnMailboxOpener } from '../mailbox/imap/own-mailbox';
import type { GatewayOptions } from '../server/open-gateway';
import { about, type Log } from '../shared/log';
import type { Providers } from './open-providers';

const passwordOf = (login: MailboxLogin | undefined) =>
  login !== undefined && 'password' in login ? login.password : undefined;

/** The mailboxes of the config file, and the demo's. @param reload reads the config again */
export function openAccounts(
  { mailboxes, options, demo }: Setup,
  { setUpAccount }: Providers,
  reload: () => Promise<Setup>,
  log: Log,
): User[] {
  const openDemo = (): User => {
    const mailbox = createDemoMailbox({ deliverEveryMs: options.deliverEvery * 1000 });
    return { user: DEMO_USER, password: DEMO_PASSWORD, mailbox };
  };
  const rereadPassword = async (wanted: string) =>
    passwordOf((await reload()).mailboxes.find(({ name }) => name === wanted)?.account.login);
  const setUp = mailboxes.map(setup => {
    const { name, account, pollEvery, signIn } = setup;
    const password = passwordOf(account.login);
    return {
      ...signIn,
      isMailboxPassword: password !== undefined && signIn.password === password,
      mailbox: createImapMailbox({
        ...setUpAccount(setup),
        pollEvery,
        rereadPassword: () => rereadPassword(name),
        listLength: options.list,
        log: about(name, log, signIn.user),
      }),
    };
  });
  return demo ? [...setUp, openDemo()] : setUp;
}

/** How people sign in with a mailbox that isn't set up. */
export function openOwnAccess(
  { signIn, options }: Setup,
  { grants, serverOf, masterLogin }: Providers,
  log: Log,
): GatewayOptions['own'] {
  if (signIn === undefined) return undefined;
  const { domains, server, ca } = signIn;
  const { find } = server === undefined ? createSystemFinder(options.dns) : serverForAll(server);
  const { tokensOf } = grants;
  const logins = { tokensOf, serverOf, masterLogin };
  const opener = createOwnMailboxOpener({ ca, listLength: options.list, log, ...logins });
  return { domains, mayCorrect: !isReachable(options), find, ...opener };
}
