import { describe, expect, test } from 'vitest';
import { install, type ToInstall, uninstall } from '../../../src/gateway/autostart/install';
import type { Machine } from '../../../src/gateway/autostart/machine';
import { StartupError } from '../../../src/gateway/shared/startup-error';
import { type FakeMachine, fakeMachine } from './fake-machine';

const GATEWAY: ToInstall = {
  source: '/src/facteur/facteur-gateway.mjs',
  options: [],
  host: '127.0.0.1',
  port: 8337,
  homePage: 'http://127.0.0.1:8337/',
};
const STATE = '/home/jean/.local/state/facteur';
const CONFIG = '/home/jean/.config/facteur/gateway.toml';

function linux(changes: Partial<Machine> = {}): FakeMachine {
  const machine = fakeMachine('linux', changes);
  machine.files.set(GATEWAY.source, 'the program');
  return machine;
}

/** What is printed; after it, a line that begins with `✗` if it fails. */
async function linesOf(act: (print: (line: string) => void) => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  try {
    await act(line => lines.push(line));
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    lines.push(`✗ ${error.message}`);
  }
  return lines;
}

const installOn = (machine: Machine, gateway = GATEWAY) => linesOf(print => install(gateway, machine, print));
const uninstallOn = (machine: Machine) => linesOf(print => uninstall([CONFIG, STATE], machine, print));

const PROGRAM = '/home/jean/.local/lib/facteur/facteur-gateway.mjs';
const UNIT = '/home/jean/.config/systemd/user/facteur-gateway.service';

test('on Linux it copies the program, writes the unit, starts it and says how to go on', async () => {
  const machine = linux();
  expect(await installOn(machine)).toEqual([
    `Wrote ${PROGRAM} (the program)`,
    `Wrote ${UNIT} (systemd’s unit)`,
    'Started the gateway. From now on, it starts when you log in.',
    'Home page:  http://127.0.0.1:8337/',
    'Log:        journalctl --user -u facteur-gateway',
    `Undo:       node ${PROGRAM} uninstall`,
    'To start it with the computer, before you log in: loginctl enable-linger',
  ]);
  expect(machine.files.get(PROGRAM)).toBe('the program');
  expect(machine.commands).toEqual([
    'systemctl --user show-environment',
    'systemctl --user daemon-reload',
    'systemctl --user enable --now facteur-gateway',
  ]);
});

test('the unit is where XDG_CONFIG_HOME says', async () => {
  const machine = linux({ env: { HOME: '/home/jean', XDG_CONFIG_HOME: '/elsewhere' } });
  await installOn(machine);
  expect([...machine.files.keys()]).toContain('/elsewhere/systemd/user/facteur-gateway.service');
});

test('another run replaces the copy, and stops and starts the gateway', async () => {
  const machine = linux();
  await installOn(machine);
  machine.files.set(GATEWAY.source, 'the next version');
  machine.commands.length = 0;
  expect(await installOn(machine, { ...GATEWAY, options: ['--demo'] })).toContain(
    'Started the gateway. From now on, it starts when you log in.',
  );
  expect(machine.files.get(PROGRAM)).toBe('the next version');
  expect(machine.files.get(UNIT)).toMatch(/^ExecStart=.* --demo$/m);
  expect(machine.commands).toEqual([
    'systemctl --user show-environment',
    'systemctl --user stop facteur-gateway',
    'systemctl --user daemon-reload',
    'systemctl --user enable --now facteur-gateway',
  ]);
});

test('the copy can install itself again', async () => {
  const machine = linux();
  await installOn(machine);
  await installOn(machine, { ...GATEWAY, source: PROGRAM });
  expect(machine.files.get(PROGRAM)).toBe('the program');
});

test('on macOS and Windows it uses the places and commands of these systems', async () => {
  const mac = fakeMachine('darwin', { home: '/Users/jean', env: { HOME: '/Users/jean' } });
  mac.files.set(GATEWAY.source, 'the program');
  expect(await installOn(mac)).toEqual([
    'Wrote /Users/jean/Library/Application Support/facteur/facteur-gateway.mjs (the program)',
    'Wrote /Users/jean/Library/LaunchAgents/facteur-gateway.plist (launchd’s agent)',
    'Started the gateway. From now on, it starts when you log in.',
    'Home page:  http://127.0.0.1:8337/',
    'Log:        /Users/jean/Library/Logs/facteur-gateway.log',
    "Undo:       node '/Users/jean/Library/Application Support/facteur/facteur-gateway.mjs' uninstall",
  ]);
  expect(mac.commands[0]).toBe('launchctl print gui/501');

  const windows = fakeMachine('win32');
  windows.files.set(GATEWAY.source, 'the program');
  const folder = 'C:\\Users\\jean\\AppData\\Local\\facteur';
  expect(await installOn(windows)).toEqual([
    `Wrote ${folder}\\facteur-gateway.mjs (the program)`,
    `Wrote ${folder}\\facteur-gateway.xml (the task for Windows)`,
    'Started the gateway. From now on, it starts when you log in.',
    'Home page:  http://127.0.0.1:8337/',
    `Log:        ${folder}\\facteur-gateway.log`,
    `Undo:       node ${folder}\\facteur-gateway.mjs uninstall`,
  ]);

  windows.files.set(`${folder}\\facteur-gateway.log`, 'an error');
  expect(await uninstallOn(windows)).toContain(`Removed ${folder}\\facteur-gateway.log`);
  expect([...windows.files.keys()]).toEqual([GATEWAY.source]);
});

