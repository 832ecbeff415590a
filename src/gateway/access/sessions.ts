import { randomBytes } from 'node:crypto';
import { type Log, SILENT } from '../shared/log';
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
export function createSessions(
  keys: Keys,
  cookies: Cookies,
  store?: SessionStore,
  log: Log = SILENT,
): Sessions {
  let opened: ReadonlyMap<string, number> = new Map();
  let ended: EndedSessions = new Map();
  let last: Promise<void> = Promise.resolve();
  let isReadable = true;

  /**
   * Another gateway on the same folder may have signed it out. While the store can't be read, all sessions count
   * as ended but those opened here: people can sign in again.
   */
  const isEnded = async (id: string): Promise<boolean> => {
    if (ended.has(id)) return true;
    try {
      const stored = await store?.read();
      isReadable = true;
      return stored?.has(id) === true;
    } catch (error) {
      if (isReadable) log.error(error instanceof Error ? error.message : String(error));
      isReadable = false;
      return !opened.has(id);
    }
  };

  /** Returns undefined if the signature is wrong. */
  const parse = (value: string) => {
    const parts = value.split('.');
    const signature = parts.pop() ?? '';
    const [who = '', ends = '', id] = parts;
    if (!keys.matches(signature, 'session', ...parts)) return undefined;
    // A cookie of version 1.0.0 has no id: its signature takes that place. It lives for 12 hours, like the others.
    return { who, ends: Number(ends), id: id ?? keys.sign('session', ...parts).toString('base64url') };
  };

  return {
    open(user, now) {
      const who = Buffer.from(user).toString('base64url');
      const ends = Math.floor(now / 1000) + LIFETIME_SECONDS;
      const id = randomBytes(12).toString('base64url');
      opened = new Map([...opened, [id, ends] as const].filter(([, end]) => now < end * 1000));
      const signature = keys.sign('session', who, String(ends), id).toString('base64url');
      return cookies.write(COOKIE, [who, ends, id, signature].join('.'), LIFETIME_SECONDS);
    },
    closed: cookies.write(COOKIE, '', 0),
    async read(header, now) {
      for (const value of cookies.read(header, COOKIE)) {
        const parts = parse(value);
        if (parts === undefined || now >= parts.ends * 1000 || (await isEnded(parts.id))) continue;
        return { user: Buffer.from(parts.who, 'base64url').toString(), value };
      }
      return undefined;
    },
    end(session, now) {
      const parts = session && parse(session.value);
      if (parts === undefined) return Promise.resolve();
      ended = new Map([...ended, [parts.id, parts.ends]]);
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
