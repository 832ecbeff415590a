import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Desktop {
  env: NodeJS.ProcessEnv;
  printed(): string;
  displayed(): Promise<number>;
  clickNotification(): Promise<void>;
  pressInNotification(button: string): Promise<void>;
  xdotool(...args: string[]): Promise<void>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Notifications stay until clicked: dunst ignores the browser's time-out.
 * @param choose a program that reads the notifications' buttons, one a line, and prints the one to press
 */
const dunstrc = (choose: string) => `[global]
  dmenu = ${choose}
  origin = bottom-right
  width = 360
  font = DejaVu Sans 10
  markup = no
  timeout = 0
[urgency_low]
  timeout = 0
[urgency_normal]
  timeout = 0
`;

export async function openDesktop(): Promise<Desktop> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-desktop-'));
  const programs: ChildProcess[] = [];
  const start = (command: string, args: string[], env: NodeJS.ProcessEnv, extra?: 'pipe') => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore', extra ?? 'ignore'] });
    programs.push(child);
    return child;
  };
  const xvfb = start(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1200x800x24', '-nolisten', 'tcp'],
    process.env,
    'pipe',
  );
  const display = await firstLine(xvfb.stdio[3] as Readable);
  const bus = start('dbus-daemon', ['--session', '--nofork', '--print-address=1'], process.env);
  const address = await firstLine(bus.stdout as Readable);
  const env = { ...process.env, DISPLAY: `:${display}`, DBUS_SESSION_BUS_ADDRESS: address };
  const [wanted, choose, config] = [join(folder, 'wanted'), join(folder, 'choose'), join(folder, 'dunstrc')];
  await writeFile(choose, `#!/bin/sh\ngrep -F -f ${wanted} | head -n 1\n`, { mode: 0o700 });
  await writeFile(config, dunstrc(choose));
  const dunst = start('dunst', ['-config', config, '-print'], env);
  let printed = '';
  dunst.stdout?.setEncoding('utf8').on('data', text => {
    printed += text;
  });

  const dunstctl = async (...args: string[]) => (await run('dunstctl', args, { env })).stdout;
  return {
    env,
    printed: () => printed,
    displayed: async () => Number(await dunstctl('count', 'displayed')),
    async clickNotification() {
      await dunstctl('action', '0');
    },
    async pressInNotification(button) {
      await writeFile(wanted, button);
      await dunstctl('context');
    },
    async xdotool(...args) {
      await run('xdotool', args, { env });
    },
    async screenshot(path) {
      await run('import', ['-window', 'root', path], { env });
    },
    async close() {
      for (const program of programs.reverse()) await end(program);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function firstLine(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return text.trim();
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = new Promise(resolve => program.once('exit', resolve));
  program.kill();
  await ended;
}
