import type { Info } from '../../core/answer/api-vocabulary';
import { createQueue } from '../../core/concurrency/queue';
import { codeOf } from '../shared/error-code';
import { type Log, SILENT } from '../shared/log';

/** The last call of one service about one user. */
export interface LastCall {
  readonly user: string;
  readonly service: string;
  /** ms since 1970 */
  readonly at: number;
  readonly infos: readonly Info[];
}

/** The last calls about one user, by the service's id. */
export type UserCalls = ReadonlyMap<string, Pick<LastCall, 'at' | 'infos'>>;

/** Both methods reject on failure. */
export interface LastAskedStore {
  read(): Promise<readonly LastCall[]>;
  write(calls: readonly LastCall[]): Promise<void>;
}

/** When each service last asked about a user, and for what. The user sees it on the privacy page. */
export interface LastAsked {
  note(call: LastCall): void;
  of(user: string): readonly LastCall[];
  /** Never rejects: a failure is logged. */
  forget(user: string, service: string): Promise<void>;
  /** Never rejects: a failure is logged. */
  save(): Promise<void>;
}

/** Services ask every minute: each call would write the file. */
const SAVE_AFTER = 10 * 60_000;

/** Rejects if the store can't be read. Without a store, calls are known until the gateway stops. */
export async function openLastAsked(store?: LastAskedStore, log: Log = SILENT): Promise<LastAsked> {
  const keyOf = ({ user, service }: Pick<LastCall, 'user' | 'service'>) => JSON.stringify([user, service]);
  const calls = new Map((await store?.read())?.map(call => [keyOf(call), call]));
  const inQueue = createQueue();
  let timer: NodeJS.Timeout | undefined;

  const save = async () => {
    clearTimeout(timer);
    timer = undefined;
    try {
      await inQueue(async () => store?.write([...calls.values()]));
    } catch (error) {
      log.error(`the times of the services’ last calls can’t be stored (${codeOf(error)})`);
    }
  };
  return {
    note(call) {
      calls.set(keyOf(call), call);
      timer ??= setTimeout(save, SAVE_AFTER).unref();
    },
    of: user => [...calls.values()].filter(call => call.user === user),
    async forget(user, service) {
      if (calls.delete(keyOf({ user, service }))) await save();
    },
    save: async () => void (timer && (await save())),
  };
}
