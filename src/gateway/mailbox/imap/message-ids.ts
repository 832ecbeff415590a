import { createHash } from 'node:crypto';

export interface Identity {
  /** ms since 1970. */
  readonly arrived: number;
  readonly messageId: string;
  /** Replaces an empty Message-ID. */
  readonly otherwise: string;
  /** The server's own id, the same in each folder in which the message lies. */
  readonly emailId?: string | undefined;
}

/** Survives a new UIDVALIDITY (RFC 9051, 2.3.1.1). Copies of the same second share it. */
export function idOf({ arrived, messageId, otherwise }: Identity): string {
  const hash = createHash('sha256').update(messageId || `\0${otherwise}`);
  return `${secondsOf(arrived).toString(36)}-${hash.digest('base64url').slice(0, 12)}`;
}

/** ms since 1970, in whole seconds; undefined if the text is not an id. */
export function arrivalOf(id: string): number | undefined {
  const [, seconds] = /^([0-9a-z]{1,9})-[\w-]{12}(?:\.\d{1,3})?$/.exec(id) ?? [];
  return seconds === undefined ? undefined : Number.parseInt(seconds, 36) * 1000;
}

/**
 * For messages of one folder in order of age: the second of several equal ids ends with `.2`, and so on. Unread copies
 * come first, so that an id means the same copy in a list of unread messages and in one of all.
 */
export function distinctIds(messages: ReadonlyArray<Identity & { readonly read: boolean }>): string[] {
  const times = new Map<string, number>();
  const plain = messages.map(idOf);
  const ids = [...plain];
  for (const read of [false, true]) {
    for (const [i, message] of messages.entries()) {
      if (message.read !== read) continue;
      const id = plain[i] ?? '';
      const time = (times.get(id) ?? 0) + 1;
      times.set(id, time);
      if (time > 1) ids[i] = `${id}.${time}`;
    }
  }
  return ids;
}

/**
 * For messages of one folder and their ids: equal to that of a copy in another folder, but not to that of a copy in
 * the same one.
 */
export function copyKeys(messages: readonly Identity[], ids: readonly string[]): string[] {
  const times = new Map<string, number>();
  return messages.map(({ emailId }, i) => {
    if (emailId === undefined) return ids[i] ?? '';
    const time = (times.get(emailId) ?? 0) + 1;
    times.set(emailId, time);
    return `${emailId} ${time}`;
  });
}

const secondsOf = (ms: number) => Math.max(0, Math.floor(ms / 1000));
