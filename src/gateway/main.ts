import { fileURLToPath } from 'node:url';
import { managerLink } from './access/operators';
import { install, uninstall } from './autostart/install';
import { thisMachine } from './autostart/machine';
import { askPassword, NotAnswered } from './cli/ask-password';
import { checkMailbox } from './cli/check';
import { withProviders } from './cli/command-store';
import { HELP } from './cli/help';
import { printStatus, printUsers, revoke } from './cli/operate';
import { runCheck } from './cli/run-check';
import { signInMailbox } from './cli/sign-in';
import { defaultConfigPath } from './config/config-file';
import { keepInKeyring, readFromKeyring } from './config/keyring';
import { type BegunSetup, beginSetup, loadSetup, type Setup } from './config/load';
import type { MailboxSetup } from './config/mailboxes';
import { argumentsOf, type Command, readCommand, UsageError } from './config/options';
import { withoutVariables } from './config/secrets';
import { print } from './run/process-log';
import { runGateway } from './run/run-gateway';
import { signInCommand } from './run/sign-in-command';
import { originOf } from './server/listener';
import { codeOf } from './shared/error-code';
import { createKeys } from './shared/keys';
import { printable } from './shared/log';
import { StoreAway } from './shared/records';
import { StartupError } from './shared/startup-error';
import { defaultStateFolder } from './state/state-folder';
import { openSecret } from './store/open-store';

/** The running gateway on the same state folder accepts the link. */
async function printManagerLink({ options }: BegunSetup): Promise<void> {
  const secret = await openSecret({ ...options, isCommand: true });
  const { host, port, tls, publicOrigin } = options;
  if (port === 0 && publicOrigin === undefined) {
    throw new StartupError('give the port of the running gateway with --port');
  }
  print(managerLink(publicOrigin ?? originOf(host, port, tls !== undefined), createKeys(secret), Date.now()));
}

async function signIn(setup: Setup, mailbox: string): Promise<void> {
  const command = signInCommand(mailbox, setup.configPath);
  const works = await withProviders(setup, true, providers => {
    const check = (it: MailboxSetup) => checkMailbox(it, providers.setUpAccount(it), command, print);
    return signInMailbox(mailbox, setup.mailboxes, { ...providers, check }, print);
  });
  if (!works) process.exitCode = 1;
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
      if (!(await runCheck(await loadSetup(command, process.env), print))) process.exitCode = 1;
      break;
    case 'sign-in':
      await signIn(await loadSetup(command, process.env), command.mailbox);
      break;
    case 'manager':
      await printManagerLink(await beginSetup(command, process.env));
      break;
    case 'users':
      await printUsers((await beginSetup(command, process.env)).options, command.json, print);
      break;
    case 'revoke':
      if (!(await revoke((await beginSetup(command, process.env)).options, command.user, print)))
        process.exitCode = 1;
      break;
    case 'status': {
      const { options } = await beginSetup(command, process.env);
      if (!(await printStatus(options, command.json, print))) process.exitCode = 1;
      break;
    }
    case 'install':
      await installGateway(command);
      break;
    case 'uninstall':
      await uninstall([defaultConfigPath(), defaultStateFolder()], thisMachine(), print);
      break;
    case 'run':
      await runGateway(running => beginSetup(command, process.env, { running }));
      break;
  }
}

// The reader has closed the pipe, as `| head` does.
process.stdout.on('error', () => process.exit(0));

main(process.argv.slice(2)).catch(error => {
  if (error instanceof NotAnswered) process.exit(130);
  const isKnown = [StartupError, UsageError, StoreAway].some(type => error instanceof type);
  const message = isKnown ? error.message : `failed (${codeOf(error)})`;
  process.stderr.write(`facteur-gateway: ${printable(message)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
