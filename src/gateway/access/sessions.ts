import { randomBytes } from 'node:crypto';
import type { Cookies } from './cookies';
import type { Keys } from './keys';

export interface Session {
  readonly user: string;
  readonly value: string;
}

/** The ids of sessions that were signed out, with the time they would have ended (s since 1970). */
export type EndedSessions = ReadonlyMap<string, number>;

/** Both methods reject on failure. */
export interface SessionStore {
  read(): Promise<EndedSessions>;
  write(ended: EndedSessions): Promise<void>;
}

export interface Sessions {
  /** Returns a `Set-Cookie` value for 12 hours. `now` is in ms since 1970. */
  open(user: string, now: number): string;
  readonly closed: string;
  read(header: string | undefined, now: number): Promise<Session | undefined>;
  /** Signs a session out: its cookie is worth nothing from now on. Rejects if a restart will forget that. */
  end(session: Session | undefined, now: number): Promise<void>;
}

const COOKIE = 'session';
const LIFETIME_SECONDS = 12 * 60 * 60;

/** Without a store, signed-out sessions are known until the gateway stops. */
export function createSessions(keys: Keys, cookies: Cookies, store?: SessionStore): Sessions {
  let ended: EndedSessions = new Map();
  let last: Promise<void> = Promise.resolve();

  /** Another gateway on the same folder may have signed it out. */
  const isEnded = async (id: string) => ended.has(id) || (await store?.read())?.has(id) === true;

  return {
    open(user, now) {
      const who = Buffer.from(user).toString('base64url');
      const ends = String(Math.floor(now / 1000) + LIFETIME_SECONDS);
      const id = randomBytes(12).toString('base64url');
      const signature = keys.sign('session', who, ends, id).toString('base64url');
      return cookies.write(COOKIE, [who, ends, id, signature].join('.'), LIFETIME_SECONDS);
    },
    closed: cookies.write(COOKIE, '', 0),
    async read(header, now) {
      for (const value of cookies.read(header, COOKIE)) {
        const [who = '', ends = '', id = '', signature = ''] = value.split('.');
        if (!keys.matches(signature, 'session', who, ends, id) || now >= Number(ends) * 1000) continue;
        if (!(await isEnded(id))) return { user: Buffer.from(who, 'base64url').toString(), value };
      }
      return undefined;
    },
    end(session, now) {
      const [, ends, id] = session?.value.split('.') ?? [];
      if (ends === undefined || id === undefined) return Promise.resolve();
      ended = new Map([...ended, [id, Number(ends)]]);
      const done = last.then(async () => {
        const stored = (await store?.read()) ?? [];
        ended = new Map([...ended, ...stored].filter(([, end]) => now < end * 1000));
        await store?.write(ended);
      });
      last = done.catch(() => {});
      return done;
    },
  };
}
