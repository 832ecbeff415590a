import { createHash } from 'node:crypto';

/** What a message is known by, wherever the server keeps it. */
export interface Identity {
  /** When the server received it, ms since 1970. */
  readonly arrived: number;
  /** Its Message-ID; empty where it has none. */
  readonly messageId: string;
  /** What tells messages without a Message-ID apart. */
  readonly otherwise: string;
}

/**
 * An id that stays the same when the server counts its messages anew (UIDVALIDITY, RFC 9051, 2.3.1.1) or when a
 * message moves: when it arrived, and a hash of what it calls itself. Two copies that arrived in the same second have
 * the same one.
 */
export function idOf({ arrived, messageId, otherwise }: Identity): string {
  const hash = createHash('sha256').update(messageId || `\0${otherwise}`);
  return `${secondsOf(arrived).toString(36)}-${hash.digest('base64url').slice(0, 12)}`;
}

/** When the message of an id arrived, ms since 1970 in whole seconds; undefined for a text that is no id. */
export function arrivalOf(id: string): number | undefined {
  const [, seconds] = /^([0-9a-z]{1,9})-[\w-]{12}(?:\.\d{1,3})?$/.exec(id) ?? [];
  return seconds === undefined ? undefined : Number.parseInt(seconds, 36) * 1000;
}

/** Ids for messages, the oldest first: of those that have the same, all but the first are numbered (`….2`). */
export function distinctIds(messages: readonly Identity[]): string[] {
  const times = new Map<string, number>();
  return messages.map(message => {
    const id = idOf(message);
    const time = (times.get(id) ?? 0) + 1;
    times.set(id, time);
    return time === 1 ? id : `${id}.${time}`;
  });
}

const secondsOf = (ms: number) => Math.max(0, Math.floor(ms / 1000));
