import { type ChildProcess, spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFailed, onTestFinished } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import { waitFor } from '../../src/launcher/wait-for';
import { temporaryFolder } from '../gateway/folder';

/** Built by `npm test` already. A new build would replace the files while other tests use them. */
const BUILT = ['chrome', 'firefox', 'gateway'];

/** Runs a command with an empty home folder, without npm's `pre` scripts. */
export function run(command: string, home: string): ChildProcess {
  const child = spawn('sh', ['-c', command], {
    env: {
      ...process.env,
      HOME: home,
      npm_config_userconfig: join(homedir(), '.npmrc'),
      npm_config_cache: join(homedir(), '.npm'),
      npm_config_prefer_offline: 'true',
      npm_config_ignore_scripts: 'true',
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that `end` also reaches its children.
    detached: true,
  });
  onTestFinished(() => end(child, 'SIGKILL'));
  return child;
}

function end({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, signal);
  } catch {}
}

interface Ended {
  code: number | null;
  output: string;
}

/** @param until sends SIGINT once the output matches; without it, waits for the command to exit */
export async function outcome(child: ChildProcess, until?: RegExp): Promise<Ended> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  onTestFailed(() => void process.stderr.write(`${output}\n`));
  const closed = new Promise<number | null>(resolve => child.on('close', resolve));
  if (until) {
    await Promise.race([
      waitFor(
        async () => output,
        text => until.test(text),
      ),
      closed,
    ]);
    end(child, 'SIGINT');
  }
  return { code: await closed, output };
}

/** Runs the builds of a command's `pre` script, except those that `npm test` has made. */
export async function build(command: string): Promise<void> {
  const scripts: Readonly<Record<string, string>> = project.scripts;
  const [, name = ''] = /\bnpm (?:run )?([\w:-]+)/.exec(command) ?? [];
  const steps = (scripts[`pre${name}`] ?? '').split(' && ');
  for (const step of steps) {
    const [, mode] = /^vite build --mode ([\w-]+)$/.exec(step) ?? [];
    if (!mode || BUILT.includes(mode)) continue;
    const { code, output } = await outcome(run(`npx ${step}`, await temporaryFolder()));
    expect(code, output).toBe(0);
  }
}
