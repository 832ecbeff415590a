import type { ImapFlow } from 'imapflow';

/** A part of a message to fetch: its number (RFC 9051, 6.4.5) or `TEXT`, and at most so many bytes. */
export interface WantedPart {
  readonly uid: number;
  readonly section: string;
  readonly maxBytes: number;
}

/** The bytes of fetched parts, as the mail has them; undefined for one that can't be had. */
export type PartBytes = (uid: number, section: string) => Buffer | undefined;

/**
 * Fetches parts of several messages. Messages that need the same sections share a command, because a command takes a
 * round trip. Where the server refuses one, each part is fetched alone. Rejects with imapflow's error if the connection
 * is lost.
 */
export async function fetchParts(client: ImapFlow, wanted: readonly WantedPart[]): Promise<PartBytes> {
  const found = new Map<string, Buffer>();
  const keyOf = (uid: number, section: string) => `${uid} ${section}`.toLowerCase();

  const fetch = async (uids: readonly number[], parts: readonly WantedPart[]): Promise<void> => {
    const bodyParts = parts.map(({ section, maxBytes }) => ({ key: section, start: 0, maxLength: maxBytes }));
    try {
      for (const message of await client.fetchAll(uids.join(','), { uid: true, bodyParts }, { uid: true }))
        for (const { section } of parts) {
          const bytes = message.bodyParts?.get(section.toLowerCase());
          if (bytes) found.set(keyOf(message.uid, section), bytes);
        }
    } catch (error) {
      if (!client.usable) throw error;
      if (uids.length * parts.length > 1)
        for (const uid of uids) for (const part of parts) await fetch([uid], [part]);
    }
  };

  const byMessage = grouped(wanted, ({ uid }) => `${uid}`);
  const alike = grouped([...byMessage.values()], parts =>
    parts.map(({ section, maxBytes }) => `${section} ${maxBytes}`).join(),
  );
  for (const group of alike.values())
    await fetch(
      group.flatMap(([part]) => part?.uid ?? []),
      group[0] ?? [],
    );
  return (uid, section) => found.get(keyOf(uid, section));
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
