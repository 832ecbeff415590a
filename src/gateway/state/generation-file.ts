import { join } from 'node:path';
import type { AllGenerations } from '../access/generations';
import type { ValueStore } from '../access/shared-value';
import { createListFile, fieldOf } from './list-file';

/** `read` rejects with a {@link StartupError}, `write` with the file system's error. */
export function createGenerationFile(folder: string): ValueStore<AllGenerations> {
  return createListFile<AllGenerations>({
    name: 'file of users who signed out everywhere',
    path: join(folder, 'generations.json'),
    version: 1,
    list: 'users',
    remedy: 'what was signed out everywhere may then work again: delete the key file, too',
    parse(entries) {
      const all = entries.flatMap((entry): [string, number][] => {
        const [user, generation] = [fieldOf(entry, 'user'), fieldOf(entry, 'generation')];
        const isValid = typeof user === 'string' && Number.isSafeInteger(generation);
        return isValid ? [[user, Number(generation)]] : [];
      });
      return all.length === entries.length ? new Map(all) : undefined;
    },
    format: all => [...all].map(([user, generation]) => ({ user, generation })),
  });
}
