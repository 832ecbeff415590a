import { createHash } from 'node:crypto';
import type { Keys } from '../shared/keys';
import type { Records } from '../shared/records';
import { createSealKey, seal, unseal } from '../shared/seal';
import type { Cookies } from './cookies';

/** A signed-in browser. */
export interface Session {
  readonly id: string;
  readonly user: string;
  /** Opens the user's own mailbox; undefined for one that is set up. */
  readonly secret: string | undefined;
  /** The cookie's. */
  readonly value: string;
}

/** The stored part of a session. It opens nothing. */
export interface SessionRecord {
  /** ms since 1970 */
  readonly ends: number;
  /** It opens a person's own mailbox. Sealed with a key that only the cookie has. */
  readonly sealed?: string | undefined;
}

/** The sessions of one user, by the session's id: the SHA-256 of its key. */
export type UserSessions = ReadonlyMap<string, SessionRecord>;

export interface Sessions {
  /** With a `Set-Cookie` value for 12 hours. `now` is in ms since 1970. Rejects if it can't be stored. */
  open(
    user: string,
    secret: string | undefined,
    now: number,
  ): Promise<{ readonly id: string; readonly cookie: string }>;
  readonly closed: string;
  read(header: string | undefined, now: number): Promise<Session | undefined>;
  /** Signs a session out: its cookie is worth nothing from now on. Rejects if it can't be stored. */
  end(session: Session | undefined): Promise<void>;
}

const SESSION_SECONDS = 12 * 60 * 60;
/** Of one user: more than anybody has browsers. The latest are kept. */
const MOST = 50;

const idOf = (key: Buffer) => createHash('sha256').update(key).digest('base64url');

/** @param name of the cookie */
export function createSessions(
  name: string,
  keys: Keys,
  stored: Records<UserSessions>,
  cookies: Cookies,
): Sessions {
  /** Nobody makes the store look for users that don't exist: only signed cookies are looked up. */
  const parse = (value: string) => {
    const [who = '', key = '', signature = '', ...more] = value.split('.');
    if (more.length > 0 || !keys.matches(signature, name, who, key)) return undefined;
    return { user: Buffer.from(who, 'base64url').toString(), key: Buffer.from(key, 'base64url') };
  };
  return {
    async open(user, secret, now) {
      const key = createSealKey();
      const id = idOf(key);
      const sealed = secret === undefined ? undefined : seal(key, secret, name, user);
      const record = { ends: now + SESSION_SECONDS * 1000, sealed };
      await stored.change(user, (sessions = new Map()) => {
        const left = [...sessions].filter(([, { ends }]) => now < ends).slice(-(MOST - 1));
        return { record: new Map([...left, [id, record]]), result: undefined };
      });
      const parts = [Buffer.from(user), key].map(it => it.toString('base64url'));
      const value = [...parts, keys.sign(name, ...parts).toString('base64url')].join('.');
      return { id, cookie: cookies.write(name, value, SESSION_SECONDS) };
    },
    closed: cookies.write(name, '', 0),
    async read(header, now) {
      for (const value of cookies.read(header, name)) {
        const parts = parse(value);
        if (parts === undefined) continue;
        const { user, key } = parts;
        const id = idOf(key);
        const openIn = (all?: UserSessions) => {
          const session = all?.get(id);
          return session !== undefined && now < session.ends ? session : undefined;
        };
        const record = openIn(await stored.get(user, all => openIn(all) !== undefined));
        if (record === undefined) continue;
        const secret = record.sealed === undefined ? undefined : unseal(key, record.sealed, name, user);
        return { id, user, secret, value };
      }
      return undefined;
    },
    async end(session) {
      if (session === undefined) return;
      await stored.change(session.user, sessions => {
        if (!sessions?.has(session.id)) return { record: sessions, result: undefined };
        const left = [...sessions].filter(([id]) => id !== session.id);
        return { record: left.length > 0 ? new Map(left) : undefined, result: undefined };
      });
    },
  };
}
