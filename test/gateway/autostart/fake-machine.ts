import type { CommandLine } from '../../../src/gateway/autostart/autostart';
import type { Machine } from '../../../src/gateway/autostart/machine';

export interface FakeMachine extends Machine {
  /** By path. The program’s own file is among them. */
  readonly files: Map<string, string>;
  readonly commands: string[];
  /** What a command answers, by how it begins, instead of succeeding. */
  readonly failures: Map<string, string>;
  /** Whether a program listens on the gateway’s port. */
  isBusy: boolean;
}

/** A gateway that a start command starts listens at once, and a stop command ends it at once. */
export function fakeMachine(platform: NodeJS.Platform, changes: Partial<Machine> = {}): FakeMachine {
  const files = new Map<string, string>();
  const commands: string[] = [];
  const failures = new Map<string, string>();
  const machine: FakeMachine = {
    platform,
    env: { HOME: '/home/jean', LOCALAPPDATA: 'C:\\Users\\jean\\AppData\\Local' },
    home: '/home/jean',
    uid: 501,
    user: 'PC\\jean',
    node: '/usr/bin/node',
    files,
    commands,
    failures,
    isBusy: false,
    async run(command: CommandLine) {
      const line = command.join(' ');
      commands.push(line);
      for (const [beginning, failure] of failures) if (line.startsWith(beginning)) return failure;
      if (/enable --now|bootstrap|\/Run/.test(line)) machine.isBusy = true;
      if (/ stop | disable |bootout|\/End/.test(line)) machine.isBusy = false;
      return undefined;
    },
    async read(path) {
      const text = files.get(path);
      if (text === undefined) throw Object.assign(new Error(), { code: 'ENOENT' });
      return Buffer.from(text);
    },
    async write(path, content) {
      files.set(path, String(content));
    },
    exists: async path => files.has(path),
    async remove(path) {
      files.delete(path);
    },
    isListening: async () => machine.isBusy,
    pause: async () => {},
    ...changes,
  };
  return machine;
}
