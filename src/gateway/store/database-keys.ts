import { createKeys } from '../shared/keys';
import { seal, unseal } from '../shared/seal';

/** The database gets this instead of names and records. Without the gateway's key it is of no use. */
export interface DatabaseKeys {
  /** For a key, which may name a person. */
  idOf(kind: string, key: string): string;
  /** Only the row with this id opens it. */
  seal(kind: string, id: string, text: string): string;
  /** Undefined if it was sealed with another key or for another row. */
  open(kind: string, id: string, sealed: string): string | undefined;
  /** A number for an advisory lock: 64 bits. */
  lockOf(purpose: string, name: string): string;
  /** Shows whether two gateways have the same key. */
  readonly fingerprint: string;
}

/** @param secret 32 bytes */
export function createDatabaseKeys(secret: Buffer): DatabaseKeys {
  const keys = createKeys(secret);
  const values = keys.sign('key of the database’s values');
  const text = (purpose: string, ...parts: readonly string[]) =>
    keys.sign(`database: ${purpose}`, ...parts).toString('base64url');
  return {
    idOf: (kind, key) => text('key', kind, key),
    seal: (kind, id, content) => seal(values, content, kind, id),
    open: (kind, id, sealed) => unseal(values, sealed, kind, id),
    lockOf: (purpose, name) => String(keys.sign('database: lock', purpose, name).readBigInt64BE()),
    fingerprint: text('fingerprint'),
  };
}
