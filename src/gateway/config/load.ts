import type { Service } from '../services/service';
import { StartupError } from '../shared/startup-error';
import type { Environment } from '../shared/user-folder';
import { defaultConfigPath, readConfigFile } from './config-file';
import { readFromKeyring } from './keyring';
import { type MailboxSetup, readMailboxes } from './mailboxes';
import { type ManagerSetup, NO_MANAGER, readManager } from './manager';
import { type Command, type Options, readMailboxChoice, readOptions } from './options';
import { readServices } from './services';

export interface Setup {
  readonly options: Options;
  /** Undefined for the demo mailbox. */
  readonly mailboxes: readonly MailboxSetup[] | undefined;
  readonly services: readonly Service[];
  readonly manager: ManagerSetup;
  /** Set even if there is no such file; undefined with --demo. */
  readonly configPath: string | undefined;
}

/** @throws {StartupError} @throws {UsageError} if an option has an invalid value */
export async function loadSetup(
  { given }: Extract<Command, { kind: 'run' | 'check' | 'manager' | 'install' }>,
  env: Environment,
): Promise<Setup> {
  const { config, demo } = readMailboxChoice(given, env);
  const configPath = demo ? undefined : (config ?? defaultConfigPath(env));
  const file = configPath === undefined ? undefined : await readConfigFile(configPath);
  const options = readOptions(given, env, file?.options);
  if (file !== undefined) {
    if (file.mailboxes.length === 0) {
      throw new StartupError(`${file.path} has no mailbox: add one with [[mailbox]], or give --demo`);
    }
    const mailboxes = await readMailboxes(file, { env, fromKeyring: readFromKeyring });
    const services = await readServices(file);
    const users = mailboxes.map(({ signIn }) => signIn.user);
    return { options, mailboxes, services, manager: readManager(file, users), configPath };
  }
  if (!demo && config !== undefined) {
    throw new StartupError(`there is no config file ${config}: check --config`);
  }
  return { options, mailboxes: undefined, services: [], manager: NO_MANAGER, configPath };
}
