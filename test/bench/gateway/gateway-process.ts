import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pssOf } from '../extension/processes';

/** A server in a process of its own. */
export interface Started {
  readonly pid: number;
  /** The first http address that it prints. */
  readonly address: string;
  /** ms from the start of the process until it prints that it listens. */
  readonly startMs: number;
  /** The process's memory (PSS), in bytes. */
  memory(): Promise<number>;
  /** Ends it, by default in order. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** @param args of Node: a script, options before and after it */
export async function startProcess(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Started> {
  const begin = performance.now();
  const child = run(args, env);
  const address = await firstAddress(child);
  return { address, startMs: performance.now() - begin, ...control(child) };
}

/** A server whose address is known before. */
export type Listening = Omit<Started, 'address' | 'startMs'> & {
  /** ms from the start of the process until it takes connections. */
  readonly listensMs: number;
};

/** @param args as for {@link startProcess} */
export async function startListening(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  port: number,
): Promise<Listening> {
  const begin = performance.now();
  const child = run(args, env);
  child.stdout?.resume();
  while (!(await takesConnections(port))) {
    if (child.exitCode !== null)
      throw new Error(`The server ended with ${child.exitCode} before it listened.`);
    await sleep(2);
  }
  return { listensMs: performance.now() - begin, ...control(child) };
}

const run = (args: readonly string[], env: NodeJS.ProcessEnv) =>
  spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });

function control(child: ChildProcess): Pick<Started, 'pid' | 'memory' | 'stop'> {
  return {
    pid: child.pid ?? 0,
    memory: async () => pssOf(await readFile(`/proc/${child.pid}/smaps_rollup`, 'utf8')),
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    const end = (does: boolean) => {
      socket.destroy();
      resolve(does);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
  });
}

async function firstAddress(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the server has no output to read');
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const [address] = /https?:\/\/\S+/.exec(line) ?? [];
    if (address === undefined) continue;
    child.stdout.resume();
    return address;
  }
  throw new Error(`The server ended with ${child.exitCode} before it listened.`);
}
