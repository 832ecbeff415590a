import { join } from 'node:path';
import type { LastAskedStore, LastCall } from '../access/last-asked';
import { isInfo } from './consent-file';
import { createListFile, fieldOf } from './list-file';

/** `read` rejects with a {@link StartupError}, `write` with the file system's error. */
export function createLastAskedFile(folder: string): LastAskedStore {
  const file = createListFile<readonly LastCall[]>({
    name: 'file of the services’ last calls',
    path: join(folder, 'last-asked.json'),
    version: 1,
    list: 'calls',
    remedy: 'the privacy page then can’t say when a service asked before',
    parse: parseCalls,
    format: calls => calls,
  });
  return { read: async () => (await file.read()) ?? [], write: file.write };
}

function parseCalls(entries: readonly unknown[]): LastCall[] | undefined {
  const calls = entries.flatMap(entry => {
    const [user, service] = [fieldOf(entry, 'user'), fieldOf(entry, 'service')];
    const [at, infos] = [fieldOf(entry, 'at'), fieldOf(entry, 'infos')];
    const isCall = typeof user === 'string' && typeof service === 'string' && typeof at === 'number';
    return isCall && Array.isArray(infos) && infos.every(isInfo) ? [{ user, service, at, infos }] : [];
  });
  return calls.length === entries.length ? calls : undefined;
}
