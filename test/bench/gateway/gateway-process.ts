import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pssOf } from '../extension/processes';

/** A server in a process of its own. */
export interface Started {
  /** The first http address that it prints. */
  readonly address: string;
  /** ms from the start of the process until it prints that it listens. */
  readonly startMs: number;
  /** The process's memory (PSS), in bytes. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

export async function startProcess(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Started> {
  const begin = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await firstAddress(child);
  return {
    address,
    startMs: performance.now() - begin,
    memory: async () => pssOf(await readFile(`/proc/${child.pid}/smaps_rollup`, 'utf8')),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function firstAddress(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the server has no output to read');
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = /https?:\/\/\S+/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error(`The server ended with ${child.exitCode} before it listened.`);
}
