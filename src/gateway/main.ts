import { fstatSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LOCAL_ORIGIN } from '../core/account/gateway-address';
import { DEMO_PASSWORD, DEMO_USER, type User } from './access/accounts';
import { createKeys } from './access/keys';
import { install, uninstall } from './autostart/install';
import { thisMachine } from './autostart/machine';
import { askPassword, NotAnswered } from './cli/ask-password';
import { checkMailboxes } from './cli/check';
import { HELP } from './cli/help';
import { defaultConfigPath } from './config/config-file';
import { keepInKeyring, readFromKeyring } from './config/keyring';
import { loadSetup, type Setup } from './config/load';
import { argumentsOf, type Command, type Options, readCommand, UsageError } from './config/options';
import { withoutVariables } from './config/secrets';
import { isReachable, type SignInSetup } from './config/sign-in';
import { createSystemFinder, serverForAll } from './finding/system-finder';
import { createDemoMailbox } from './mailbox/demo/demo-mailbox';
import { createImapMailbox } from './mailbox/imap/imap-mailbox';
import { passwordOf } from './mailbox/imap/imap-server';
import { createOwnMailboxOpener } from './mailbox/imap/own-mailbox';
import { type GatewayOptions, managerLink, originOf, startGateway } from './server/server';
import { codeOf } from './shared/error-code';
import { about, createLog, formatLine, type Log, printable } from './shared/log';
import { StartupError } from './shared/startup-error';
import { defaultStateFolder, openStateFolder } from './state/state-folder';

const print = (line: string) => void process.stdout.write(`${printable(line)}\n`);

/** JOURNAL_STREAM alone proves nothing: child processes inherit it (systemd.exec(5)). */
function isJournal(stream: string | undefined, output: 1 | 2): boolean {
  if (stream === undefined) return false;
  const { dev, ino } = fstatSync(output);
  return stream === `${dev}:${ino}`;
}

function createProcessLog({ logLevel }: Options): Log {
  const toJournal = isJournal(process.env.JOURNAL_STREAM, 2);
  return createLog(logLevel, (level, line) =>
    process.stderr.write(`${formatLine(level, line, new Date(), toJournal)}\n`),
  );
}

/** `reload` reads the config again. */
function openAccounts({ mailboxes, options, demo }: Setup, reload: () => Promise<Setup>, log: Log): User[] {
  const openDemo = (): User => {
    const mailbox = createDemoMailbox({ deliverEveryMs: options.deliverEvery * 1000 });
    return { user: DEMO_USER, password: DEMO_PASSWORD, mailbox };
  };
  const rereadPassword = async (wanted: string) => {
    const setup = (await reload()).mailboxes.find(({ name }) => name === wanted);
    return setup && passwordOf(setup.account.login);
  };
  const setUp = mailboxes.map(({ name, account, pollEvery, signIn }) => ({
    ...signIn,
    isMailboxPassword: signIn.password === passwordOf(account.login),
    mailbox: createImapMailbox({
      ...account,
      pollEvery,
      rereadPassword: () => rereadPassword(name),
      listLength: options.list,
      log: about(name, log),
    }),
  }));
  return demo ? [...setUp, openDemo()] : setUp;
}

/** How people sign in with a mailbox that isn't set up. */
function openOwn({ signIn, options }: Setup, log: Log): GatewayOptions['own'] {
  if (signIn === undefined) return undefined;
  const { domains, server, ca } = signIn;
  const { find } = server === undefined ? createSystemFinder(options.dns) : serverForAll(server);
  const opener = createOwnMailboxOpener({ ca, listLength: options.list, log });
  return { domains, mayCorrect: !isReachable(options), find, ...opener };
}

