import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import { readFolder } from '../../src/build/package/files';
import { makePackages } from '../../src/build/package/packages';

/** What `npm run package` makes of what was built here, and of the same sources elsewhere. */

const run = promisify(execFile);
const NAMES = ['chrome', 'firefox', 'source'].map(what => `facteur-${project.version}-${what}.zip`);

const { packages, faults } = await makePackages('.');
const here = new Map(packages.map(({ name, bytes }) => [name, bytes]));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facteur-packages-'));
});
afterAll(() => rm(folder, { recursive: true }));

function unpacked(what: 'chrome' | 'firefox' | 'source'): Map<string, Buffer> {
  const files = unzipSync(here.get(`facteur-${project.version}-${what}.zip`) ?? new Uint8Array());
  return new Map(Object.entries(files).map(([path, bytes]) => [path, Buffer.from(bytes)]));
}

const manifestIn = (files: ReadonlyMap<string, Buffer>) => JSON.parse(String(files.get('manifest.json')));

describe('the packages', () => {
  it('are three, named by version, without fault', () => {
    expect(faults).toEqual([]);
    expect([...here.keys()]).toEqual(NAMES);
  });

  it('hold what was built; Chrome’s leaves out the key that gives the unpacked extension its id', async () => {
    for (const browser of ['chrome', 'firefox'] as const) {
      const built = await readFolder(`dist/${browser}`);
      const packed = unpacked(browser);
      const { key, ...manifest } = manifestIn(built);
      expect(typeof key).toBe(browser === 'chrome' ? 'string' : 'undefined');
      expect(manifestIn(packed)).toEqual(manifest);
      expect([...packed.keys()]).toEqual([...built.keys()].sort());
      const others = [...built].filter(([path, content]) => !packed.get(path)?.equals(content));
      expect(others.map(([path]) => path).filter(path => path !== 'manifest.json')).toEqual([]);
    }
  });

  it('give Mozilla’s linter nothing to say', async () => {
    const file = join(folder, 'firefox.zip');
    await writeFile(file, here.get(`facteur-${project.version}-firefox.zip`) ?? '');
    const program = resolve('node_modules/web-ext/bin/web-ext.js');
    const args = ['lint', '--source-dir', file, '--output', 'json', '--no-config-discovery'];
    const { stdout } = await run(process.execPath, [program, ...args]).catch(error => error);
    const { errors, warnings, notices } = JSON.parse(stdout);
    expect([...errors, ...warnings, ...notices]).toEqual([]);
  });
});

describe('where the source package was unpacked', () => {
  let elsewhere: string;

  beforeAll(async () => {
    elsewhere = join(folder, 'quite another, longer name', 'é');
    for (const [path, content] of unpacked('source')) {
      await mkdir(dirname(join(elsewhere, path)), { recursive: true });
      await writeFile(join(elsewhere, path), content);
    }
    await symlink(resolve('node_modules'), join(elsewhere, 'node_modules'), 'junction');
    const env = { ...process.env, TZ: 'Pacific/Kiritimati' };
    await run('npm', ['run', 'package'], { cwd: elsewhere, env, shell: process.platform === 'win32' });
  });

  it.each(NAMES)('the same commands make the same bytes of %s', async name => {
    const there = await readFile(join(elsewhere, 'dist/packages', name));
    expect(there.length).toBeGreaterThan(100_000);
    expect(Buffer.compare(there, here.get(name) ?? Buffer.alloc(0))).toBe(0);
  });

  it('a file that is on no list keeps all from being packed, and is named', async () => {
    await writeFile(join(elsewhere, 'dist/chrome/notes.txt'), 'by mistake');
    const args = [join('dist', 'packager', 'package.js')];
    const failure = await run(process.execPath, args, { cwd: elsewhere }).catch(error => error);
    expect(failure).toMatchObject({
      code: 1,
      stderr: 'chrome: notes.txt is not on the list in src/build/package/contents.ts\nNothing was packed.\n',
    });
    await expect(readFolder(join(elsewhere, 'dist/packages'))).rejects.toThrow('ENOENT');
  });
});
