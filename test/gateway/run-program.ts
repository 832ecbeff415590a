import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningGateway } from '../../src/gateway/server/server';
import { pageOf, submit, visit } from './open-gateway';

/** The built gateway: one file in its own folder, without packages. */
export interface Program {
  readonly folder: string;
  /** Starts it with a clean environment and these arguments. */
  start(env: Readonly<Record<string, string>>, ...args: readonly string[]): ChildProcess;
  remove(): Promise<void>;
}

/** Copies the result of `npm run build`. Rejects if there is none. */
export async function installProgram(): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-gateway-'));
  await cp('dist/gateway', folder, { recursive: true });
  return {
    folder,
    start: (env, ...args) =>
      spawn(process.execPath, [join(folder, 'facteur-gateway.mjs'), ...args], {
        // Don't inherit the environment of the test run.
        env: { HOME: folder, ...env },
      }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export async function finish(program: ChildProcess): Promise<Finished> {
  let out = '';
  let err = '';
  program.stdout?.on('data', chunk => {
    out += chunk;
  });
  program.stderr?.on('data', chunk => {
    err += chunk;
  });
  const [code] = await once(program, 'close');
  return { code, out, err };
}

export async function originOf(program: ChildProcess): Promise<string> {
  const [chunk] = await once(program.stdout ?? program, 'data');
  return /https?:\/\/[^/\s]+/.exec(String(chunk))?.[0] ?? '';
}

/** Signs in to a running gateway and returns the token. Default: the demo's user. */
export async function tokenOf(
  origin: string,
  signIn: Readonly<Record<string, string>> = { user: 'demo', password: 'demo' },
): Promise<string> {
  const gateway = { origin } as RunningGateway;
  const shown = await visit(gateway, '/sign-in');
  const signedIn = await submit(gateway, await pageOf(shown), signIn);
  return (await pageOf(signedIn)).querySelector<HTMLTextAreaElement>('#token')?.value ?? '';
}
