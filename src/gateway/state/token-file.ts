import { join } from 'node:path';
import type { ValueStore } from '../access/shared-value';
import type { TokenRecord, TokenRecords } from '../access/tokens';
import { createListFile, fieldOf } from './list-file';

/** `read` rejects with a {@link StartupError}, `write` with the file system's error. */
export function createTokenFile(folder: string): ValueStore<TokenRecords> {
  return createListFile<TokenRecords>({
    name: 'token file',
    path: join(folder, 'tokens.json'),
    version: 1,
    list: 'tokens',
    remedy: 'everyone then has to sign in again',
    parse(entries) {
      const records = entries.flatMap(parseRecord);
      return records.length === entries.length ? new Map(records) : undefined;
    },
    format: records => [...records].map(([id, record]) => ({ id, ...record })),
  });
}

function parseRecord(entry: unknown): [string, TokenRecord][] {
  const [id, user, service] = [fieldOf(entry, 'id'), fieldOf(entry, 'user'), fieldOf(entry, 'service')];
  const [ends, session, sealed, grant] = ['ends', 'session', 'sealed', 'grant'].map(name =>
    fieldOf(entry, name),
  );
  const ended = fieldOf(entry, 'ended') === true || undefined;
  if (typeof id !== 'string' || typeof user !== 'string' || typeof service !== 'string') return [];
  if (typeof ends !== 'number' || !isOptionalText(session) || !isOptionalText(sealed)) return [];
  if (!isOptionalText(grant)) return [];
  return [[id, { user, service, ends, session, sealed, grant, ended }]];
}

const isOptionalText = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === 'string';
