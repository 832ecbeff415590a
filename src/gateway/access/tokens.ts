import { createHash, randomBytes } from 'node:crypto';
import { codeOf } from '../shared/error-code';
import type { Log } from '../shared/log';
import { seal, unseal } from '../shared/seal';
import type { Generations } from './generations';
import type { Keys } from './keys';
import type { SharedValue } from './shared-value';

/** What a sign-in gives to a service. */
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
  /** The secret again, sealed for the links that are made with this token. */
  readonly linked?: string | undefined;
  /**
   * Ended, though its own time isn't over. The record of such a token stays if it expired early, or if it is of version
   * 1.0.0, whose tokens are valid without a record.
   */
  readonly ended?: true | undefined;
}

/** The tokens of one user, by the SHA-256 of the token, in base64url. */
export type UserTokens = ReadonlyMap<string, TokenRecord>;

/** By the SHA-256 of the token, in base64url. */
export type TokenRecords = ReadonlyMap<string, TokenRecord>;

export type Claim =
  | {
      readonly kind: 'valid';
      readonly user: string;
      readonly service: string;
      readonly secret: string | undefined;
    }
  | { readonly kind: 'expired' | 'unknown' };

export interface Tokens {
  /** Valid until `now` + lifetime (ms). It has no white space or control characters. Rejects if it can't be stored. */
  issue(grant: Grant, now: number): Promise<string>;
  /** Reads untrusted text. A valid token's time begins anew: it ends after a whole lifetime without use. */
  read(token: string, now: number): Promise<Claim>;
  /** Returns its user; undefined if it wasn't valid. Rejects if it can't be stored. */
  end(token: string): Promise<string | undefined>;
  /** Ends it; until its time is over, it is read as expired. Rejects if it can't be stored. */
  expire(token: string): Promise<void>;
  /** Whether the user has a token that hasn't ended. */
  hasAny(user: string): Promise<boolean>;
  /** Ends the tokens of these sessions. Rejects if it can't be stored. */
  endOfSession(session: string): Promise<void>;
  /** Ends all tokens of a user. Rejects if it can't be stored. */
  endAll(user: string): Promise<void>;
  /** Stores when the tokens were last used. Never rejects: a failure is logged. */
  save(): Promise<void>;
}

export interface TokenOptions {
  readonly keys: Keys;
  readonly generations: Generations;
  readonly stored: SharedValue<TokenRecords>;
  /** In ms. */
  readonly lifetime: number;
  /** The service whose tokens have an empty `sau`, as those of version 1.0.0. */
  readonly ownService: string;
  /** Called with those of tokens that have ended. Never rejects. */
  dropGrants?(ids: readonly string[]): Promise<void>;
  readonly log: Log;
}

const FORM = /^B64([A-Za-z0-9+/]+={0,2})\|sau=([a-z0-9-]{0,40})\|ted=(\d{1,12})\|([A-Za-z0-9+/]{43}=)$/;
const KEY_BYTES = 32;
/** Of version 1.0.0. */
const NONCE_BYTES = 12;

const DAY = 24 * 60 * 60 * 1000;
/** Each call of each user would write the file. In ms. */
const SAVE_AFTER = 10 * 60_000;
/** Of one user and service: more than anybody has browsers. The latest are kept. */
const MOST = 50;

const idOf = (token: string) => createHash('sha256').update(token).digest('base64url');

/**
 * Tokens in the provider's format: `B64…|sau=<service>|ted=<unix seconds>|<signature>`. Each contains `+`, `/`, `=`
 * and `|`, so that a client without percent-encoding fails on its first call.
 */
