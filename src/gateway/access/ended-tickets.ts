import { createQueue } from '../../core/concurrency/queue';
import { type Log, SILENT } from '../shared/log';

/** The ids of tickets that were ended, with the time they would have expired (s since 1970). */
export type EndedIds = ReadonlyMap<string, number>;

/** Both methods reject on failure. */
export interface EndedStore {
  read(): Promise<EndedIds>;
  write(ended: EndedIds): Promise<void>;
}

export interface EndedTickets {
  /** Also what another gateway on the same folder ended. Undefined if the store can't be read. */
  includes(id: string): Promise<boolean | undefined>;
  /**
   * Resolves to false if this gateway knew it already. `now` is in ms since 1970. Rejects if a restart will forget it.
   */
  add(id: string, ends: number, now: number): Promise<boolean>;
}

/** Without a store, they are known until the gateway stops. */
export function createEndedTickets(store?: EndedStore, log: Log = SILENT): EndedTickets {
  let ended: EndedIds = new Map();
  const inQueue = createQueue();
  let isReadable = true;
  return {
    async includes(id) {
      if (ended.has(id)) return true;
      try {
        const stored = await store?.read();
        isReadable = true;
        return stored?.has(id) === true;
      } catch (error) {
        if (isReadable) log.error(error instanceof Error ? error.message : String(error));
        isReadable = false;
        return undefined;
      }
    },
    async add(id, ends, now) {
      const isNew = !ended.has(id);
      ended = new Map([...ended, [id, ends]]);
      await inQueue(async () => {
        const stored = (await store?.read()) ?? [];
        ended = new Map([...ended, ...stored].filter(([, end]) => now < end * 1000));
        await store?.write(ended);
      });
      return isNew;
    },
  };
}
