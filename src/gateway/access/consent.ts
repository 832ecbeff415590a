import { INFOS, type Info } from '../../core/answer/api-vocabulary';

/** Which infos the API may tell about a user. Default: all. */
export interface Consent {
  readonly refused: boolean;
  /** Infos listed under `UserProtectedData`, without a value. */
  readonly withheld: ReadonlySet<Info>;
}

/** Both methods reject on failure. */
export interface ConsentStore {
  read(): Promise<ReadonlyMap<string, Consent>>;
  write(consents: ReadonlyMap<string, Consent>): Promise<void>;
}

/** The users' current choices. A change applies once it is stored; if storing fails, it rejects. */
export interface Consents {
  /** Also those that another gateway stored. If the store can't be read, the last known. */
  of(user: string): Promise<Consent>;
  allow(user: string, infos: readonly Info[]): Promise<void>;
  /** Keeps the allowed infos, in case the user changes their mind. */
  refuse(user: string): Promise<void>;
}

const EVERYTHING: Consent = { refused: false, withheld: new Set() };

/** Rejects if the store can't be read. Without a store, choices stay in memory. */
export async function openConsents(store?: ConsentStore): Promise<Consents> {
  let chosen = new Map(await store?.read());
  let last: Promise<void> = Promise.resolve();

  const change = (user: string, choose: (former: Consent) => Consent): Promise<void> => {
    const done = last.then(async () => {
      // Another gateway may have written to this store; its users' refusals must not get lost.
      const current = new Map([...chosen, ...((await store?.read()) ?? [])]);
      current.set(user, choose(current.get(user) ?? EVERYTHING));
      await store?.write(current);
      chosen = current;
    });
    last = done.catch(() => {});
    return done;
  };

  return {
    async of(user) {
      const stored = await store?.read().catch(() => undefined);
      return stored?.get(user) ?? chosen.get(user) ?? EVERYTHING;
    },
    allow: (user, infos) =>
      change(user, () => ({
        refused: false,
        withheld: new Set(INFOS.filter(info => !infos.includes(info))),
      })),
    refuse: user => change(user, former => ({ ...former, refused: true })),
  };
}
