import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { homedir, userInfo } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { codeOf } from '../shared/error-code';
import type { Environment } from '../shared/user-folder';
import type { CommandLine } from './autostart';

/** The computer, as far as “install” and “uninstall” need it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
  readonly home: string;
  /** The user’s number; 0 on Windows. */
  readonly uid: number;
  /** The user’s name, `DOMAIN\name` on Windows. */
  readonly user: string;
  /** The path of the Node.js that runs this. */
  readonly node: string;
  /** Undefined if it exits with 0; otherwise its first words. */
  run(command: CommandLine): Promise<string | undefined>;
  /** Rejects with the file system’s error. */
  read(path: string): Promise<Buffer>;
  /** Creates its folder, too. Atomic. Rejects with the file system’s error. */
  write(path: string, content: Buffer): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Removes a file, or an empty folder. Does nothing if it isn’t there or the folder isn’t empty. */
  remove(path: string): Promise<void>;
  /** Whether a program accepts connections. */
  isListening(host: string, port: number): Promise<boolean>;
  /** In ms. */
  pause(time: number): Promise<void>;
}

/** The address to connect to for a program that listens on all addresses: Windows can't connect to 0.0.0.0 or ::. */
const OWN: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

export function thisMachine(): Machine {
  const { env, platform } = process;
  const { username } = userInfo();
  return {
    platform,
    env,
    home: env.HOME || homedir(),
    uid: process.getuid?.() ?? 0,
    user: platform === 'win32' && env.USERDOMAIN ? `${env.USERDOMAIN}\\${username}` : username,
    node: process.execPath,
    run: ([program, ...args]) =>
      new Promise(resolve =>
        execFile(program, args, { windowsHide: true }, (error, out, err) => {
          const words = (err || out).trim().split('\n')[0] ?? '';
          resolve(error === null ? undefined : words || String(error.code));
        }),
      ),
    read: path => readFile(path),
    async write(path, content) {
      await mkdir(dirname(path), { recursive: true });
      const temporary = `${path}.${randomBytes(8).toString('hex')}.tmp`;
      try {
        await writeFile(temporary, content);
        await rename(temporary, path);
      } finally {
        await rm(temporary, { force: true });
      }
    },
    exists: path =>
      stat(path).then(
        () => true,
        () => false,
      ),
    async remove(path) {
      try {
        await ((await stat(path)).isDirectory() ? rmdir(path) : rm(path));
      } catch (error) {
        if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
      }
    },
    isListening: (host, port) =>
      new Promise(resolve => {
        const socket = connect({ host: OWN[host] ?? host, port }, () => resolve(true));
        socket.on('error', () => resolve(false));
        socket.on('connect', () => socket.destroy());
      }),
    pause: time => setTimeout(time),
  };
}
