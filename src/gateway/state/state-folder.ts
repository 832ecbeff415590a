import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConsentStore } from '../access/consent';
import { codeOf } from '../shared/error-code';
import { StartupError } from '../shared/startup-error';
import { type Environment, userFolder } from '../shared/user-folder';
import { createConsentFile } from './consent-file';
import { readOrCreateKey } from './key-file';
import { HAS_MODES } from './private-file';

export interface StateFolder {
  /** Signs tokens, sessions, links and forms; 32 bytes. */
  readonly secret: Buffer;
  readonly consents: ConsentStore;
}

const WRITABLE_BY_OTHERS = 0o022;

export function defaultStateFolder(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  return userFolder('XDG_STATE_HOME', join('.local', 'state'), env, platform);
}

/** Creates the folder and its key on the first start. @throws {StartupError} if others may write to it */
export async function openStateFolder(folder: string): Promise<StateFolder> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { mode } = await stat(folder);
    if (HAS_MODES && (mode & WRITABLE_BY_OTHERS) !== 0) {
      throw new StartupError(
        `other users may write to the folder ${folder}: run chmod 700 on it, or choose another one with --state`,
      );
    }
    return { secret: await readOrCreateKey(folder), consents: createConsentFile(folder) };
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(
      `can’t keep state in ${folder} (${codeOf(error)}): give this user write permission, or choose another folder with --state`,
    );
  }
}
