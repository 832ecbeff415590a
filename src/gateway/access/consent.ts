import { INFOS, type Info } from '../../core/answer/api-vocabulary';

/** What a user lets the API tell. Until they choose: everything. */
export interface Consent {
  /** The user refuses the service as a whole: every call is answered with the privacy error. */
  readonly refused: boolean;
  /** Infos answered under `UserProtectedData`, without their value. */
  readonly withheld: ReadonlySet<Info>;
}

/** Keeps the users' choices. Both reject where that fails. */
export interface ConsentStore {
  read(): Promise<ReadonlyMap<string, Consent>>;
  /** Replaces all choices or, if it rejects, none. */
  write(consents: ReadonlyMap<string, Consent>): Promise<void>;
}

/** The choices in force. A change is in force once it is stored; where that fails it rejects and changes nothing. */
export interface Consents {
  of(user: string): Consent;
  /** Allows these infos, withholds the others, and takes back a refusal. */
  allow(user: string, infos: readonly Info[]): Promise<void>;
  /** Refuses the service. The infos last allowed are kept for when the user changes their mind. */
  refuse(user: string): Promise<void>;
}

const EVERYTHING: Consent = { refused: false, withheld: new Set() };

/** Reads the users' choices; without a store, they last as long as this process. Rejects where the store does. */
export async function openConsents(store?: ConsentStore): Promise<Consents> {
  let chosen = new Map(await store?.read());
  let last: Promise<void> = Promise.resolve();

  const change = (user: string, choose: (former: Consent) => Consent): Promise<void> => {
    const done = last.then(async () => {
      // Another gateway on the same store may have written since, and its users' refusals must not get lost.
      const current = new Map([...chosen, ...((await store?.read()) ?? [])]);
      current.set(user, choose(current.get(user) ?? EVERYTHING));
      await store?.write(current);
      chosen = current;
    });
    last = done.catch(() => {});
    return done;
  };

  return {
    of: user => chosen.get(user) ?? EVERYTHING,
    allow: (user, infos) =>
      change(user, () => ({
        refused: false,
        withheld: new Set(INFOS.filter(info => !infos.includes(info))),
      })),
    refuse: user => change(user, former => ({ ...former, refused: true })),
  };
}
