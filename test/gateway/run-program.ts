import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningGateway } from '../../src/gateway/server/server';
import { pageOf, submit, visit } from './open-gateway';

/** The gateway as it is shipped: one file, in a folder of its own, with no packages around. */
export interface Program {
  readonly folder: string;
  /** Starts it with an environment of its own and these arguments. */
  start(env: Readonly<Record<string, string>>, ...args: readonly string[]): ChildProcess;
  remove(): Promise<void>;
}

/** Installs what `npm run build` has built. Rejects if it hasn't. */
export async function installProgram(): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-gateway-'));
  await cp('dist/gateway', folder, { recursive: true });
  return {
    folder,
    start: (env, ...args) =>
      spawn(process.execPath, [join(folder, 'facteur-gateway.mjs'), ...args], {
        // Nothing of whoever runs the tests.
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

/** Waits until a program has ended, for all that it wrote. */
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

/** The origin that a started gateway prints. */
export async function originOf(program: ChildProcess): Promise<string> {
  const [chunk] = await once(program.stdout ?? program, 'data');
  return /https?:\/\/[^/\s]+/.exec(String(chunk))?.[0] ?? '';
}

/** Signs in to a started gateway as a person would, the demo's user unless told otherwise, and gives the token. */
export async function tokenOf(
  origin: string,
  signIn: Readonly<Record<string, string>> = { user: 'demo', password: 'demo' },
): Promise<string> {
  const gateway = { origin } as RunningGateway;
  const shown = await visit(gateway, '/sign-in');
  const signedIn = await submit(gateway, await pageOf(shown), signIn);
  return (await pageOf(signedIn)).querySelector<HTMLTextAreaElement>('#token')?.value ?? '';
}
