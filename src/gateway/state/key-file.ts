import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { StartupError } from '../shared/startup-error';
import { createPrivateFile, readPrivateFile, stateFile } from './private-file';

const KEY_BYTES = 32;
const KIND = { ...stateFile('key file'), orElse: '' };

export const keyFileIn = (folder: string): string => join(folder, 'key');

/** Undefined if there is none. @param orElse completes the error text of a damaged one: `restore it …` @throws {StartupError} */
export async function readKey(path: string, orElse: string): Promise<Buffer | undefined> {
  const text = await readPrivateFile(path, KIND);
  if (text === undefined) return undefined;
  if (!/^[A-Za-z0-9_-]{43}\n?$/.test(text))
    throw new StartupError(`the key file ${path} contains no key: ${orElse}`);
  return Buffer.from(text, 'base64url');
}

/** Creates the 32-byte key if there is none. Never replaces it. @throws {StartupError} if it is unusable */
export async function readOrCreateKey(path: string, orElse: string): Promise<Buffer> {
  const found = await readKey(path, orElse);
  if (found !== undefined) return found;
  const key = randomBytes(KEY_BYTES);
  if (await createPrivateFile(path, `${key.toString('base64url')}\n`)) return key;
  return readOrCreateKey(path, orElse);
}
