import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { StartupError } from '../shared/startup-error';
import { createPrivateFile, readPrivateFile, stateFile } from './private-file';

const KEY_BYTES = 32;
const KIND = stateFile('key file');

/**
 * Reads the 32-byte signing secret from the file `key`, or creates the file on the first start.
 * @throws {StartupError} if other users can access the file, or it is unreadable or not a key. It is never
 * replaced.
 */
export async function readOrCreateKey(folder: string): Promise<Buffer> {
  const path = join(folder, 'key');
  const text = await readPrivateFile(path, KIND);
  if (text !== undefined) return parseKey(text, path);
  const key = randomBytes(KEY_BYTES);
  if (await createPrivateFile(path, `${key.toString('base64url')}\n`)) return key;
  // Another gateway has created the file first.
  return parseKey((await readPrivateFile(path, KIND)) ?? '', path);
}

function parseKey(text: string, path: string): Buffer {
  if (!/^[A-Za-z0-9_-]{43}\n?$/.test(text)) {
    throw new StartupError(
      `the key file ${path} contains no key: restore it from a backup, or delete it (everyone then has to sign in again)`,
    );
  }
  return Buffer.from(text, 'base64url');
}
