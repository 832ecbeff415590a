import { lstat, unlink } from 'node:fs/promises';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { codeOf } from '../shared/error-code';
import { listen } from '../shared/listen';
import type { Log } from '../shared/log';
import { StartupError } from '../shared/startup-error';

export type ListenPlace = { readonly path: string } | { readonly host: string; readonly port: number };

/** @param address as the option `admin` allows it */
export function parseAdminAddress(address: string): ListenPlace {
  if (address.startsWith('/')) return { path: address };
  const mark = address.lastIndexOf(':');
  return { host: address.slice(0, mark).replaceAll(/[[\]]/g, ''), port: Number(address.slice(mark + 1)) };
}

/** Of a socket's path, in bytes: the least of all systems (unix(7)). Longer ones are cut off silently. */
const LONGEST_PATH = 103;

/** @throws {StartupError} */
export async function listenAt(server: Server, place: ListenPlace, log: Log): Promise<void> {
  try {
    if ('port' in place) return await listen(server, place, log);
    if (Buffer.byteLength(place.path) > LONGEST_PATH)
      throw new StartupError(
        `the path ${place.path} is too long for a socket: choose a shorter one with --admin`,
      );
    await listenAtPath(server, place.path, log).catch(async error => {
      if (codeOf(error) !== 'EADDRINUSE' || !(await isLeftOver(place.path))) throw error;
      await unlink(place.path);
      await listenAtPath(server, place.path, log);
    });
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const where = 'path' in place ? place.path : `port ${place.port} of ${place.host}`;
    throw new StartupError(
      codeOf(error) === 'EADDRINUSE'
        ? `${where} is in use: choose another place for health and metrics with --admin`
        : `can’t tell health and metrics at ${where} (${codeOf(error)}): choose another place with --admin`,
    );
  }
}

/** Only this user, and root, may connect. */
function listenAtPath(server: Server, path: string, log: Log): Promise<void> {
  // Node makes the socket before `listen` returns, so this mask is for nothing else.
  const mask = process.umask(0o177);
  try {
    return listen(server, { path }, log);
  } finally {
    process.umask(mask);
  }
}

/** Whether a killed gateway has left this socket: nobody listens there. */
async function isLeftOver(path: string): Promise<boolean> {
  if (!(await lstat(path)).isSocket()) return false;
  const socket = connect(path);
  return new Promise<boolean>(resolve => {
    socket.on('connect', () => resolve(false));
    socket.on('error', error => resolve(codeOf(error) === 'ECONNREFUSED'));
  }).finally(() => socket.destroy());
}
