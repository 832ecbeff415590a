import { codeOf } from '../shared/error-code';
import type { Keys } from '../shared/keys';
import type { Log } from '../shared/log';
import type { Records } from '../shared/records';
import { seal, unseal } from '../shared/seal';
import type { Generations } from './generations';
import { createTokenTexts, endOf, idOf, linkKeyOf, type ParsedToken } from './token-text';

/** A sign-in gives this to a service. */
export interface Grant {
  readonly user: string;
  readonly service: string;
  /** The id of the session that began with the same sign-in: its end ends the token, too. */
  readonly session: string;
  /** Stored only sealed, with a key that only the token has. */
  readonly secret?: string | undefined;
  /** The id of what the person has let the gateway do at a provider: it ends with the token. */
  readonly grant?: string | undefined;
}

/** The stored part of a token. It can't be used as a token. */
export interface TokenRecord {
  readonly user: string;
  readonly service: string;
  /** ms since 1970 */
  readonly ends: number;
  readonly session?: string | undefined;
  readonly sealed?: string | undefined;
  readonly grant?: string | undefined;
  /** The secret again, sealed with a key that needs a link of this token and the gateway's own secret. */
  readonly linked?: string | undefined;
  /**
   * Ended, though its own time isn't over. The record of such a token stays if it expired early, or if it is of version
   * 1.0.0, whose tokens are valid without a record.
   */
  readonly ended?: true | undefined;
}

/** The tokens of one user, by the SHA-256 of the token, in base64url. */
export type UserTokens = ReadonlyMap<string, TokenRecord>;

/** The part of a token that its links have. */
export interface TokenLink {
  /** Opens, with the gateway's own secret, what the token keeps. Undefined if it keeps nothing. */
  readonly key: string | undefined;
  /** In an address, it is the 8 characters with which the token ends there: a load balancer can send both to one gateway. */
  readonly at: string;
}

export type Claim =
  | {
      readonly kind: 'valid';
      readonly user: string;
      readonly service: string;
      readonly secret: string | undefined;
      readonly link: TokenLink;
    }
  | { readonly kind: 'expired' | 'unknown' };

export interface Tokens {
  /** Valid until `now` + lifetime (ms). It has no white space or control characters. Rejects if it can't be stored. */
  issue(grant: Grant, now: number): Promise<string>;
  /** Reads untrusted text. A valid token's time begins anew: it ends after a whole lifetime without use. */
  read(token: string, now: number): Promise<Claim>;
  /** The secret of a token by the key of its links. Undefined if the token has ended. */
  secretOfLink(user: string, key: string, now: number): Promise<string | undefined>;
  /** Returns its user; undefined if it wasn't valid. Rejects if it can't be stored. */
  end(token: string): Promise<string | undefined>;
  /** Ends it; until its time is over, it is read as expired. Rejects if it can't be stored. */
  expire(token: string): Promise<void>;
  /** Whether the user has a token that hasn't ended. */
  hasAny(user: string): Promise<boolean>;
  /** Ends the tokens of this session. Rejects if it can't be stored. */
  endOfSession(user: string, session: string): Promise<void>;
  /** Stores when the tokens were last used. Never rejects: a failure is logged. */
  save(): Promise<void>;
}

export interface TokenOptions {
  readonly keys: Keys;
  readonly generations: Generations;
  readonly stored: Records<UserTokens>;
  /** In ms. */
  readonly lifetime: number;
  /** The service whose tokens have an empty `sau`, as those of version 1.0.0. */
  readonly ownService: string;
  /** Called with those of tokens that have ended. Never rejects. */
  dropGrants?(ids: readonly string[]): Promise<void>;
  readonly log: Log;
}

const DAY = 24 * 60 * 60 * 1000;
/** Without use, in ms. */
export const TOKEN_LIFETIME = 30 * DAY;
/** Each call of each user would change a record. In ms. */
const SAVE_AFTER = 10 * 60_000;
/** Of one user and service: more than anybody has browsers. The latest are kept. */
const MOST = 50;

const NONE: UserTokens = new Map();

