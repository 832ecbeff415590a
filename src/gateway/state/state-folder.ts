import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../shared/error-code';
import { StartupError } from '../shared/startup-error';
import { type Environment, userFolder } from '../shared/user-folder';
import { HAS_MODES } from './private-file';

/** The bits of a folder's mode. */
export const WRITABLE_BY_OTHERS = 0o022;

export function defaultStateFolder(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  return userFolder('XDG_STATE_HOME', join('.local', 'state'), env, platform);
}

/** Creates the folder if there is none, and opens what is in it. @throws {StartupError} if others may write to it */
export async function inStateFolder<T>(folder: string, open: () => Promise<T>): Promise<T> {
  try {
    await makeFolder(folder);
    const status = await stat(folder);
    if (!status.isDirectory()) {
      throw new StartupError(`${folder} is not a folder: choose another one with --state`);
    }
    const { mode } = status;
    if (HAS_MODES && (mode & WRITABLE_BY_OTHERS) !== 0) {
      throw new StartupError(
        `other users may write to the folder ${folder}: run chmod 700 on it, or choose another one with --state`,
      );
    }
    return await open();
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`can’t keep state in ${folder} (${codeOf(error)}): ${adviceFor(codeOf(error))}`);
  }
}

function adviceFor(code: string): string {
  if (code === 'ENOSPC') return 'the disk is full: make room on it';
  if (code === 'EDQUOT') return 'this user may not store more on the disk: make room, or raise the quota';
  return 'give this user write permission, or choose another folder with --state';
}

/** Like mkdir with `recursive`, which never ends where the system lets nobody make folders, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  const make = () => mkdir(path, { mode: 0o700 });
  try {
    await make();
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await make().catch(again => {
      if (codeOf(again) !== 'EEXIST') throw again;
    });
  }
}
