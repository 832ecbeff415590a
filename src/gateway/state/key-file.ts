import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { StartupError } from '../shared/startup-error';
import { createPrivateFile, readPrivateFile, stateFile } from './private-file';

const KEY_BYTES = 32;
const KIND = stateFile('key file');

export const keyFileIn = (folder: string): string => join(folder, 'key');

/** Creates the 32-byte key on the first start. Never replaces it. @throws {StartupError} if it is unusable */
export const readOrCreateKey = (folder: string): Promise<Buffer> => readOrCreateKeyAt(keyFileIn(folder));

/** The same for a key file elsewhere. */
export async function readOrCreateKeyAt(path: string): Promise<Buffer> {
  const text = await readPrivateFile(path, KIND);
  if (text !== undefined) return parseKey(text, path);
  const key = randomBytes(KEY_BYTES);
  if (await createPrivateFile(path, `${key.toString('base64url')}\n`)) return key;
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
