import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { waitFor } from '../../src/launcher/wait-for';

/** Debian's nobody and nogroup: mail servers refuse to serve mail as root. */
const NOBODY = 65_534;

/** Who runs the servers; undefined for the user of the tests. */
export const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;

/** The numbers of the user and group that run the servers. */
export const ids = owner ?? { uid: process.getuid?.() ?? NOBODY, gid: process.getgid?.() ?? NOBODY };

/** Gives a file or folder, and all in it, to the user that runs the servers. */
export async function giveToOwner(path: string): Promise<void> {
  if (owner) await promisify(execFile)('chown', ['-R', `${owner.uid}:${owner.gid}`, path]);
}

/** A server ended before it greeted: another program may have taken its port. */
export class EndedEarly extends Error {}

/** Starts a server on other ports as long as it ends early, at most five times. */
export async function startOnFreePort<T>(tryToStart: () => Promise<T>): Promise<T> {
  for (let left = 4; ; left -= 1) {
    try {
      return await tryToStart();
    } catch (error) {
      if (!(error instanceof EndedEarly) || left === 0) throw error;
    }
  }
}

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts a server and waits for its greeting on `port`. Returns a function that kills all its processes.
 * @throws {EndedEarly}
 */
async function startProgram(program: Program, port: number): Promise<() => Promise<void>> {
  const { command, args, folder, env } = program;
  const server = spawn(command, args, { cwd: folder, env, stdio: 'ignore', detached: true, ...owner });
  const failure = once(server, 'error').then(([error]) => Promise.reject(error));
  const hasEnded = () => server.exitCode !== null || server.signalCode !== null;
  const greeted = waitFor(
    async () => hasEnded() || (await greets(port)),
    known => known,
  );
  await Promise.race([greeted, failure]);
  if (hasEnded()) throw new EndedEarly(`${command} ended`);
  return async () => {
    if (hasEnded() || server.pid === undefined) return;
    const ended = once(server, 'exit');
    process.kill(-server.pid, 'SIGKILL');
    await ended;
    await waitFor(
      () => greets(port),
      answers => !answers,
    );
  };
}

export interface RunningServer {
  kill(): Promise<void>;
  /** After it was killed. @throws {EndedEarly} */
  start(): Promise<void>;
  /** Ends it and its password service, and removes its folder. */
  close(): Promise<void>;
}

/** Starts a server that asks `service` for passwords. Leaves nothing behind if it doesn't start. @throws {EndedEarly} */
export async function startServer(
  program: Program,
  port: number,
  service: { close(): Promise<void> },
): Promise<RunningServer> {
  let kill = async () => {};
  const server = {
    kill: () => kill(),
    async start() {
      kill = await startProgram(program, port);
    },
    async close() {
      await kill();
      await service.close();
      await rm(program.folder, { recursive: true, force: true });
    },
  };
  try {
    await server.start();
  } catch (error) {
    await server.close();
    throw error;
  }
  return server;
}

/** Whether a server on this machine's `port` sends anything by itself. */
export function greets(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    const end = (greeted: boolean) => {
      socket.destroy();
      resolve(greeted);
    };
    socket.setTimeout(2000, () => end(false));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.on('data', () => end(true));
  });
}
