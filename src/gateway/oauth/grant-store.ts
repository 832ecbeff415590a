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

/** Where grants are kept. Its methods reject if the store can't be read or written. */
export interface GrantStore {
  read(id: string): Promise<GrantRecord | undefined>;
  write(id: string, record: GrantRecord): Promise<void>;
  /** Writes nothing if there is no record any more: somebody has signed out. */
  replace(id: string, record: GrantRecord): Promise<void>;
  remove(isRemoved: (record: GrantRecord, id: string) => boolean): Promise<void>;
  /** Runs the task while no other one for this grant runs, in this or another gateway on the same store. */
  exclusively<T>(id: string, task: () => Promise<T>): Promise<T>;
}
