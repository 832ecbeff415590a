import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  access,
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  rmdir,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import { makeDebianPackage } from '../../src/build/debian/debian-package';
import { temporaryFolder } from '../gateway/folder';
import { originOf, tokenOf } from '../gateway/run-program';
import { freePort } from '../gateway/send';
import { giveToOwner, ids, owner } from '../imap/unprivileged';
import { createDebianRoot, type DebianRoot } from './debian-root';

const run = promisify(execFile);

const NAME = `facteur-gateway_${project.version}_all.deb`;

/** The file of the package. */
let file: string;
beforeAll(async () => {
  const { name, bytes } = (await makeDebianPackage('.')) ?? { name: '', bytes: new Uint8Array() };
  file = join(await mkdtemp(join(tmpdir(), 'facteur-')), name);
  await writeFile(file, bytes);
});
afterAll(() => rm(join(file, '..'), { recursive: true }));

async function install(): Promise<DebianRoot> {
  const root = await createDebianRoot();
  await root.pretend('init-system-helpers', '1.65');
  await root.pretend('nodejs', '20.19.0-1');
  await root.dpkg('--install', file);
  return root;
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

describe('the package', () => {
  test('has the same bytes whenever, wherever and by whom it is built', async () => {
    const umask = process.umask(0o077);
    onTestFinished(() => void process.umask(umask));
    const { name, bytes } = (await makeDebianPackage('.')) ?? {};
    expect(name).toBe(NAME);
    expect(Buffer.from(bytes ?? '').equals(await readFile(file))).toBe(true);
  });

  test('belongs to root; only root may write its files, or read its config file', async () => {
    const { stdout } = await run('dpkg-deb', ['--contents', file]);
    const lines = stdout.trim().split('\n');
    const files = lines.map(line => line.split(/\s+/));
    expect(new Set(files.map(([, from]) => from))).toEqual(new Set(['root/root']));
    const modes = new Map(files.map(([mode = '', , , , , path = '']) => [path, mode]));
    expect(modes.get('./etc/facteur/')).toBe('drwx------');
    expect(modes.get('./etc/facteur/gateway.toml')).toBe('-rw-------');
    const others = [...modes].filter(([path]) => !path.startsWith('./etc/facteur/'));
    for (const [path, mode] of others)
      expect(mode, path).toMatch(/^(?:drwxr-xr-x|-rw-r--r--|-rwxr-xr-x|lrwxrwxrwx)$/);
  });

  test.each(['18.20.4+dfsg-1~deb12u3', '20.18.3-1nodesource1'])(
    'isn’t set up with Node.js %s, which is too old',
    async version => {
      const root = await createDebianRoot();
      await root.pretend('init-system-helpers', '1.65');
      await root.pretend('nodejs', version);
      const refused = root.dpkg('--install', file);
      await expect(refused).rejects.toThrow('facteur-gateway depends on nodejs (>= 20.19)');
    },
  );
});

describe('installed', () => {
  test('starts with the system, and an update keeps the config file', async () => {
    const { folder, dpkg } = await install();
    const wants = join(folder, 'etc/systemd/system/multi-user.target.wants');
    expect(await readdir(wants)).toEqual(['facteur-gateway.service']);
    const config = join(folder, 'etc/facteur/gateway.toml');
    await writeFile(config, 'list = 5\n');
    await dpkg('--install', file);
    expect(await readFile(config, 'utf8')).toBe('list = 5\n');
  });

  test('removed, it leaves the config and what it has stored; purged, nothing', async () => {
    const { folder, dpkg } = await install();
    const state = join(folder, 'var/lib/private/facteur');
    await mkdir(state, { recursive: true });
    await writeFile(join(state, 'key'), 'a key');
    await dpkg('--remove', 'facteur-gateway');
    expect(await exists(join(folder, 'usr/lib/facteur-gateway'))).toBe(false);
    expect(await exists(join(folder, 'etc/facteur/gateway.toml'))).toBe(true);
    expect(await exists(join(state, 'key'))).toBe(true);
    await dpkg('--purge', 'facteur-gateway');
    expect(await exists(join(folder, 'etc/facteur'))).toBe(false);
    expect(await exists(state)).toBe(false);
  });

  test('the command is on the PATH', async () => {
    const { folder } = await install();
    const { stdout } = await run(join(folder, 'usr/bin/facteur-gateway'), ['--version']);
    expect(stdout).toBe(`${project.version}\n`);
  });

  test('an unprivileged user who runs the unit’s commands gets answers from the API', async () => {
    const { folder } = await install();
    const service = await startAsService(folder);
    const origin = await originOf(service);
    const token = await tokenOf(origin);
    const query = new URLSearchParams({ action: 'getPersonalMessages', infos: 'NoUnReadMails', token });
    const answer = await fetch(`${origin}/PersonalMessages/V2?${query}`);
    expect(await answer.text()).toMatch(/<NoUnReadMails>\d+<\/NoUnReadMails>/);
  });
});

/** Does what systemd does with the unit, but for the sandbox. */
async function startAsService(root: string): Promise<ChildProcess> {
  const unit = await readFile(join(root, 'usr/lib/systemd/system/facteur-gateway.service'), 'utf8');
  const run = await temporaryFolder();
  await giveToOwner(run);
  const around = join(await temporaryFolder(), 'facteur-gateway');
  const config = join(around, 'etc');
  // Others may enter the folder with the program.
  await chmod(root, 0o755);
  const place = (text: string) =>
    text
      .replace('/usr/bin/node', process.execPath)
      .replaceAll('/usr/lib/facteur-gateway', join(root, 'usr/lib/facteur-gateway'))
      .replace('%t/facteur-gateway/etc', config)
      .replace('%t/facteur', run)
      .replace('/proc/1/root/etc/facteur', join(root, 'etc/facteur'))
      .replace('/etc/facteur/gateway.toml', join(config, 'gateway.toml'));
  const [before = '', start = ''] = ['ExecStartPre=+', 'ExecStart='].map(name =>
    place(unit.split(`\n${name}`)[1]?.split('\n')[0] ?? ''),
  );
  await promisify(execFile)('sh', ['-c', before]);
  // In the service's view, no folder is around the copy.
  for (const folder of [around, join(around, '..')]) await chmod(folder, 0o755);
  const [command = '', ...args] = start.split(' ');
  const ports = ['--port', '0', '--admin', `127.0.0.1:${await freePort()}`];
  const env = { XDG_STATE_HOME: run };
  const service = spawn(command, [...args, ...ports], { env, cwd: '/', ...owner });
  onTestFinished(async () => {
    if (service.exitCode !== null) return;
    const ended = once(service, 'exit');
    service.kill('SIGKILL');
    await ended;
  });
  return service;
}

describe('the copy of the configuration', () => {
  /** A configuration, a folder of the service, and one of root alone, in which the copy isn't there yet. */
  async function place() {
    const [from, service, root] = [await temporaryFolder(), await temporaryFolder(), await temporaryFolder()];
    await giveToOwner(service);
    const to = join(root, 'facteur-gateway', 'etc');
    const copy = () => run('sh', ['src/deploy/debian/copy-config', from, to, service]);
    return { from, to, around: join(root, 'facteur-gateway'), copy };
  }

  test('follows links, keeps modes, belongs to the service, and forgets removed files', async () => {
    const { from, to, copy } = await place();
    const elsewhere = join(await temporaryFolder(), 'cert.pem');
    await writeFile(join(from, 'gateway.toml'), 'list = 5', { mode: 0o600 });
    await writeFile(join(from, 'open to all'), '', { mode: 0o644 });
    await writeFile(elsewhere, 'a certificate');
    await symlink(elsewhere, join(from, 'cert.pem'));
    await mkdir(join(from, 'more'), { mode: 0o700 });
    await writeFile(join(from, 'more', 'company.secret'), 'secret', { mode: 0o600 });
    await copy();
    expect((await readdir(to, { recursive: true })).sort()).toEqual(
      ['cert.pem', 'gateway.toml', 'more', 'more/company.secret', 'open to all'].sort(),
    );
    expect(await readFile(join(to, 'cert.pem'), 'utf8')).toBe('a certificate');
    const { uid, mode } = await stat(join(to, 'more', 'company.secret'));
    expect({ uid, mode: mode & 0o777 }).toEqual({ uid: ids.uid, mode: 0o600 });
    expect((await stat(join(to, 'open to all'))).mode & 0o777).toBe(0o644);

    const seen = (await stat(to)).ino;
    await writeFile(join(from, 'gateway.toml'), 'list = 6');
    await unlink(join(from, 'open to all'));
    await copy();
    expect(await readFile(join(to, 'gateway.toml'), 'utf8')).toBe('list = 6');
    expect(await exists(join(to, 'open to all'))).toBe(false);
    expect((await stat(join(to, 'gateway.toml'))).uid).toBe(ids.uid);
    // The running service has this folder in its own view.
    expect((await stat(to)).ino).toBe(seen);
  });

  test.runIf(owner)('the service’s user can neither enter its folder nor change a name in it', async () => {
    const { from, to, around, copy } = await place();
    await writeFile(join(from, 'gateway.toml'), 'list = 5', { mode: 0o600 });
    await copy();
    const as = (...command: readonly string[]) =>
      run(command[0] ?? '', command.slice(1), owner).then(
        () => 'done',
        () => 'refused',
      );
    await chmod(join(around, '..'), 0o755);
    expect(await as('ls', to)).toBe('refused');
    // As in the service's own view, where no folder is around it.
    await chmod(around, 0o755);
    expect(await as('cat', join(to, 'gateway.toml'))).toBe('done');
    expect(await as('ln', '-sf', '/etc/passwd', join(to, 'gateway.toml'))).toBe('refused');
    expect(await as('rm', '-f', join(to, 'gateway.toml'))).toBe('refused');
    expect(await as('touch', join(to, 'another'))).toBe('refused');
  });

  test.each([
    [
      'a link in the place of the file',
      (around: string, target: string) => ['ln', '-s', target, `${around}/etc/gateway.toml`],
    ],
    [
      'another name of the file',
      (around: string, target: string) => ['ln', target, `${around}/etc/gateway.toml`],
    ],
    [
      'a link in the place of the new folder',
      (around: string, target: string) => ['ln', '-s', `${target}/..`, `${around}/new`],
    ],
  ])('%s leads nowhere else', async (_what, hostile) => {
    const { from, to, around, copy } = await place();
    const target = join(around, '..', 'gateway.toml');
    await writeFile(target, 'root’s own', { mode: 0o600 });
    await writeFile(join(from, 'gateway.toml'), 'list = 5', { mode: 0o600 });
    await mkdir(around, { mode: 0o700 });
    await mkdir(to);
    const [command = '', ...args] = hostile(around, target);
    await run(command, args);
    await copy();
    expect(await readFile(target, 'utf8')).toBe('root’s own');
    expect((await stat(target)).uid).toBe(process.getuid?.());
    expect(await readFile(join(to, 'gateway.toml'), 'utf8')).toBe('list = 5');
  });

  test.runIf(owner)(
    'a folder of somebody else, open to others or behind a link isn’t written to',
    async () => {
      const { from, to, around, copy } = await place();
      await writeFile(join(from, 'gateway.toml'), 'list = 5', { mode: 0o600 });
      const isRefused = async () => {
        await expect(copy()).rejects.toThrow('is not a folder of root alone');
        expect(await exists(to)).toBe(false);
      };
      await mkdir(around, { mode: 0o700 });
      await giveToOwner(around);
      await isRefused();
      await run('chown', ['root', around]);
      await chmod(around, 0o755);
      await isRefused();
      await rmdir(around);
      await symlink(await temporaryFolder(), around);
      await isRefused();
    },
  );
});
