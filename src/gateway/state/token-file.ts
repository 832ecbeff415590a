import { join } from 'node:path';
import type { ValueStore } from '../access/shared-value';
import type { TokenRecord, TokenRecords } from '../access/tokens';
import { createRecordFile, fieldOf } from './list-file';

/** `read` rejects with a {@link StartupError}, `write` with the file system's error. */
export const createTokenFile = (folder: string): ValueStore<TokenRecords> =>
  createRecordFile<TokenRecord>({
    name: 'token file',
    path: join(folder, 'tokens.json'),
    version: 1,
    list: 'tokens',
    remedy: 'everyone then has to sign in again',
    parse: parseRecord,
  });

function parseRecord(entry: unknown): TokenRecord | undefined {
  const [user, service, ends] = [fieldOf(entry, 'user'), fieldOf(entry, 'service'), fieldOf(entry, 'ends')];
  const [session, sealed, grant] = ['session', 'sealed', 'grant'].map(name => fieldOf(entry, name));
  const ended = fieldOf(entry, 'ended') === true || undefined;
  if (typeof user !== 'string' || typeof service !== 'string' || typeof ends !== 'number') return undefined;
  if (!isOptionalText(session) || !isOptionalText(sealed) || !isOptionalText(grant)) return undefined;
  return { user, service, ends, session, sealed, grant, ended };
}

const isOptionalText = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === 'string';