describe('nothing is changed', () => {
  const unchanged = async (machine: FakeMachine, gateway = GATEWAY) => {
    const before = [...machine.files];
    const lines = await installOn(machine, gateway);
    expect([...machine.files]).toEqual(before);
    expect(lines).toHaveLength(1);
    return lines[0];
  };

  test('without a session of systemd', async () => {
    const machine = linux();
    machine.failures.set('systemctl', 'Failed to connect to bus: No medium found');
    expect(await unchanged(machine, { ...GATEWAY, options: ['--port', '9000'] })).toBe(
      '✗ nothing was changed. “systemctl --user show-environment” failed (Failed to connect to bus: No medium found): log in at the desktop or by ssh, not with su or sudo, and install again, or start the gateway yourself: /usr/bin/node /src/facteur/facteur-gateway.mjs --port 9000',
    );
  });

  test('while another program uses the port', async () => {
    const machine = linux();
    machine.isBusy = true;
    expect(await unchanged(machine)).toMatch(/^✗ port 8337 is in use: .* Nothing was changed$/);
  });

  test('without a fixed port', async () => {
    expect(await unchanged(linux(), { ...GATEWAY, port: 0 })).toMatch(/^✗ .*--port$/);
  });

  test('on an unknown system', async () => {
    const machine = linux({ platform: 'freebsd' });
    expect(await unchanged(machine)).toMatch(/Linux, macOS and Windows, not on freebsd/);
  });

  test('without the program’s file', async () => {
    expect(await unchanged(linux(), { ...GATEWAY, source: '/none' })).toBe(
      '✗ can’t read /none (ENOENT): give this user the permission for it, and try again',
    );
  });
});

test('a start that the system refuses is told, with what was written and how to remove it', async () => {
  const machine = linux();
  machine.failures.set('systemctl --user enable', 'Access denied');
  expect(await installOn(machine)).toEqual([
    `Wrote ${PROGRAM} (the program)`,
    `Wrote ${UNIT} (systemd’s unit)`,
    `✗ “systemctl --user enable --now facteur-gateway” failed (Access denied): log in at the desktop or by ssh, not with su or sudo, and install again, or start the gateway yourself: /usr/bin/node ${PROGRAM}. To remove the files: node ${PROGRAM} uninstall`,
  ]);
});

test('a gateway that doesn’t answer after its start is told, with its log', async () => {
  const machine = linux({ isListening: async () => false });
  expect((await installOn(machine)).at(-1)).toBe(
    `✗ the gateway was started but doesn’t answer on port 8337. Its log says why: journalctl --user -u facteur-gateway. To remove it: node ${PROGRAM} uninstall`,
  );
});

test('uninstall removes what was installed, and says what it keeps', async () => {
  const machine = linux();
  machine.files.set(STATE, 'a folder');
  const before = [...machine.files];
  await installOn(machine);
  machine.commands.length = 0;
  expect(await uninstallOn(machine)).toEqual([
    'Stopped the gateway. It no longer starts when you log in.',
    `Removed ${UNIT}`,
    `Removed ${PROGRAM}`,
    `Kept ${STATE}`,
  ]);
  expect([...machine.files]).toEqual(before);
  expect(machine.isBusy).toBe(false);
  expect(machine.commands).toEqual([
    'systemctl --user show-environment',
    'systemctl --user stop facteur-gateway',
    'systemctl --user disable --now facteur-gateway',
    'systemctl --user daemon-reload',
  ]);
  expect(await uninstallOn(machine)).toEqual([`Nothing to uninstall: there is no ${PROGRAM}`]);
});

test('uninstall removes the files even if the system has forgotten the task, and tells that', async () => {
  const machine = fakeMachine('win32');
  machine.files.set(GATEWAY.source, 'the program');
  await installOn(machine);
  machine.failures.set('schtasks /Delete', 'ERROR: The system cannot find the file specified.');
  const lines = await uninstallOn(machine);
  expect([...machine.files.keys()]).toEqual([GATEWAY.source]);
  expect(lines.at(-1)).toBe(
    '✗ “schtasks /Delete /TN facteur-gateway /F” failed (ERROR: The system cannot find the file specified.). Check that the gateway has stopped',
  );
});

test('uninstall changes nothing without a session of systemd', async () => {
  const machine = linux();
  await installOn(machine);
  const before = [...machine.files];
  machine.failures.set('systemctl', 'Failed to connect to bus: No medium found');
  expect(await uninstallOn(machine)).toEqual([
    '✗ nothing was changed. “systemctl --user show-environment” failed (Failed to connect to bus: No medium found): log in at the desktop or by ssh, not with su or sudo, and install again',
  ]);
  expect([...machine.files]).toEqual(before);
});