export function createTokens(options: TokenOptions): Tokens {
  const { keys, generations, stored, lifetime, ownService, log } = options;
  /** When tokens that were used since the last save end. */
  let used: TokenRecords = new Map();
  let timer: NodeJS.Timeout | undefined;

  const signed = (user: string, isOld: boolean, subject: string, ends: string, sau: string) => {
    const purpose = generations.purposeOf(isOld ? 'token' : 'token with a key', user);
    return [purpose, subject, ends, ...(sau === '' ? [] : [sau])] as const;
  };
  const parse = (token: string) => {
    const [, subject = '', sau = '', ends = '', signature = ''] = FORM.exec(token) ?? [];
    const bytes = Buffer.from(subject, 'base64');
    for (const isOld of [false, true]) {
      const length = isOld ? NONCE_BYTES : KEY_BYTES;
      const user = bytes.subarray(length).toString();
      if (!keys.matches(signature, ...signed(user, isOld, subject, ends, sau))) continue;
      return {
        isOld,
        user,
        service: sau || ownService,
        ends: Number(ends) * 1000,
        key: bytes.subarray(0, length),
      };
    }
    return undefined;
  };
  const keep = (records: TokenRecords, isKept: (record: TokenRecord, id: string) => boolean) =>
    new Map([...records].filter(([id, record]) => isKept(record, id)));
  /** Drops the grants that no record has afterwards. */
  const change = async (act: (all: TokenRecords) => TokenRecords) => {
    const grants = await stored.change(all => {
      const value = act(all);
      const gone = [...all].filter(([id, { grant }]) => value.get(id)?.grant !== grant);
      return { value, result: gone.flatMap(([, { grant }]) => grant ?? []) };
    });
    if (grants.length > 0) await options.dropGrants?.(grants);
  };
  const remove = async (isRemoved: (record: TokenRecord, id: string) => boolean) => {
    used = keep(used, (...it) => !isRemoved(...it));
    await change(all => keep(all, (...it) => !isRemoved(...it)));
  };
  const save = async () => {
    clearTimeout(timer);
    timer = undefined;
    const latest = used;
    used = new Map();
    // Another gateway may have ended a token meanwhile. One of version 1.0.0 is stored at its first use.
    await stored
      .change(all => {
        const isThere = ({ session }: TokenRecord, id: string) =>
          all.get(id)?.ended !== true && (session === undefined || all.has(id));
        return { value: new Map([...all, ...keep(latest, isThere)]), result: undefined };
      })
      .catch(error => {
        used = new Map([...latest, ...used]);
        log.error(`when tokens were used last can’t be stored (${codeOf(error)})`);
      });
  };

  return {
    async issue({ user, service, session, secret, grant }, now) {
      await generations.refresh();
      const ends = Math.floor((now + lifetime) / 1000);
      const sau = service === ownService ? '' : service;
      for (;;) {
        const key = randomBytes(KEY_BYTES);
        const subject = Buffer.concat([key, Buffer.from(user)]).toString('base64');
        const signature = keys.sign(...signed(user, false, subject, String(ends), sau)).toString('base64');
        const token = `B64${subject}|sau=${sau}|ted=${ends}|${signature}`;
        if (!token.includes('+') || !token.includes('/')) continue;
        const sealed = secret === undefined ? undefined : seal(key, secret, 'token', user, service);
        const record = { user, service, ends: ends * 1000, session, sealed, grant };
        await change(all => {
          const isAlike = (it: TokenRecord) =>
            it.user === user && it.service === service && (!it.ended || it.session !== undefined);
          const alike = [...all].filter(([, it]) => isAlike(it)).slice(0, -(MOST - 1));
          const tooMany = new Set(alike.map(([id]) => id));
          const left = keep(all, (it, id) => now < it.ends && !tooMany.has(id));
          return new Map([...left, [idOf(token), record]]);
        });
        return token;
      }
    },
    async read(token, now) {
      await generations.refresh();
      const parts = parse(token);
      if (parts === undefined) return { kind: 'unknown' };
      const { isOld, user, service, key } = parts;
      const id = idOf(token);
      const known = (await stored.current()).get(id);
      const isEnded = (known === undefined && !isOld) || known?.ended === true;
      const record = isEnded ? undefined : (used.get(id) ?? known);
      if (now >= (record ?? parts).ends || (known?.ended && !isOld)) return { kind: 'expired' };
      if (isEnded) return { kind: 'unknown' };
      const secret =
        record?.sealed === undefined ? undefined : unseal(key, record.sealed, 'token', user, service);
      const ends = now + lifetime;
      if (record === undefined || record.ends < ends - Math.min(DAY, lifetime / 2)) {
        used = new Map(used).set(id, { user, service, ...record, ends });
        timer ??= setTimeout(save, SAVE_AFTER).unref();
      }
      return { kind: 'valid', user, service, secret };
    },
    async end(token) {
      await generations.refresh();
      const parts = parse(token);
      const id = idOf(token);
      const known = parts && (await stored.current()).get(id);
      if (parts === undefined || known?.ended || (known === undefined && !parts.isOld)) return undefined;
      const { isOld, user, service } = parts;
      if (!isOld) {
        await remove((_record, it) => it === id);
        return user;
      }
      used = keep(used, (_record, it) => it !== id);
      const record = { user, service, ends: Math.max(parts.ends, known?.ends ?? 0), ended: true } as const;
      await stored.change(all => ({ value: new Map(all).set(id, record), result: undefined }));
      return user;
    },
    async expire(token) {
      const id = idOf(token);
      const ends = used.get(id)?.ends;
      used = keep(used, (_record, it) => it !== id);
      await change(all => {
        const known = all.get(id);
        if (known === undefined) return all;
        const { sealed: _sealed, grant: _grant, ...rest } = known;
        return new Map(all).set(id, { ...rest, ends: ends ?? rest.ends, ended: true });
      });
    },
    hasAny: async user =>
      [...(await stored.current()).values()].some(record => record.user === user && !record.ended),
    endOfSession: session => remove(record => record.session === session),
    async endAll(user) {
      await generations.next(user);
      await remove(record => record.user === user);
    },
    save: async () => void (timer && (await save())),
  };
}
