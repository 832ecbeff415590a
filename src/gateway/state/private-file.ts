import { randomBytes } from 'node:crypto';
import { link, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../shared/error-code';
import { StartupError } from '../shared/startup-error';

/** Whether files have modes: Windows reports the same one for every file. */
export const HAS_MODES = process.platform !== 'win32';

/** The mode of a private file's or folder's rights for its group and for others. */
const OTHERS = 0o077;

/** What a private file is and what else can be done about it, for the errors. */
export interface PrivateFileKind {
  /** Such as `key file`. */
  readonly name: string;
  /** Where others may have read it, beside `run chmod 600 on it`: `, or delete it to start over`. */
  readonly orElse: string;
  /** Where it can't be read, beside `give this user the right to`. */
  readonly orElsewhere: string;
}

/** A file of the state folder. */
export const stateFile = (name: string): PrivateFileKind => ({
  name,
  orElse: ', or delete it to start over',
  orElsewhere: ', or choose another folder with --state',
});

/**
 * Reads a file that is its owner's alone; `undefined` if there is none.
 * @throws {StartupError} where others may read or write it, or it can't be read
 */
export async function readPrivateFile(path: string, kind: PrivateFileKind): Promise<string | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      // Asked of the open file: what the path names may have been exchanged since.
      const { mode } = await file.stat();
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

/**
 * Makes a private file that is whole from the first moment at which anyone can see it. Resolves to false, and
 * changes nothing, if there is one already. Rejects with the file system's error.
 */
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

/** Replaces a private file as a whole: after a crash it is the old one or the new one. Rejects with the file system's error. */
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

/** The new name itself reaches the disk only with its folder. Windows can't open folders, and needs no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
