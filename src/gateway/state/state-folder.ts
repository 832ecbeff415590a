import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AllConsents } from '../access/consent';
import type { EndedStore } from '../access/ended-tickets';
import type { AllGenerations } from '../access/generations';
import type { LastAskedStore } from '../access/last-asked';
import type { AllReadOnOpen } from '../access/read-on-open';
import type { ValueStore } from '../access/shared-value';
import type { TokenRecords } from '../access/tokens';
import type { GrantStore } from '../oauth/grant-store';
import type { ServiceStore } from '../services/register';
import { FACTEUR } from '../services/service';
import { codeOf } from '../shared/error-code';
import { StartupError } from '../shared/startup-error';
import { type Environment, userFolder } from '../shared/user-folder';
import { createConsentFile } from './consent-file';
import { createGenerationFile } from './generation-file';
import { createGrantFile } from './grant-file';
import { readOrCreateKey } from './key-file';
import { createLastAskedFile } from './last-asked-file';
import { HAS_MODES } from './private-file';
import { createReadOnOpenFile } from './read-on-open-file';
import { createServiceFile } from './service-file';
import { createSessionFile } from './session-file';
import { createTokenFile } from './token-file';

export interface StateFolder {
  /** Signs tokens, sessions, links and forms; 32 bytes. */
  readonly secret: Buffer;
  readonly consents: ValueStore<AllConsents>;
  /** Signed-out sessions, and links to the API Manager that were used. */
  readonly ended: EndedStore;
  readonly generations: ValueStore<AllGenerations>;
  /** The sign-ins at providers. */
  readonly grants: GrantStore;
  readonly lastAsked: LastAskedStore;
  readonly readOnOpen: ValueStore<AllReadOnOpen>;
  readonly services: ServiceStore;
  readonly tokens: ValueStore<TokenRecords>;
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
  return inStateFolder(folder, async () => {
    const stores = {
      consents: createConsentFile(folder, FACTEUR.id),
      ended: createSessionFile(folder),
      services: createServiceFile(folder),
      lastAsked: createLastAskedFile(folder),
      readOnOpen: createReadOnOpenFile(folder),
      generations: createGenerationFile(folder),
      grants: createGrantFile(folder),
      tokens: createTokenFile(folder),
    };
    const secret = await readOrCreateKey(folder);
    await stores.ended.read();
    await stores.services.read();
    await stores.lastAsked.read();
    // A damaged file shows at the start.
    await stores.grants.read('');
    return { secret, ...stores };
  });
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
    throw new StartupError(
      `can’t keep state in ${folder} (${codeOf(error)}): give this user write permission, or choose another folder with --state`,
    );
  }
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
