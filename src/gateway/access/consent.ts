import { INFOS, type Info } from '../../core/answer/api-vocabulary';
import { type Log, SILENT } from '../shared/log';
import { openSharedValue, type ValueStore } from './shared-value';

/** `once`: allowed for one answer, and then undecided again. */
export type Choice = 'allowed' | 'withheld' | 'once';

/** What a user lets one service see. An info without a choice is undecided. */
export interface Consent {
  /** The service sees nothing. The choices are kept in case the user changes their mind. */
  readonly refused: boolean;
  readonly choices: ReadonlyMap<Info, Choice>;
}

/** What one user lets services see, by the service's id. */
export type UserConsents = ReadonlyMap<string, Consent>;

/** The consents of each user: by user, then by the service's id. */
export type AllConsents = ReadonlyMap<string, ReadonlyMap<string, Consent>>;

/** The users' current choices. A change applies once it is stored; if storing fails, it rejects. */
export interface Consents {
  /** Also what another gateway stored. If the store can't be read, the last known. */
  of(user: string, service: string): Promise<Consent>;
  /** The ids of the services about which the user has decided something. */
  servicesOf(user: string): Promise<readonly string[]>;
  choose(user: string, service: string, choices: ReadonlyMap<Info, Choice>): Promise<void>;
  refuse(user: string, service: string): Promise<void>;
  /** Undoes all decisions about a service. */
  withdraw(user: string, service: string): Promise<void>;
  /**
   * Makes these infos, which were allowed once, undecided. Returns those that were not allowed any more: the answer
   * must leave them out.
   */
  spend(user: string, service: string, infos: readonly Info[]): Promise<readonly Info[]>;
}

const UNDECIDED: Consent = { refused: false, choices: new Map() };

const EVERYTHING: Consent = { refused: false, choices: new Map(INFOS.map(info => [info, 'allowed'])) };

/**
 * Rejects if the store can't be read. Without a store, choices stay in memory.
 * @param ownService sees everything until the user decides
 */
export async function openConsents(
  ownService: string,
  store?: ValueStore<AllConsents>,
  log: Log = SILENT,
): Promise<Consents> {
  const stored = await openSharedValue<AllConsents>(new Map(), store, log);
  const consentIn = (all: AllConsents, user: string, service: string) =>
    all.get(user)?.get(service) ?? (service === ownService ? EVERYTHING : UNDECIDED);

  const change = <T>(
    user: string,
    service: string,
    decide: (former: Consent) => { consent?: Consent; result: T },
  ): Promise<T> =>
    stored.change(all => {
      const { consent, result } = decide(consentIn(all, user, service));
      const ofUser = new Map(all.get(user));
      if (consent === undefined) ofUser.delete(service);
      else ofUser.set(service, consent);
      return { value: new Map(all).set(user, ofUser), result };
    });

  return {
    of: async (user, service) => consentIn(await stored.current(), user, service),
    servicesOf: async user => [...((await stored.current()).get(user)?.keys() ?? [])],
    choose: (user, service, choices) =>
      change(user, service, () => ({ consent: { refused: false, choices }, result: undefined })),
    refuse: (user, service) =>
      change(user, service, former => ({ consent: { ...former, refused: true }, result: undefined })),
    withdraw: (user, service) =>
      change(user, service, () => ({
        ...(service === ownService && { consent: UNDECIDED }),
        result: undefined,
      })),
    spend: (user, service, infos) =>
      change(user, service, former => {
        const isLeft = (info: Info) => !former.refused && former.choices.get(info) === 'once';
        const choices = new Map(
          [...former.choices].filter(([info]) => !infos.includes(info) || !isLeft(info)),
        );
        // The user may have removed the service from the list meanwhile. An empty consent would list it again.
        const isForgotten = service !== ownService && !former.refused && former.choices.size === 0;
        return {
          ...(!isForgotten && { consent: { ...former, choices } }),
          result: infos.filter(info => !isLeft(info)),
        };
      }),
  };
}
