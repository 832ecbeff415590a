import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpath, unlink } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { StartupError } from '../shared/startup-error';
import { withLock } from '../state/lock-file';

/** In bytes: macOS takes 103 (unix(4)), Linux 107. */
const LONGEST_PATH = 103;
/** ms in which a running gateway says its number. */
const ANSWERS_WITHIN = 2000;

/** Windows has named pipes, which end with their process. Elsewhere it is a socket's file, which outlasts its process. */
async function addressFor(folder: string): Promise<string> {
  const real = await realpath(folder);
  const name = `facteur-${createHash('sha256').update(real).digest('hex').slice(0, 32)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const inFolder = join(real, 'gateway.sock');
  return Buffer.byteLength(inFolder) <= LONGEST_PATH ? inFolder : join(tmpdir(), `${name}.sock`);
}

/**
 * The number of the gateway's process that has this state folder; 0 if it doesn't say it; undefined if there is none.
 */
export async function findGateway(folder: string): Promise<number | undefined> {
  const socket = connect(await addressFor(folder));
  try {
    await once(socket, 'connect');
  } catch {
    return undefined;
  }
  socket.setTimeout(ANSWERS_WITHIN, () => socket.destroy());
  return Number(await text(socket).catch(() => '')) || 0;
}

/**
 * Keeps other gateways off this state folder until this process ends. Returns a function that lets them.
 * @param folder exists
 * @throws {StartupError} if another gateway has it
 */
export function guardFolder(folder: string): Promise<() => Promise<void>> {
  // Of two gateways that find an old socket, the second must not take the first one's for it.
  return withLock(join(folder, 'gateway.lock'), async () => {
    const pid = await findGateway(folder);
    if (pid !== undefined) throw new StartupError(isTaken(folder, pid));
    const address = await addressFor(folder);
    if (process.platform !== 'win32') await unlink(address).catch(() => {});
    const server = createServer(socket => {
      socket.on('error', () => {});
      socket.end(`${process.pid}\n`);
    });
    server.listen(address);
    await once(server, 'listening');
    server.unref();
    return () => new Promise(resolve => server.close(() => resolve()));
  });
}

const isTaken = (folder: string, pid: number) =>
  `another gateway${pid === 0 ? '' : ` (process ${pid})`} uses the state folder ${folder}: stop it, or give this one a folder of its own with --state; several gateways can share a database with --database-url`;
