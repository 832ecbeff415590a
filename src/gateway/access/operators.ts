import type { Session, Sessions } from './sessions';
import type { Tickets } from './tickets';

/** Operators may open the API Manager. A person becomes one by a link that the program prints; users can be ones, too. */
export interface Operators {
  /**
   * Uses up the key of a link and returns a `Set-Cookie` value. Returns undefined if the key is forged, expired or
   * used. `now` is in ms since 1970.
   */
  enter(key: string, now: number): Promise<string | undefined>;
  /** The session of an operator; undefined for anybody else. `session` is the user's. */
  sessionOf(
    header: string | undefined,
    session: Session | undefined,
    now: number,
  ): Promise<Session | undefined>;
  readonly closed: string;
  /** Signs the operator out. Rejects if a restart will forget that. */
  leave(header: string | undefined, now: number): Promise<void>;
}

/** @param users the user names of those who are operators after their own sign-in */
export function createOperators(keys: Tickets, sessions: Sessions, users: readonly string[]): Operators {
  return {
    async enter(key, now) {
      const isValid = (await keys.read(key, now)) !== undefined && (await keys.end(key, now));
      return isValid ? sessions.open('operator', now).cookie : undefined;
    },
    sessionOf: async (header, session, now) =>
      session !== undefined && users.includes(session.user) ? session : sessions.read(header, now),
    closed: sessions.closed,
    leave: async (header, now) => sessions.end(await sessions.read(header, now), now),
  };
}
