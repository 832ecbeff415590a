import { DEMO_USER } from '../access/accounts';
import { admitsOwn } from '../access/own-sign-in';
import { createSystemFinder } from '../finding/system-finder';
import type { OAuthProvider } from '../oauth/oauth-provider';
import type { Service } from '../services/service';
import { StartupError } from '../shared/startup-error';
import type { Environment } from '../shared/user-folder';
import { createCaReader } from './ca';
import { type ConfigFile, defaultConfigPath, readConfigFile } from './config-file';
import { withDatabaseUrl } from './database-url';
import { readFromKeyring } from './keyring';
import { type MailboxSetup, readMailboxes } from './mailboxes';
import { type ManagerSetup, NO_MANAGER, readManager } from './manager';
import { refuseMasterPasswords } from './master-passwords';
import { readProviders } from './oauth';
import { type Command, type Options, readMailboxChoice, readOptions } from './options';
import { readServices } from './services';
import {
  isReachable,
  learningClients,
  mailSideFor,
  readSignIn,
  type SignInSetup,
  withProviderDomains,
} from './sign-in';

export interface Setup {
  /** When it is read again: those of {@link Bound} as they are in the running gateway. */
  readonly options: Options;
  /** All as they are given now. */
  readonly written: Options;
  /** Of the config file. */
  readonly mailboxes: readonly MailboxSetup[];
  /** At which people can sign in. */
  readonly providers: readonly OAuthProvider[];
  /** Whether the demo mailbox can be used. */
  readonly demo: boolean;
  readonly signIn: SignInSetup | undefined;
  readonly services: readonly Service[];
  readonly manager: ManagerSetup;
  /** Set even if there is no such file; undefined with --demo. */
  readonly configPath: string | undefined;
  /** Undefined if there is no config file. */
  readonly file: { readonly isEmpty: boolean; readonly namesPeople: boolean } | undefined;
}

/** The settings that decide who can reach a gateway. A running one keeps them. */
type Bound = Pick<Options, 'host' | 'port' | 'publicOrigin' | 'tls'>;

interface Reading {
  readonly finderWith?: typeof createSystemFinder;
  /** The setup that a running gateway reads again. */
  readonly running?: Setup | undefined;
}

/** A setup without its mailboxes: their servers may have to be found. */
export interface BegunSetup {
  readonly options: Options;
  /** Reads the rest. @throws {StartupError} */
  finish(): Promise<Setup>;
}

type Configured = Pick<Extract<Command, { given: unknown }>, 'given'>;

/** @throws {StartupError} @throws {UsageError} if an option has an invalid value */
export const loadSetup = async (
  command: Configured,
  env: Environment,
  finderWith = createSystemFinder,
): Promise<Setup> => (await beginSetup(command, env, { finderWith })).finish();

/**
 * @throws {StartupError} also if a running gateway would be open to others than before because the file is gone or half
 * written
 * @throws {UsageError} if an option has an invalid value
 */
export async function beginSetup(
  { given }: Configured,
  env: Environment,
  { finderWith = createSystemFinder, running }: Reading = {},
): Promise<BegunSetup> {
  const { config, demo } = readMailboxChoice(given, env);
  const configPath = demo ? undefined : (config ?? defaultConfigPath(env));
  const file = configPath === undefined ? undefined : await readConfigFile(configPath);
  refuseLoss(running, file, configPath);
  const written = await withDatabaseUrl(readOptions(given, env, file?.options));
  const options = running === undefined ? written : { ...written, ...boundOf(running.options, written) };
  if (file !== undefined) return beginWithFile(file, { options, written }, env, finderWith);
  if (!demo && config !== undefined) {
    throw new StartupError(`there is no config file ${config}: check --config`);
  }
  const signIn = demo ? undefined : await readSignIn(undefined, options);
  const setup: Setup = {
    options,
    written,
    mailboxes: [],
    providers: [],
    services: [],
    manager: NO_MANAGER,
    demo: true,
    signIn,
    configPath,
    file: undefined,
  };
  return { options, finish: async () => setup };
}

/** A certificate may be renewed in another file. */
const boundOf = ({ host, port, publicOrigin, tls }: Options, written: Options): Bound => ({
  host,
  port,
  publicOrigin,
  tls: tls && (written.tls ?? tls),
});

/** An editor or a full disk may leave a part of the file. Without the rest, everybody might sign in. */
function refuseLoss(
  running: Setup | undefined,
  file: ConfigFile | undefined,
  path: string | undefined,
): void {
  if (running?.file === undefined) return;
  if (file === undefined) throw new StartupError(`there is no config file ${path} any more`);
  if (isEmpty(file) && !running.file.isEmpty) throw new StartupError(`${path} has no setting any more`);
  if (!namesPeople(file) && running.file.namesPeople)
    throw new StartupError(
      `${path} says no more who may sign in: it has neither [sign-in] nor a [[mailbox]]. If that is meant, restart the gateway`,
    );
}

const isEmpty = ({ path: _, signIn, ...parts }: ConfigFile): boolean =>
  signIn === undefined && Object.values(parts).every(part => Object.keys(part).length === 0);

const namesPeople = ({ signIn, mailboxes }: ConfigFile): boolean =>
  signIn !== undefined || mailboxes.length > 0;

async function beginWithFile(
  file: ConfigFile,
  { options, written }: Pick<Setup, 'options' | 'written'>,
  env: Environment,
  finderWith: typeof createSystemFinder,
): Promise<BegunSetup> {
  const readAuthority = createCaReader();
  const people = await readSignIn(file, options, readAuthority);
  const providers = await readProviders(file, { readCa: readAuthority, mailSide: mailSideFor(people) });
  const signIn = withProviderDomains(people, providers);
  const services = await readServices(file);
  const finish = async (): Promise<Setup> => {
    const sources = { env, fromKeyring: readFromKeyring };
    const context = { sources, finder: finderWith(options.dns), providers, readCa: readAuthority };
    const learning = learningClients(signIn);
    const mailboxes = (await readMailboxes(file, context)).map(it => ({
      ...it,
      account: { ...it.account, server: learning(it.account.server) },
    }));
    refuseMasterPasswords({ mailboxes, providers, services, signIn });
    const users = mailboxes.map(it => it.signIn.user);
    const manager = readManager(file, users, user => signIn !== undefined && admitsOwn(signIn, user));
    const isDemoOffered = signIn !== undefined && !isReachable(options) && !users.includes(DEMO_USER);
    return {
      options,
      written,
      mailboxes,
      providers,
      services,
      manager,
      demo: isDemoOffered || manager.testAccount,
      signIn,
      configPath: file.path,
      file: { isEmpty: isEmpty(file), namesPeople: namesPeople(file) },
    };
  };
  return { options, finish };
}
