import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../shared/error-code';
import { StartupError } from '../shared/startup-error';

/** Windows reports the same mode for every file. */
export const HAS_MODES = process.platform !== 'win32';

/** The permission bits of the group and of others. */
const OTHERS = 0o077;

export interface PrivateFileKind {
  readonly name: string;
  /** Advice after `run chmod 600 on it`: `, or delete it to start over`. */
  readonly orElse: string;
  /** Advice after `give this user permission to read it`. */
  readonly orElsewhere: string;
  /** Refuses a pipe or device: reading it could wait for ever. */
  readonly onlyRegular?: boolean;
}

export const stateFile = (name: string): PrivateFileKind => ({
  name,
  orElse: ', or delete it to start over',
  orElsewhere: ', or choose another folder with --state',
  onlyRegular: true,
});

/** `undefined` if there is none. @throws {StartupError} if others can access it, or it can't be read */
export async function readPrivateFile(path: string, kind: PrivateFileKind): Promise<string | undefined> {
  try {
    // Opening a pipe would wait for a writer. Windows has no such flag.
    const dontWait = kind.onlyRegular ? (constants.O_NONBLOCK ?? 0) : 0;
    const file = await open(path, constants.O_RDONLY | dontWait);
    try {
      // Ask the open file: the path may lead to another file by now.
      const status = await file.stat();
      if (kind.onlyRegular && !status.isFile()) {
        throw new StartupError(
          `the ${kind.name} ${path} is not a regular file: remove it${kind.orElsewhere}`,
        );
      }
      const { mode } = status;
      if (HAS_MODES && (mode & OTHERS) !== 0) {
        const rights = (mode & 0o777).toString(8).padStart(4, '0');
        throw new StartupError(
          `the ${kind.name} ${path} is open to other users (mode ${rights}): check who had access to it, then run chmod 600 on it${kind.orElse}`,
        );
      }
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof StartupError) throw error;
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new StartupError(
      `can’t read the ${kind.name} ${path} (${codeOf(error)}): give this user permission to read it${kind.orElsewhere}`,
    );
  }
}

/** Atomic. Resolves to false and changes nothing if the file exists. Rejects with the file system's error. */
export async function createPrivateFile(path: string, text: string): Promise<boolean> {
  const temporary = await writeTemporary(path, text);
  try {
    await link(temporary, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(temporary);
  }
  await syncFolder(dirname(path));
  return true;
}

/** Atomic: a crash leaves the old or the new file. Rejects with the file system's error. */
export async function replacePrivateFile(path: string, text: string): Promise<void> {
  const temporary = await writeTemporary(path, text);
  try {
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Rejects with the file system's error. */
export async function removePrivateFile(path: string): Promise<void> {
  await unlink(path);
  await syncFolder(dirname(path));
}

async function writeTemporary(path: string, text: string): Promise<string> {
  const temporary = `${path}.${randomBytes(8).toString('hex')}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await unlink(temporary);
    throw error;
  } finally {
    await file.close();
  }
  return temporary;
}

/** A new name is stored only when the folder is synced. Windows can't open folders and doesn't need this. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
