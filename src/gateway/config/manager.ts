import { DEMO_USER } from '../access/accounts';
import { StartupError } from '../shared/startup-error';
import type { ConfigFile } from './config-file';
import { YES } from './mailbox-settings';
import { TEXT, type Value } from './option-values';
import { last, listed, readTable } from './read-table';

/** The API Manager, from the table `[manager]`. */
export interface ManagerSetup {
  /** Users of the gateway who may open it. */
  readonly operators: readonly string[];
  /** Whether a service that registers may call the API at once. */
  readonly autoApprove: boolean;
  /** Whether developers can sign in to the demo mailbox beside the real ones. */
  readonly testAccount: boolean;
}

export const NO_MANAGER: ManagerSetup = { operators: [], autoApprove: false, testAccount: false };

const SETTINGS = {
  users: TEXT,
  'auto-approve': YES,
  'test-account': YES,
} satisfies Record<string, Value<unknown>>;

/**
 * @param users who can sign in to the mailboxes of the config file
 * @param canSignIn whether another user can sign in
 * @throws {StartupError} at the first error
 */
export function readManager(
  { manager, path }: ConfigFile,
  users: readonly string[],
  canSignIn: (user: string) => boolean,
): ManagerSetup {
  const where = `${path}: [manager]`;
  const read = readTable(manager, SETTINGS, where);
  const unknown = read.users?.find(user => !users.includes(user) && !canSignIn(user));
  if (unknown !== undefined) {
    const known = users.length > 0 ? listed(users) : 'an address that may sign in';
    throw new StartupError(`${where}: no mailbox has the sign-in user ${unknown}: use ${known}`);
  }
  if (last(read['test-account']) && users.includes(DEMO_USER)) {
    throw new StartupError(
      `${where}: the test account’s user is ${DEMO_USER}: give your mailbox another user in [mailbox.sign-in]`,
    );
  }
  return {
    operators: read.users ?? [],
    autoApprove: last(read['auto-approve']) ?? false,
    testAccount: last(read['test-account']) ?? false,
  };
}
