import { randomBytes } from 'node:crypto';
import type { Keys } from '../shared/keys';
import type { Session, Sessions } from './sessions';
import type { SingleUse } from './single-use';

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
  /** Signs the operator out. Rejects if it can't be stored. */
  leave(header: string | undefined, now: number): Promise<void>;
}

/** All who came by a link share this name, which no user has. */
const OPERATOR = '';

const PURPOSE = 'manager link';
const LINK_LIFETIME = 60 * 60_000;

/** An address that opens the API Manager of the gateway with these keys once, within an hour of `now` (ms since 1970). */
export function managerLink(origin: string, keys: Keys, now: number): string {
  const parts = [randomBytes(12).toString('base64url'), String(now + LINK_LIFETIME)];
  const signature = keys.sign(PURPOSE, ...parts).toString('base64url');
  return `${origin}/manager?key=${[...parts, signature].join('.')}`;
}

/** @param users the user names of those who are operators after their own sign-in */
export function createOperators(
  keys: Keys,
  spent: SingleUse,
  sessions: Sessions,
  users: readonly string[],
): Operators {
  return {
    async enter(key, now) {
      const [id = '', ends = '', signature = ''] = key.split('.');
      const isValid = keys.matches(signature, PURPOSE, id, ends) && now < Number(ends);
      if (!isValid || !(await spent.use(id, now, Number(ends)))) return undefined;
      return (await sessions.open(OPERATOR, undefined, now)).cookie;
    },
    sessionOf: async (header, session, now) =>
      session !== undefined && users.includes(session.user) ? session : sessions.read(header, now),
    closed: sessions.closed,
    leave: async (header, now) => sessions.end(await sessions.read(header, now)),
  };
}
