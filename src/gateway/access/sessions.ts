import type { Cookies } from './cookies';
import type { Tickets } from './tickets';

export interface Session {
  readonly id: string;
  readonly user: string;
  /** Which of the user's mailboxes it opens. */
  readonly mark: string;
  readonly value: string;
}

/** The stored part of a session. It opens nothing. */
export interface SessionRecord {
  /** ms since 1970 */
  readonly ends: number;
  /** What opens a person's own mailbox, sealed with a key that only the cookie has. */
  readonly sealed?: string | undefined;
}

/** The sessions of one user, by the session's id. */
export type UserSessions = ReadonlyMap<string, SessionRecord>;

/** Signed-in browsers. */
export interface Sessions {
  /** With a `Set-Cookie` value for 12 hours. `now` is in ms since 1970. */
  open(user: string, now: number): { readonly id: string; readonly cookie: string };
  readonly closed: string;
  read(header: string | undefined, now: number): Promise<Session | undefined>;
  /** Signs a session out: its cookie is worth nothing from now on. Rejects if a restart will forget that. */
  end(session: Session | undefined, now: number): Promise<void>;
}

export const SESSION_SECONDS = 12 * 60 * 60;

/** @param cookie its name */
export function createSessions(cookie: string, tickets: Tickets, cookies: Cookies): Sessions {
  return {
    open(user, now) {
      const { id, value } = tickets.issue(user, now);
      return { id, cookie: cookies.write(cookie, value, SESSION_SECONDS) };
    },
    closed: cookies.write(cookie, '', 0),
    async read(header, now) {
      for (const value of cookies.read(header, cookie)) {
        const ticket = await tickets.read(value, now);
        if (ticket !== undefined) return { id: ticket.id, user: ticket.holder, mark: ticket.mark, value };
      }
      return undefined;
    },
    async end(session, now) {
      if (session !== undefined) await tickets.end(session.value, now);
    },
  };
}
