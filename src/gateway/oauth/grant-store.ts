import type { Records } from '../shared/records';

/** The stored part of a grant. It opens nothing. */
export interface GrantRecord {
  readonly user: string;
  /** The id of its provider. */
  readonly provider: string;
  /** The tokens, sealed with the grant's key. */
  readonly sealed: string;
  /** ms since 1970 */
  readonly usedAt: number;
  /** The provider has refused it: nobody asks there again. */
  readonly withdrawn?: true | undefined;
  /** Of a mailbox that the operator has set up: it stays when its user signs out. */
  readonly setUp?: true | undefined;
}

/** Where grants are kept: a part of the gateway's store. */
export interface GrantStore {
  /** By id. */
  readonly grants: Records<GrantRecord>;
  /** Runs a task while no other one with this name runs, in this or another gateway on the same store. */
  exclusively<T>(name: string, task: () => Promise<T>): Promise<T>;
}

/** The name of the tasks that replace a grant's tokens. */
export const renewalOf = (id: string): string => `grant ${id}`;
