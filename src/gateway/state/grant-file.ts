import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createQueue } from '../../core/concurrency/queue';
import type { GrantRecord, GrantStore } from '../oauth/grant-store';
import { createRecordFile, fieldOf } from './list-file';
import { withLock } from './lock-file';

type Records = ReadonlyMap<string, GrantRecord>;

/** `read` rejects with a {@link StartupError}, the others also with the file system's error. */
export function createGrantFile(folder: string): GrantStore {
  const file = createRecordFile<GrantRecord>({
    name: 'file of the sign-ins at providers',
    path: join(folder, 'grants.json'),
    version: 1,
    list: 'grants',
    remedy: 'everyone who signed in at a provider then has to do it again',
    parse: parseRecord,
  });
  const inQueue = createQueue();
  /** Two gateways that write at the same time must not lose each other's tokens. */
  const change = (act: (records: Records) => Records) =>
    inQueue(() =>
      withLock(join(folder, 'grants.lock'), async () => {
        const records = (await file.read()) ?? new Map();
        const changed = act(records);
        if (changed !== records) await file.write(changed);
      }),
    );
  return {
    read: async id => (await file.read())?.get(id),
    write: (id, record) => change(records => new Map([...records, [id, record]])),
    replace: (id, record) =>
      change(records => (records.has(id) ? new Map([...records, [id, record]]) : records)),
    remove: isRemoved =>
      change(records => {
        const kept = [...records].filter(([id, record]) => !isRemoved(record, id));
        return kept.length === records.size ? records : new Map(kept);
      }),
    exclusively: (id, task) => withLock(join(folder, `grant-${nameOf(id)}.lock`), task),
  };
}

/** For a file's name: an id may have any character. */
const nameOf = (id: string) => createHash('sha256').update(id).digest('hex').slice(0, 32);

function parseRecord(entry: unknown): GrantRecord | undefined {
  const [user, provider] = [fieldOf(entry, 'user'), fieldOf(entry, 'provider')];
  const [sealed, usedAt] = [fieldOf(entry, 'sealed'), fieldOf(entry, 'usedAt')];
  if (typeof user !== 'string' || typeof provider !== 'string') return undefined;
  if (typeof sealed !== 'string' || typeof usedAt !== 'number') return undefined;
  const withdrawn = fieldOf(entry, 'withdrawn') === true || undefined;
  const setUp = fieldOf(entry, 'setUp') === true || undefined;
  return { user, provider, sealed, usedAt, withdrawn, setUp };
}
