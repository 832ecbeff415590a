import type { Info } from '../../core/answer/api-vocabulary';
import { codeOf } from '../shared/error-code';
import type { Log } from '../shared/log';
import type { Records } from '../shared/records';

/** The last call of one service about one user. */
export interface LastCall {
  /** ms since 1970 */
  readonly at: number;
  readonly infos: readonly Info[];
}

/** The last calls about one user, by the service's id. */
export type UserCalls = ReadonlyMap<string, LastCall>;

/** When each service last asked about a user, and for what. The user sees it on the privacy page. */
export interface LastAsked {
  note(user: string, service: string, call: LastCall): void;
  of(user: string): Promise<UserCalls>;
  /** Rejects if it can't be stored. */
  forget(user: string, service: string): Promise<void>;
  /** Never rejects: a failure is logged. */
  save(): Promise<void>;
}

/** Services ask every minute: each call would change a record. In ms. */
const SAVE_AFTER = 10 * 60_000;
/** A stored time that is not older is near enough. In ms. */
const NEAR = 60 * 60_000;

export function createLastAsked(stored: Records<UserCalls>, log: Log): LastAsked {
  /** The calls since the last save, by user. */
  const noted = new Map<string, Map<string, LastCall>>();
  let timer: NodeJS.Timeout | undefined;
  let saving: Promise<void> | undefined;

  const store = async (user: string, calls: UserCalls) => {
    const before = await stored.get(user);
    const isKnown = ([service, { at, infos }]: readonly [string, LastCall]) => {
      const last = before?.get(service);
      return last !== undefined && at - last.at < NEAR && String(infos) === String(last.infos);
    };
    if ([...calls].every(isKnown)) return;
    await stored.change(user, latest => ({ record: merged(latest, calls), result: undefined }));
  };
  const saveAll = async () => {
    for (const [user, calls] of noted) {
      noted.delete(user);
      try {
        await store(user, calls);
      } catch (error) {
        log.error(`the times of the services’ last calls can’t be stored (${codeOf(error)})`);
        noted.set(user, new Map(merged(calls, noted.get(user))));
        return later();
      }
    }
  };
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    saving = saveAll();
    return saving;
  };
  const later = () => {
    timer ??= setTimeout(save, SAVE_AFTER).unref();
  };
  return {
    note(user, service, call) {
      noted.set(user, (noted.get(user) ?? new Map<string, LastCall>()).set(service, call));
      later();
    },
    of: async user => merged(await stored.get(user), noted.get(user)),
    async forget(user, service) {
      noted.get(user)?.delete(service);
      await stored.change(user, before => {
        if (!before?.has(service)) return { record: before, result: undefined };
        const left = [...before].filter(([id]) => id !== service);
        return { record: left.length > 0 ? new Map(left) : undefined, result: undefined };
      });
    },
    async save() {
      await saving;
      if (timer !== undefined) await save();
    },
  };
}

/** The later call of each service. */
function merged(one: UserCalls = new Map(), other: UserCalls = new Map()): UserCalls {
  const later = [...other].filter(([service, { at }]) => at >= (one.get(service)?.at ?? 0));
  return new Map([...one, ...later]);
}
