import { join } from 'node:path';
import type { EndedIds, EndedStore } from '../access/ended-tickets';
import { createListFile, fieldOf } from './list-file';

/** `read` rejects with a {@link StartupError}, `write` with the file system's error. */
export function createSessionFile(folder: string): EndedStore {
  const file = createListFile<EndedIds>({
    name: 'file of signed-out sessions',
    path: join(folder, 'signed-out.json'),
    version: 1,
    list: 'sessions',
    remedy: 'who signed out within 12 hours may then be signed in again',
    parse: parseSessions,
    format: ended => [...ended].map(([id, ends]) => ({ id, ends })),
  });
  return { read: async () => (await file.read()) ?? new Map(), write: file.write };
}

function parseSessions(entries: readonly unknown[]): Map<string, number> | undefined {
  const ended = new Map<string, number>();
  for (const entry of entries) {
    const [id, ends] = [fieldOf(entry, 'id'), fieldOf(entry, 'ends')];
    if (typeof id === 'string' && typeof ends === 'number') ended.set(id, ends);
  }
  return ended.size === entries.length ? ended : undefined;
}
