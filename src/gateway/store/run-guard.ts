import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { realpath, stat, unlink } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { listen } from '../shared/listen';
import type { Log } from '../shared/log';
import { StartupError } from '../shared/startup-error';
import { withLock } from '../state/lock-file';
import { WRITABLE_BY_OTHERS } from '../state/state-folder';

/** In bytes: macOS takes 103 (unix(4)), Linux 107. */
const LONGEST_PATH = 103;
/** ms in which a running gateway says its number. */
const ANSWERS_WITHIN = 2000;

interface Address {
  readonly path: string;
  /** The path is good until this is called. */
  leave(): void;
}

/**
 * Windows has named pipes, which end with their process. Elsewhere it is a socket's file, which outlasts its process, in a
 * folder where only this user may write: another one could keep the gateway from starting. @throws {StartupError}
 */
async function addressFor(folder: string): Promise<Address> {
  const real = await realpath(folder);
  const name = `facteur-${createHash('sha256').update(real).digest('hex').slice(0, 32)}`;
  const at = (path: string): Address => ({ path, leave() {} });
  if (process.platform === 'win32') return at(`\\\\.\\pipe\\${name}`);
  const inFolder = join(real, 'gateway.sock');
  if (Buffer.byteLength(inFolder) <= LONGEST_PATH) return at(inFolder);
  if (process.platform === 'linux') {
    const open = openSync(real, 'r');
    return { path: `/proc/self/fd/${open}/gateway.sock`, leave: () => closeSync(open) };
  }
  // In macOS it is the user's own.
  const path = join(tmpdir(), `${name}.sock`);
  const { mode } = await stat(tmpdir());
  if ((mode & WRITABLE_BY_OTHERS) === 0 && Buffer.byteLength(path) <= LONGEST_PATH) return at(path);
  throw new StartupError(
    `the path of the state folder ${folder} is too long: choose a shorter one with --state`,
  );
}

/**
 * The number of the gateway's process that has this state folder; 0 if it doesn't say it; undefined if there is none.
 */
export async function findGateway(folder: string): Promise<number | undefined> {
  const { path, leave } = await addressFor(folder);
  const socket = connect(path);
  try {
    await once(socket, 'connect');
  } catch {
    return undefined;
  } finally {
    leave();
  }
  socket.setTimeout(ANSWERS_WITHIN, () => socket.destroy());
  return Number(await text(socket).catch(() => '')) || 0;
}

/**
 * Keeps other gateways off this state folder until this process ends. Returns a function that lets them.
 * @param folder exists
 * @throws {StartupError} if another gateway has it
 */
export function guardFolder(folder: string, log: Log): Promise<() => Promise<void>> {
  // Two gateways may find the same old socket. Without the lock, the second one deletes the first one's new socket.
  return withLock(join(folder, 'gateway.lock'), async () => {
    const pid = await findGateway(folder);
    if (pid !== undefined) throw new StartupError(isTaken(folder, pid));
    const { path, leave } = await addressFor(folder);
    if (process.platform !== 'win32') await unlink(path).catch(() => {});
    const server = createServer(socket => {
      socket.on('error', () => {});
      socket.end(`${process.pid}\n`);
    });
    await listen(server, { path }, log).catch(error => {
      leave();
      throw error;
    });
    server.unref();
    // Its end removes the file.
    return () => new Promise<void>(resolve => server.close(() => resolve())).finally(leave);
  });
}

const isTaken = (folder: string, pid: number) =>
  `another gateway${pid === 0 ? '' : ` (process ${pid})`} uses the state folder ${folder}: stop it, or give this one a folder of its own with --state; several gateways can share a database with --database-url`;