async function run(reload: () => Promise<Setup>): Promise<void> {
  const setup = await reload();
  const { options, mailboxes, services, manager, configPath, signIn } = setup;
  const { list, ...rest } = options;
  const log = createProcessLog(options);
  const accounts = openAccounts(setup, reload, log);
  const closeMailboxes = () => Promise.all(accounts.map(({ mailbox }) => mailbox.close?.()));
  const gateway = await startGateway({
    ...rest,
    listLength: list,
    accounts,
    own: openOwn(setup, log),
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
  if (setup.demo && isReachable(options)) {
    log.warn('anyone who can reach this gateway can sign in: the demo’s user name and password are public');
  }
  print(`Home page:    ${gateway.origin}/`);
  print(`API address:  ${gateway.apiAddress}`);
  print(`Sign-in page: ${gateway.origin}/sign-in`);
  // Other users may read the journal and open the link before the operator does.
  const toJournal = isJournal(process.env.JOURNAL_STREAM, 1);
  print(`API Manager:  ${toJournal ? 'facteur-gateway manager prints a link' : gateway.managerLink()}`);
  if (signIn !== undefined)
    print(`Next:         ${nextStep(gateway.origin)}, then sign in with ${whose(signIn)}`);
  if (setup.demo) print(`Demo mailbox: sign in as ${DEMO_USER}, password ${DEMO_PASSWORD}`);
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

async function check({ mailboxes, configPath }: Setup): Promise<void> {
  if (mailboxes.length === 0) {
    throw new StartupError(
      configPath === undefined
        ? 'the demo mailbox needs no check: leave out --demo'
        : `${configPath} sets up no mailbox, so there is nothing to check: add one with [[mailbox]], give another file with --config, or sign in: the sign-in page says what doesn’t work`,
    );
  }
  if (!(await checkMailboxes(mailboxes, print))) process.exitCode = 1;
}

/** The running gateway on the same state folder accepts the link. */
async function printManagerLink({ options }: Setup): Promise<void> {
  const { secret } = await openStateFolder(options.state);
  const { host, port, tls, publicOrigin } = options;
  if (port === 0 && publicOrigin === undefined) {
    throw new StartupError('give the port of the running gateway with --port');
  }
  print(managerLink(publicOrigin ?? originOf(host, port, tls !== undefined), createKeys(secret), Date.now()));
}

async function keepPassword(mailbox: string): Promise<void> {
  // Fail before asking for a password that no keyring can store.
  await readFromKeyring(mailbox);
  await keepInKeyring(mailbox, await askPassword(`Password of ${mailbox}: `));
  print(`The keyring now keeps this password. Set keyring = true for the mailbox in the config file.`);
}

async function installGateway(command: Extract<Command, { kind: 'install' }>): Promise<void> {
  // The system will start it without this terminal’s variables.
  const { options } = await loadSetup(command, withoutVariables(process.env, print));
  const { host, port, tls, publicOrigin } = options;
  const homePage = `${publicOrigin ?? originOf(host, port, tls !== undefined)}/`;
  const source = fileURLToPath(import.meta.url);
  await install({ source, options: argumentsOf(command.given), host, port, homePage }, thisMachine(), print);
}

async function main(args: readonly string[]): Promise<void> {
  const command = readCommand(args);
  switch (command.kind) {
    case 'help':
      process.stdout.write(HELP);
      break;
    case 'version':
      print(__VERSION__);
      break;
    case 'keep-password':
      await keepPassword(command.mailbox);
      break;
    case 'check':
      await check(await loadSetup(command, process.env));
      break;
    case 'manager':
      await printManagerLink(await loadSetup(command, process.env));
      break;
    case 'install':
      await installGateway(command);
      break;
    case 'uninstall':
      await uninstall([defaultConfigPath(), defaultStateFolder()], thisMachine(), print);
      break;
    case 'run':
      await run(() => loadSetup(command, process.env));
      break;
  }
}

// The reader has closed the pipe, as `| head` does.
process.stdout.on('error', () => process.exit(0));

main(process.argv.slice(2)).catch(error => {
  if (error instanceof NotAnswered) process.exit(130);
  const isKnown = error instanceof StartupError || error instanceof UsageError;
  const message = isKnown ? error.message : `failed (${codeOf(error)})`;
  process.stderr.write(`facteur-gateway: ${printable(message)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
