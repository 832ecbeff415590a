import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import type { StoreOptions } from '../../../src/gateway/store/open-store';

/** A process that has opened a store. It does what its lines of standard input say (store-program.ts). */
export interface OtherProcess {
  /** Resolves to its answer. */
  ask(line: string): Promise<string>;
  kill(): Promise<void>;
}

let bundle: Promise<string> | undefined;

/** Bundles the program: Node 20 can't run TypeScript. */
async function bundled(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'facteur-store-program-'));
  const input = 'test/gateway/store/store-program.ts';
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: {
        input,
        external: [/^node:/],
        output: { entryFileNames: '[name].mjs', codeSplitting: false },
      },
    },
  });
  return join(outDir, 'store-program.mjs');
}

/** @param limit of the size of a file, in blocks of 512 bytes or more: it can't write more, as on a full disk. Not in Windows */
export async function startOtherProcess(options: StoreOptions, limit?: number): Promise<OtherProcess> {
  bundle ??= bundled();
  const command = [process.execPath, await bundle, JSON.stringify(options)];
  const [program = '', ...args] =
    limit === undefined ? command : ['sh', '-c', `ulimit -f ${limit}; exec "$0" "$@"`, ...command];
  const other: ChildProcess = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: other.stdout ?? process.stdin })[Symbol.asyncIterator]();
  const nextAnswer = async () => (await answers.next()).value ?? 'ended';
  await nextAnswer();
  return {
    ask(line) {
      other.stdin?.write(`${line}\n`);
      return nextAnswer();
    },
    async kill() {
      if (other.exitCode !== null || other.signalCode !== null) return;
      const ended = once(other, 'exit');
      other.kill('SIGKILL');
      await ended;
    },
  };
}
