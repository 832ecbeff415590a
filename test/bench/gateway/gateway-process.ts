import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/** A server that was started as a process of its own. */
export interface Started {
  /** The first http address that it printed. */
  readonly address: string;
  /** ms from starting the process until it said that it listens. */
  readonly startMs: number;
  /** Bytes of memory that it has for itself, with its share of what it has with others (PSS). */
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
    async memory() {
      const text = await readFile(`/proc/${child.pid}/smaps_rollup`, 'utf8');
      return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1]) * 1024;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function firstAddress(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('nothing to read from');
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = /https?:\/\/\S+/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error(`it ended with ${child.exitCode} before it listened`);
}
