import { join } from 'node:path';
import type { AllReadOnOpen } from '../access/read-on-open';
import type { ValueStore } from '../access/shared-value';
import { createListFile, fieldOf } from './list-file';

/** `read` rejects with a {@link StartupError}, `write` with the file system's error. */
export function createReadOnOpenFile(folder: string): ValueStore<AllReadOnOpen> {
  return createListFile<AllReadOnOpen>({
    name: 'file of the reader’s settings',
    path: join(folder, 'reader.json'),
    version: 1,
    list: 'users',
    remedy: 'opening a mail then marks it as read as the config file says',
    parse(entries) {
      const all = entries.flatMap((entry): [string, boolean][] => {
        const [user, isOn] = [fieldOf(entry, 'user'), fieldOf(entry, 'readOnOpen')];
        return typeof user === 'string' && typeof isOn === 'boolean' ? [[user, isOn]] : [];
      });
      return all.length === entries.length ? new Map(all) : undefined;
    },
    format: all => [...all].map(([user, readOnOpen]) => ({ user, readOnOpen })),
  });
}
