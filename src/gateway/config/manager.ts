import type { ConfigFile } from './config-file';
import { YES } from './mailbox-settings';
import { TEXT, type Value } from './option-values';
import { last, readTable } from './read-table';

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

/** @throws {StartupError} at the first error */
export function readManager({ manager, path }: ConfigFile): ManagerSetup {
  const read = readTable(manager, SETTINGS, `${path}: [manager]`);
  return {
    operators: read.users ?? [],
    autoApprove: last(read['auto-approve']) ?? false,
    testAccount: last(read['test-account']) ?? false,
  };
}
