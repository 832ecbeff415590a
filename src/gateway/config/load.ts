import { StartupError } from '../shared/startup-error';
import type { Environment } from '../shared/user-folder';
import { defaultConfigPath, readConfigFile } from './config-file';
import { readFromKeyring } from './keyring';
import { type MailboxSetup, readMailboxes } from './mailboxes';
import { type Options, type Request, readOptions } from './options';

/** What the gateway is to do, all sources taken together. */
export interface Setup {
  readonly options: Options;
  /** The mailboxes of the config file, one at least; undefined for the demo mailbox. */
  readonly mailboxes: readonly MailboxSetup[] | undefined;
  /** The config file that was read. */
  readonly configPath: string | undefined;
}

/** A command line that can't be followed. */
export class UsageError extends Error {}

/**
 * Reads the config file that the options name, or the one at its usual place, and what it says of options and mailboxes.
 * @throws {StartupError}
 * @throws {UsageError} where the file says something of an option that can't be
 */
export async function loadSetup(options: Options, args: readonly string[], env: Environment): Promise<Setup> {
  if (options.demo) return { options, mailboxes: undefined, configPath: undefined };
  const path = options.config ?? defaultConfigPath(env);
  const file = await readConfigFile(path);
  if (file === undefined) {
    if (options.config === undefined) return { options, mailboxes: undefined, configPath: undefined };
    throw new StartupError(`there is no config file ${path}: check --config`);
  }
  const request: Request = readOptions(args, env, file.options);
  if (request.kind === 'wrong') throw new UsageError(request.line);
  if (file.mailboxes.length === 0) {
    throw new StartupError(`${path} has no mailbox: add one with [[mailbox]], or give --demo`);
  }
  const mailboxes = await readMailboxes(file, { env, fromKeyring: readFromKeyring });
  return { options: 'options' in request ? request.options : options, mailboxes, configPath: path };
}
