import { DEMO_USER } from '../access/accounts';
import { admitsOwn } from '../access/own-sign-in';
import { createSystemFinder } from '../finding/system-finder';
import type { Service } from '../services/service';
import { StartupError } from '../shared/startup-error';
import type { Environment } from '../shared/user-folder';
import { defaultConfigPath, readConfigFile } from './config-file';
import { readFromKeyring } from './keyring';
import { type MailboxSetup, readMailboxes } from './mailboxes';
import { type ManagerSetup, NO_MANAGER, readManager } from './manager';
import { type Command, type Options, readMailboxChoice, readOptions } from './options';
import { readServices } from './services';
import { isReachable, readSignIn, type SignInSetup } from './sign-in';

export interface Setup {
  readonly options: Options;
  /** Of the config file. */
  readonly mailboxes: readonly MailboxSetup[];
  /** Whether the demo mailbox can be used. */
  readonly demo: boolean;
  readonly signIn: SignInSetup | undefined;
  readonly services: readonly Service[];
  readonly manager: ManagerSetup;
  /** Set even if there is no such file; undefined with --demo. */
  readonly configPath: string | undefined;
}

/** @throws {StartupError} @throws {UsageError} if an option has an invalid value */
export async function loadSetup(
  { given }: Extract<Command, { kind: 'run' | 'check' | 'manager' | 'install' }>,
  env: Environment,
  finderWith = createSystemFinder,
): Promise<Setup> {
  const { config, demo } = readMailboxChoice(given, env);
  const configPath = demo ? undefined : (config ?? defaultConfigPath(env));
  const file = configPath === undefined ? undefined : await readConfigFile(configPath);
  const options = readOptions(given, env, file?.options);
  if (file !== undefined) {
    const finder = finderWith(options.dns);
    const mailboxes = await readMailboxes(file, { env, fromKeyring: readFromKeyring }, finder);
    const services = await readServices(file);
    const signIn = await readSignIn(file, options);
    const users = mailboxes.map(it => it.signIn.user);
    const manager = readManager(file, users, user => signIn !== undefined && admitsOwn(signIn, user));
    const isDemoOffered = signIn !== undefined && !isReachable(options) && !users.includes(DEMO_USER);
    return {
      options,
      mailboxes,
      services,
      manager,
      demo: isDemoOffered || manager.testAccount,
      signIn,
      configPath,
    };
  }
  if (!demo && config !== undefined) {
    throw new StartupError(`there is no config file ${config}: check --config`);
  }
  const signIn = demo ? undefined : await readSignIn(undefined, options);
  return { options, mailboxes: [], services: [], manager: NO_MANAGER, demo: true, signIn, configPath };
}
