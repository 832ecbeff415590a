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

/** Those of the gateway's store. */
export function storedGrants({
  grants,
  exclusively,
}: {
  readonly grants: Records<GrantRecord>;
  exclusively<T>(name: string, task: () => Promise<T>): Promise<T>;
}): GrantStore {
  const put = (id: string, act: (record: GrantRecord | undefined) => GrantRecord | undefined) =>
    grants.change(id, before => ({ record: act(before), result: undefined }));
  return {
    read: id => grants.get(id),
    write: (id, record) => put(id, () => record),
    replace: (id, record) => put(id, before => before && record),
    async remove(isRemoved) {
      for await (const [id, found] of grants.all())
        if (isRemoved(found, id))
          await put(id, record => (record && isRemoved(record, id) ? undefined : record));
    },
    exclusively: (id, task) => exclusively(`grant ${id}`, task),
  };
}
