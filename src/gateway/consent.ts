import { INFOS, type Info } from '../core/personal-messages';

/** What a user lets the API tell. Until they choose: everything. */
export interface Consent {
  /** The user refuses the service as a whole: every call is answered with the privacy error. */
  readonly refused: boolean;
  /** Infos answered under `UserProtectedData`, without their value. */
  readonly withheld: ReadonlySet<Info>;
}

export interface Consents {
  of(user: string): Consent;
  /** Allows these infos, withholds the others, and takes back a refusal. */
  allow(user: string, infos: readonly Info[]): void;
  /** Refuses the service. The infos last allowed are kept for when the user changes their mind. */
  refuse(user: string): void;
}

/** Keeps the users' choices in memory. */
export function createConsents(): Consents {
  const chosen = new Map<string, Consent>();
  const of = (user: string): Consent => chosen.get(user) ?? { refused: false, withheld: new Set() };
  return {
    of,
    allow(user, infos) {
      chosen.set(user, { refused: false, withheld: new Set(INFOS.filter(info => !infos.includes(info))) });
    },
    refuse(user) {
      chosen.set(user, { ...of(user), refused: true });
    },
  };
}
