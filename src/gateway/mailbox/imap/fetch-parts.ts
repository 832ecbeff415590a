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
 * Fetches parts of several messages with one command for each section, because a command takes a round trip. Where
 * the server refuses that, one by one. Rejects with imapflow's error if the connection is lost.
 */
export async function fetchParts(client: ImapFlow, wanted: readonly WantedPart[]): Promise<PartBytes> {
  const found = new Map<string, Buffer>();
  const keyOf = (uid: number, section: string) => `${uid} ${section}`.toLowerCase();

  const fetchSame = async (parts: readonly WantedPart[]): Promise<void> => {
    const [{ section, maxBytes }] = parts as [WantedPart];
    const query = { uid: true, bodyParts: [{ key: section, start: 0, maxLength: maxBytes }] };
    try {
      const uids = parts.map(part => part.uid).join(',');
      for (const { uid, bodyParts } of await client.fetchAll(uids, query, { uid: true })) {
        const bytes = bodyParts?.get(section.toLowerCase());
        if (bytes) found.set(keyOf(uid, section), bytes);
      }
    } catch (error) {
      if (!client.usable) throw error;
      if (parts.length > 1) for (const part of parts) await fetchSame([part]);
    }
  };

  const groups = new Map<string, WantedPart[]>();
  for (const part of wanted) {
    const key = `${part.section} ${part.maxBytes}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  for (const parts of groups.values()) await fetchSame(parts);
  return (uid, section) => found.get(keyOf(uid, section));
}
