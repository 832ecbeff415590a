import { INFOS, type Info } from '../../core/answer/api-vocabulary';
import type { Records } from '../shared/records';

/** `once`: allowed for one answer, and then undecided again. */
export type Choice = 'allowed' | 'withheld' | 'once';

/** The choices of a user about one service. An info without a choice is undecided. */
export interface Consent {
  /** The service sees nothing. The choices are kept in case the user changes their mind. */
  readonly refused: boolean;
  readonly choices: ReadonlyMap<Info, Choice>;
}

/** The choices of one user, by the service's id. */
export type UserConsents = ReadonlyMap<string, Consent>;

/** The users' current choices. A change applies once it is stored; if storing fails, it rejects. */
export interface Consents {
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

/** @param ownService sees everything until the user decides */
export function createConsents(ownService: string, stored: Records<UserConsents>): Consents {
  const consentIn = (ofUser: UserConsents | undefined, service: string) =>
    ofUser?.get(service) ?? (service === ownService ? EVERYTHING : UNDECIDED);

  const change = <T>(
    user: string,
    service: string,
    decide: (former: Consent) => { consent?: Consent; result: T },
  ): Promise<T> =>
    stored.change(user, former => {
      const { consent, result } = decide(consentIn(former, service));
      const record = new Map(former);
      if (consent === undefined) record.delete(service);
      else record.set(service, consent);
      return { record: record.size > 0 ? record : undefined, result };
    });

  return {
    of: async (user, service) => consentIn(await stored.get(user), service),
    servicesOf: async user => [...((await stored.get(user))?.keys() ?? [])],
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
