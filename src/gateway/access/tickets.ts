import { randomBytes } from 'node:crypto';
import type { EndedTickets } from './ended-tickets';
import type { HolderKeys } from './user-keys';

export interface Ticket {
  readonly id: string;
  /** See `HolderKeys`. */
  readonly mark: string;
  /** For whom it was issued. */
  readonly holder: string;
  readonly value: string;
}

/** Signed texts that are valid for some time, and can be ended before. */
export interface Tickets {
  /** Its value is without white space. `now` is in ms since 1970. */
  issue(holder: string, now: number): Omit<Ticket, 'mark'>;
  /** Reads untrusted text. Undefined if it is forged, expired or ended. */
  read(value: string, now: number): Promise<Ticket | undefined>;
  /**
   * It is worth nothing from now on. Resolves to whether it was worth something before. Rejects if a restart will
   * forget it.
   */
  end(value: string, now: number): Promise<boolean>;
}

/**
 * @param purpose keeps tickets of different kinds apart
 * @param lifetime in seconds
 */
export function createTickets(
  purpose: string,
  lifetime: number,
  keys: HolderKeys,
  ended: EndedTickets,
): Tickets {
  let issued: ReadonlyMap<string, number> = new Map();

  /** Returns undefined if the signature is wrong. */
  const parse = (value: string) => {
    const parts = value.split('.');
    const signature = parts.pop() ?? '';
    const [who = '', ends = '', id] = parts;
    const holder = Buffer.from(who, 'base64url').toString();
    const mark = keys.markOf(signature, holder, purpose, ...parts);
    if (mark === undefined) return undefined;
    // A cookie of version 1.0.0 has no id: its signature takes that place. It lives for 12 hours, like the others.
    return {
      holder,
      mark,
      ends: Number(ends),
      id: id ?? Buffer.from(signature, 'base64').toString('base64url'),
    };
  };

  return {
    issue(holder, now) {
      const who = Buffer.from(holder).toString('base64url');
      const ends = Math.floor(now / 1000) + lifetime;
      const id = randomBytes(12).toString('base64url');
      issued = new Map([...issued, [id, ends] as const].filter(([, end]) => now < end * 1000));
      const signature = keys.sign(holder, purpose, who, String(ends), id).toString('base64url');
      return { id, holder, value: [who, ends, id, signature].join('.') };
    },
    async read(value, now) {
      const parts = parse(value);
      if (parts === undefined || now >= parts.ends * 1000) return undefined;
      // While it isn't known which were ended, only those issued here count: people can sign in again.
      if ((await ended.includes(parts.id)) ?? !issued.has(parts.id)) return undefined;
      return { id: parts.id, mark: parts.mark, holder: parts.holder, value };
    },
    async end(value, now) {
      const parts = parse(value);
      return parts !== undefined && ended.add(parts.id, parts.ends, now);
    },
  };
}
