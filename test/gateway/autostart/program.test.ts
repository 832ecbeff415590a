import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { systemdAutostart } from '../../../src/gateway/autostart/systemd';
import { temporaryFolder } from '../folder';
import { type Finished, finish, installProgram } from '../run-program';
import { freePort } from '../send';

/** Where the system has the programs that `SYSTEMCTL` uses. */
const SYSTEM = ['/usr/bin', '/bin'].join(delimiter);

/** Starts what the unit in the home folder says, stops it and waits for its end. Writes its arguments into `calls`. */
const SYSTEMCTL = `#!/bin/sh
cd "$HOME" && echo "$*" >> calls
case "$*" in
  *enable\\ --now*)
    command=$(sed -n 's/^ExecStart=//p' .config/systemd/user/facteur-gateway.service)
    eval "exec $command" > /dev/null 2> log < /dev/null &
    echo $! > pid ;;
  *stop*|*disable*)
    [ -e pid ] || exit 0
    process=$(cat pid)
    kill "$process"
    while grep -qs '^State:.[RSD]' "/proc/$process/status"; do sleep 0.05; done
    rm pid ;;
esac
`;

interface World {
  readonly home: string;
  /** The program that was built. */
  readonly source: string;
  /** The program that is installed. */
  readonly copy: string;
  run(program: string, ...args: string[]): Promise<Finished>;
}

/** An empty home folder. @param systemctl a replacement for the system’s */
async function createWorld(systemctl?: string): Promise<World> {
  const home = await temporaryFolder();
  const bin = join(home, 'bin');
  const env = { HOME: home, PATH: [bin, SYSTEM].join(delimiter) };
  if (systemctl !== undefined) {
    await mkdir(bin);
    await writeFile(join(bin, 'systemctl'), systemctl);
    await chmod(join(bin, 'systemctl'), 0o755);
    onTestFinished(() => void spawnSync(join(bin, 'systemctl'), ['stop'], { env }));
  }
  const { folder, remove } = await installProgram();
  onTestFinished(remove);
  return {
    home,
    source: join(folder, 'facteur-gateway.mjs'),
    copy: join(home, '.local/lib/facteur/facteur-gateway.mjs'),
    run: (program, ...args) => finish(spawn(process.execPath, [program, ...args], { env, cwd: home })),
  };
}

const answer = async (origin: string) => (await fetch(origin)).status;

test('the installed gateway runs without the folder that it came from, until it is uninstalled', async () => {
  const { home, source, copy, run } = await createWorld(SYSTEMCTL);
  const port = String(await freePort());
  const origin = `http://127.0.0.1:${port}/`;
  const installed = await run(source, 'install', '--demo', '--port', port);
  expect(installed).toEqual({ code: 0, out: expect.stringContaining(`Home page:  ${origin}\n`), err: '' });
  await rm(source);
  expect(await answer(origin)).toBe(200);

  // The copy can install itself again, with other options.
  const again = await run(copy, 'install', '--demo', '--port', port, '--log-level', 'warn');
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(await answer(origin)).toBe(200);

  const uninstalled = await run(copy, 'uninstall');
  expect(uninstalled).toEqual({
    code: 0,
    out: `Stopped the gateway. It no longer starts when you log in.
Removed ${home}/.config/systemd/user/facteur-gateway.service
Removed ${copy}
Kept ${home}/.local/state/facteur
`,
    err: '',
  });
  await expect(answer(origin)).rejects.toThrow();
  expect(await readdir(join(home, '.local'))).not.toContain('facteur');
  expect(await readFile(join(home, 'log'), 'utf8')).toBe('');
});

test('a config file that the gateway would refuse stops the installation', async () => {
  const { home, source, run } = await createWorld(SYSTEMCTL);
  await mkdir(join(home, '.config/facteur'), { recursive: true });
  await writeFile(join(home, '.config/facteur/gateway.toml'), 'port = 1', { mode: 0o644 });
  const refused = await run(source, 'install');
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('chmod 600') });
  expect(await readdir(home)).not.toContain('.local');
});

test('without a session of systemd, nothing is changed', async () => {
  const { home, source, run } = await createWorld();
  const port = String(await freePort());
  const refused = await run(source, 'install', '--demo', '--port', port);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(
    /^facteur-gateway: nothing was changed\. “systemctl --user show-environment” failed \(.+\): log in .*\n$/,
  );
  expect(refused.err).toContain(`${process.execPath} ${source} --demo --port ${port}`);
  expect(await readdir(home)).toEqual([]);
  expect(await run(source, 'uninstall')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Nothing to uninstall/),
  });
});

test('the variables of the terminal are not part of the installation, and it says so', async () => {
  const { home, source } = await createWorld(SYSTEMCTL);
  const env = { HOME: home, PATH: SYSTEM, FACTEUR_GATEWAY_PORT: '9000' };
  const { out } = await finish(spawn(process.execPath, [source, 'install', '--port', '0'], { env }));
  expect(out).toBe('Ignored FACTEUR_GATEWAY_PORT: give options instead, or set them in the config file\n');
});

test('systemd accepts the unit, with any characters in its paths', async () => {
  const home = await temporaryFolder();
  // systemd takes no program with a quotation mark in its path, only arguments.
  const folder = join(home, 'my $HOME 50%h {and} more');
  await mkdir(folder);
  const program = join(folder, 'the "gateway".mjs');
  const place = { node: join(folder, 'node'), program, options: ['--demo'] };
  await writeFile(place.node, '');
  await chmod(place.node, 0o755);
  const { file } = systemdAutostart(place, home);
  await mkdir(join(file.path, '..'), { recursive: true });
  await writeFile(file.path, file.content);
  const env = { PATH: process.env.PATH, HOME: home, XDG_RUNTIME_DIR: home };
  const verified = spawnSync('systemd-analyze', ['verify', '--user', file.path], { env, encoding: 'utf8' });
  expect(verified).toMatchObject({ status: 0, stdout: '', stderr: '' });

  // It would refuse a wrong line or a program that isn’t there.
  await rm(place.node);
  expect(spawnSync('systemd-analyze', ['verify', '--user', file.path], { env }).status).not.toBe(0);
});
