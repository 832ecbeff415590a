import type { UserConsents } from '../access/consent';
import type { Failures } from '../access/failures';
import type { UserCalls } from '../access/last-asked';
import type { UserSessions } from '../access/sessions';
import type { Spent } from '../access/single-use';
import { TOKEN_LIFETIME, type TokenRecord, type UserTokens } from '../access/tokens';
import { fieldOf } from '../shared/json';
import type { Records } from '../shared/records';
import {
  areInfos,
  formatMap,
  isOptionalText,
  parseConsent,
  parseGrant,
  parseMap,
  parseService,
  parseToken,
} from './parse-records';
import type { StoredRecords } from './store';

/** How the records of one kind are stored, whatever keeps them. */
export interface Kind<R> {
  /** The name of its folder, and in the database. */
  readonly name: string;
  /** In messages: `consent file`. */
  readonly file: string;
  /** The result of deleting a damaged record. */
  readonly remedy: string;
  /** Undefined if it is damaged. */
  parse(stored: unknown): R | undefined;
  /** For `JSON.stringify`. */
  format(record: R): unknown;
  /** When it can be forgotten, in ms since 1970; undefined: never. */
  endsAt(record: R): number | undefined;
}

export type Kinds = {
  readonly [K in keyof StoredRecords]: StoredRecords[K] extends Records<infer R> ? Kind<R> : never;
};

const never = () => undefined;

const latestOf = (records: ReadonlyMap<string, { readonly ends: number }>) =>
  Math.max(0, ...[...records.values()].map(({ ends }) => ends));

/** The records of each kind, as `act` makes them. */
export const mapKinds = (act: <R>(kind: Kind<R>) => Records<R>): StoredRecords =>
  Object.fromEntries(
    Object.entries(KINDS).map(([name, kind]) => [name, act(kind as Kind<unknown>)]),
  ) as unknown as StoredRecords;

export const KINDS: Kinds = {
  tokens: {
    name: 'tokens',
    file: 'token file',
    remedy: 'its person then has to sign in again',
    parse: stored => parseMap(stored, 'id', parseToken),
    format: tokens => formatMap<TokenRecord>(tokens, 'id'),
    endsAt: latestOf,
  } satisfies Kind<UserTokens>,
  sessions: {
    name: 'sessions',
    file: 'session file',
    remedy: 'its person then has to sign in again',
    parse: stored =>
      parseMap(stored, 'id', entry => {
        const [ends, sealed] = [fieldOf(entry, 'ends'), fieldOf(entry, 'sealed')];
        return typeof ends === 'number' && isOptionalText(sealed) ? { ends, sealed } : undefined;
      }),
    format: sessions => formatMap(sessions, 'id'),
    endsAt: latestOf,
  } satisfies Kind<UserSessions>,
  consents: {
    name: 'consents',
    file: 'consent file',
    remedy: 'its person’s choices are then those from before they chose',
    parse: stored => parseMap(stored, 'service', parseConsent),
    format: consents =>
      formatMap(
        new Map(
          [...consents].map(([service, { refused, choices }]) => [
            service,
            { refused, choices: Object.fromEntries(choices) },
          ]),
        ),
        'service',
      ),
    endsAt: never,
  } satisfies Kind<UserConsents>,
  generations: {
    name: 'generations',
    file: 'file of a user who signed out everywhere',
    remedy: 'what was signed out everywhere may then work again: delete the key file, too',
    parse: stored => (Number.isSafeInteger(stored) ? Number(stored) : undefined),
    format: generation => generation,
    endsAt: never,
  },
  readOnOpen: {
    name: 'reader',
    file: 'file of the reader’s settings',
    remedy: 'opening a mail then marks it as read as the config file says',
    parse: stored => (typeof stored === 'boolean' ? stored : undefined),
    format: isOn => isOn,
    endsAt: never,
  },
  calls: {
    name: 'calls',
    file: 'file of the services’ last calls',
    remedy: 'the privacy page then can’t say when a service asked before',
    parse: stored =>
      parseMap(stored, 'service', entry => {
        const [at, infos] = [fieldOf(entry, 'at'), fieldOf(entry, 'infos')];
        return typeof at === 'number' && areInfos(infos) ? { at, infos } : undefined;
      }),
    format: calls => formatMap(calls, 'service'),
    endsAt: never,
  } satisfies Kind<UserCalls>,
  grants: {
    name: 'grants',
    file: 'file of a sign-in at a provider',
    remedy: 'its person then has to sign in there again',
    parse: parseGrant,
    format: grant => grant,
    endsAt: ({ setUp, usedAt }) => (setUp ? undefined : usedAt + TOKEN_LIFETIME),
  },
  services: {
    name: 'services',
    file: 'service file',
    remedy: 'this service of the API Manager then has to register again',
    parse: parseService,
    format: ({ logo, ...service }) => ({ ...service, logo: logo?.content.toString('base64') }),
    endsAt: never,
  },
  spent: {
    name: 'spent',
    file: 'file of a used link',
    remedy: 'the link may then be used again',
    parse(stored): Spent | undefined {
      const ends = fieldOf(stored, 'ends');
      return typeof ends === 'number' ? { ends } : undefined;
    },
    format: spent => spent,
    endsAt: ({ ends }) => ends,
  },
  failures: {
    name: 'failures',
    file: 'file of failed sign-ins',
    remedy: 'wrong passwords are then counted anew',
    parse(stored): Failures {
      const until = fieldOf(stored, 'until');
      // A new count is better than none: a damaged record would be in the way of each sign-in.
      return { until: typeof until === 'number' ? until : 0 };
    },
    format: failures => failures,
    endsAt: ({ until }) => until,
  },
};
