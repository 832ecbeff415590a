import { join, win32 } from 'node:path';
import { StartupError } from '../shared/startup-error';
import { userFolder, xdgFolder } from '../shared/user-folder';
import { type Autostart, NAME } from './autostart';
import { launchdAutostart } from './launchd';
import type { Machine } from './machine';
import { systemdAutostart } from './systemd';
import { taskAutostart } from './task-scheduler';

export interface Installation {
  /** The path of the program’s copy. */
  readonly program: string;
  /** The copy’s folder. It may contain other files: on macOS and Windows it is also the state folder. */
  readonly folder: string;
  readonly autostart: Autostart;
}

/** @throws {StartupError} on any other system than Linux, macOS and Windows */
export function installationFor(machine: Machine, options: readonly string[]): Installation {
  const { platform, home, env, node, uid, user } = machine;
  const own = userFolder('XDG_STATE_HOME', '', env, platform);
  const folder = platform === 'linux' ? join(home, '.local', 'lib', 'facteur') : own;
  const program = (platform === 'win32' ? win32 : { join }).join(folder, `${NAME}.mjs`);
  const place = { node, program, options };
  switch (platform) {
    case 'linux':
      return {
        program,
        folder,
        autostart: systemdAutostart(place, xdgFolder('XDG_CONFIG_HOME', '.config', env)),
      };
    case 'darwin':
      return { program, folder, autostart: launchdAutostart(place, home, uid) };
    case 'win32':
      return { program, folder, autostart: taskAutostart(place, folder, user) };
    default:
      throw new StartupError(
        `this works on Linux, macOS and Windows, not on ${platform}: let your system start the gateway at login`,
      );
  }
}
