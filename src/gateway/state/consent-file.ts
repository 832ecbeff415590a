import { join } from 'node:path';
import { INFOS, type Info } from '../../core/answer/api-vocabulary';
import type { Consent, ConsentStore } from '../access/consent';
import { createListFile, fieldOf } from './list-file';

/** `read` rejects with a {@link StartupError}, `write` with the file system's error. */
export function createConsentFile(folder: string): ConsentStore {
  const file = createListFile<ReadonlyMap<string, Consent>>({
    name: 'consent file',
    path: join(folder, 'consents.json'),
    version: 1,
    list: 'users',
    remedy: 'everything is then allowed until people choose again',
    parse: parseUsers,
    format: consents =>
      [...consents].map(([user, { refused, withheld }]) => ({ user, refused, withheld: [...withheld] })),
  });
  return { read: async () => (await file.read()) ?? new Map(), write: file.write };
}

function parseUsers(entries: readonly unknown[]): Map<string, Consent> | undefined {
  const consents = new Map<string, Consent>();
  for (const entry of entries) {
    const user = fieldOf(entry, 'user');
    const refused = fieldOf(entry, 'refused');
    const withheld = fieldOf(entry, 'withheld');
    if (typeof user === 'string' && typeof refused === 'boolean' && isInfos(withheld)) {
      consents.set(user, { refused, withheld: new Set(withheld) });
    }
  }
  return consents.size === entries.length ? consents : undefined;
}

const isInfos = (value: unknown): value is Info[] =>
  Array.isArray(value) && value.every(name => INFOS.includes(name));