export function createTokens(options: TokenOptions): Tokens {
  const { keys, generations, stored, lifetime, ownService, log } = options;
  const { make, parse } = createTokenTexts(keys, ownService);
  /** By user, then by id: when tokens that were used since the last save end. */
  const used = new Map<string, Map<string, TokenRecord>>();
  let timer: NodeJS.Timeout | undefined;
  let saving: Promise<void> | undefined;

  /** A token of version 1.0.0 is valid without a record, until its user signs out everywhere. */
  const isRevoked = async ({ isOld, user }: ParsedToken) => isOld && (await generations.of(user)) > 0;

  /** Drops the grants that no record has afterwards. */
  const change = async (user: string, act: (tokens: UserTokens) => UserTokens) => {
    const grants = await stored.change(user, before => {
      const after = act(before ?? NONE);
      const gone = [...(before ?? [])].filter(([id, { grant }]) => after.get(id)?.grant !== grant);
      const result = gone.flatMap(([, { grant }]) => grant ?? []);
      return { record: after.size > 0 ? after : undefined, result };
    });
    if (grants.length > 0) await options.dropGrants?.(grants);
  };
  const save = async () => {
    for (const [user, latest] of used) {
      used.delete(user);
      try {
        // Another gateway may have ended a token meanwhile. One of version 1.0.0 is stored at its first use.
        await change(user, tokens => {
          const there = [...latest].filter(([id, { session }]) => {
            const known = tokens.get(id);
            return known === undefined ? session === undefined : !known.ended;
          });
          return there.length === 0 ? tokens : new Map([...tokens, ...there]);
        });
      } catch (error) {
        used.set(user, new Map([...latest, ...(used.get(user) ?? [])]));
        throw error;
      }
    }
  };
  const later = () => {
    timer ??= setTimeout(saveOrLog, SAVE_AFTER).unref();
  };
  const saveOrLog = () => {
    clearTimeout(timer);
    timer = undefined;
    saving = save().catch(error => {
      log.error(`when tokens were used last can’t be stored (${codeOf(error)})`);
      later();
    });
    return saving;
  };

  return {
    async issue({ user, service, session, secret, grant }, now) {
      const ends = Math.floor((now + lifetime) / 1000);
      const { token, key } = make(user, service, ends);
      const kept = secret !== undefined && {
        sealed: seal(key, secret, 'token', user, service),
        linked: seal(keys.sign('link', linkKeyOf(key)), secret, 'link', user),
      };
      const record = { user, service, ends: ends * 1000, session, grant, ...kept };
      await change(user, tokens => {
        const isAlike = (it: TokenRecord) =>
          it.service === service && (!it.ended || it.session !== undefined);
        const alike = [...tokens].filter(([, it]) => isAlike(it)).slice(0, -(MOST - 1));
        const tooMany = new Set(alike.map(([id]) => id));
        const left = filterMap(tokens, (it, id) => now < it.ends && !tooMany.has(id));
        return new Map([...left, [idOf(token), record]]);
      });
      return token;
    },
    async read(token, now) {
      const parts = parse(token);
      if (parts === undefined) return { kind: 'unknown' };
      const { id, isOld, user, service, key } = parts;
      /** The record of a valid one of version 1.0.0 may be undefined. */
      const judge = (tokens?: UserTokens) => {
        const known = tokens?.get(id);
        const isEnded = (known === undefined && !isOld) || known?.ended === true;
        const record = isEnded ? undefined : (used.get(user)?.get(id) ?? known);
        if (now >= (record ?? parts).ends || (known?.ended && !isOld)) return { kind: 'expired' } as const;
        return isEnded ? ({ kind: 'unknown' } as const) : ({ kind: 'valid', record } as const);
      };
      const judged = judge(await stored.get(user, tokens => judge(tokens).kind === 'valid'));
      if (await isRevoked(parts)) return { kind: 'unknown' };
      if (judged.kind !== 'valid') return judged;
      const { record } = judged;
      const secret =
        record?.sealed === undefined ? undefined : unseal(key, record.sealed, 'token', user, service);
      const ends = now + lifetime;
      if (record === undefined || record.ends < ends - Math.min(DAY, lifetime / 2)) {
        const ofUser = used.get(user) ?? new Map<string, TokenRecord>();
        used.set(user, ofUser.set(id, { user, service, ...record, ends }));
        later();
      }
      const link = {
        key: secret === undefined ? undefined : linkKeyOf(key),
        at: endOf(token),
      };
      return { kind: 'valid', user, service, secret, link };
    },
    async secretOfLink(user, key, now) {
      const secretIn = (tokens: UserTokens = NONE) => {
        for (const [id, record] of tokens) {
          const { ends } = used.get(user)?.get(id) ?? record;
          if (record.linked === undefined || record.ended || now >= ends) continue;
          const secret = unseal(keys.sign('link', key), record.linked, 'link', user);
          if (secret !== undefined) return secret;
        }
        return undefined;
      };
      return secretIn(await stored.get(user, tokens => secretIn(tokens) !== undefined));
    },
    async end(token) {
      const parts = parse(token);
      if (parts === undefined || (await isRevoked(parts))) return undefined;
      const { id, isOld, user, service } = parts;
      let wasValid = false;
      await change(user, tokens => {
        const known = tokens.get(id);
        wasValid = !known?.ended && (known !== undefined || isOld);
        if (!wasValid) return tokens;
        if (!isOld) return filterMap(tokens, (_record, it) => it !== id);
        const ends = Math.max(parts.ends, known?.ends ?? 0);
        return new Map(tokens).set(id, { user, service, ends, ended: true });
      });
      used.get(user)?.delete(id);
      return wasValid ? user : undefined;
    },
    async expire(token) {
      const { user, id } = parse(token) ?? {};
      if (user === undefined || id === undefined) return;
      const ends = used.get(user)?.get(id)?.ends;
      used.get(user)?.delete(id);
      await change(user, tokens => {
        const known = tokens.get(id);
        if (known === undefined) return tokens;
        const { sealed: _sealed, linked: _linked, grant: _grant, ...rest } = known;
        return new Map(tokens).set(id, { ...rest, ends: ends ?? rest.ends, ended: true });
      });
    },
    hasAny: async user => [...((await stored.get(user)) ?? NONE).values()].some(({ ended }) => !ended),
    endOfSession: (user, session) => change(user, tokens => filterMap(tokens, it => it.session !== session)),
    async save() {
      await saving;
      if (timer !== undefined) await saveOrLog();
    },
  };
}

/** The same map if nothing is left out. */
function filterMap(tokens: UserTokens, isKept: (record: TokenRecord, id: string) => boolean): UserTokens {
  const kept = [...tokens].filter(([id, record]) => isKept(record, id));
  return kept.length === tokens.size ? tokens : new Map(kept);
}
