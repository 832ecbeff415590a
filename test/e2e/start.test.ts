import { type ChildProcess, spawn } from 'node:child_process';
import { cp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { temporaryFolder } from '../gateway/folder';
import { type Finished, finish } from '../gateway/run-program';

const BROWSERS = ['chromium', 'firefox'] as const;

/** Runs the script of `npm start`, or another command. */
function start(
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  command = [process.execPath, 'src/launcher/start.js'],
): ChildProcess {
  const [program = '', ...words] = [...command, ...args];
  const child = spawn(program, words, { env: { ...process.env, ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Expects exactly one line on standard error, no output and exit code 2. */
function expectOneLine({ code, out, err }: Finished, line: RegExp | string): void {
  expect(err).toMatch(line);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect(out).toBe('');
  expect(code).toBe(2);
}

/** Waits until the program has written that to standard output. */
async function says(program: ChildProcess, words: RegExp): Promise<void> {
  let out = '';
  let err = '';
  program.stderr?.on('data', chunk => {
    err += chunk;
  });
  for await (const chunk of program.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    out += chunk;
    if (words.test(out)) return;
  }
  throw new Error(`It ended without ${words}: ${out}${err}`);
}

/** Kills the program's only child process. */
async function killBrowser({ pid }: ChildProcess): Promise<void> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  process.kill(Number(children), 'SIGKILL');
}

describe('npm start prints one error line and removes its files', () => {
  it('for an unknown option', async () => {
    const TMPDIR = await temporaryFolder();
    const ended = await finish(start({ TMPDIR }, ['--heedless']));
    expectOneLine(ended, "Unknown option '--heedless'. All options: npm start -- --help");
    expect(await readdir(TMPDIR)).toEqual([]);
  });

  it('for options that npm has taken', async () => {
    const npm = ['npm', '--silent', 'start', '--headless', '--once'];
    const ended = await finish(start({ TMPDIR: await temporaryFolder() }, [], npm));
    expectOneLine(ended, 'Put them after it: npm start -- --headless --once');
  });

  it.each(BROWSERS)('if %s finds no display', async browser => {
    const TMPDIR = await temporaryFolder();
    const env = { TMPDIR, DISPLAY: ':9876', WAYLAND_DISPLAY: '' };
    const ended = await finish(start(env, ['--browser', browser]));
    expectOneLine(
      ended,
      /^Can’t start \S+: .*display.*\. To start it without a window: npm start -- --headless$/im,
    );
    expect(await readdir(TMPDIR)).toEqual([]);
  });

  it.each([
    ['is missing', async () => '/no/such/folder', 'no such file or directory'],
    ['is a file', async () => resolve('package.json'), 'not a directory'],
  ])('if the folder for temporary files %s', async (_how, place, reason) => {
    const ended = await finish(start({ TMPDIR: await place() }, ['--headless']));
    expectOneLine(ended, `: ${reason}. Set TMPDIR to a folder that you may write in.`);
  });

  it('if no browser is installed', async () => {
    const bin = await temporaryFolder();
    await symlink(process.execPath, join(bin, 'node'));
    const ended = await finish(start({ PATH: bin }, ['--headless']));
    expectOneLine(
      ended,
      'Not found on this machine: Chromium, Chrome, Edge, Brave, Opera, Vivaldi, or Firefox. Get one',
    );
  });

  it('if the browser is broken, with the browser’s own error', async () => {
    const bin = await temporaryFolder();
    const TMPDIR = await temporaryFolder();
    const words = 'vivaldi: error while loading shared libraries: libnss3.so';
    await writeFile(join(bin, 'vivaldi'), `#!/bin/sh\necho '${words}' >&2\nexit 127\n`, { mode: 0o755 });
    const ended = await finish(start({ PATH: bin, TMPDIR }, ['--headless']));
    expectOneLine(ended, words);
    expect(await readdir(TMPDIR)).toEqual([]);
  });

  it('if the browser ends during the setup', async () => {
    const TMPDIR = await temporaryFolder();
    const child = start({ TMPDIR }, ['--headless', '--browser', 'chromium']);
    const ended = finish(child);
    await waitFor(
      () => readdir(TMPDIR, { recursive: true }),
      files => files.some(file => file.endsWith('/extension/manifest.json')),
    );
    await killBrowser(child);
    expectOneLine(await ended, /^Can’t .*\. If you have closed the browser, start again: npm start$/m);
    expect(await readdir(TMPDIR)).toEqual([]);
  });

  it('if npm ci has not been run', async () => {
    const project = await temporaryFolder();
    await cp('package.json', join(project, 'package.json'));
    await cp('src/launcher/start.js', join(project, 'start.js'));
    const ended = await finish(spawn(process.execPath, ['start.js'], { cwd: project }));
    expectOneLine(ended, 'A package that Facteur needs is missing. Install them all: npm ci');
  });
});

it('npm start runs if node_modules and the project are read-only', async () => {
  const TMPDIR = await temporaryFolder();
  const readOnly = join(await temporaryFolder(), 'read-only.cjs');
  // Simulates a read-only file system, because root may write to any folder.
  await writeFile(
    readOnly,
    `const fs = require('node:fs');
    const refuse = path => {
      if (String(path).startsWith(process.cwd())) throw Object.assign(new Error('EROFS'), { errno: -30 });
    };
    const change = (of, name, isChange) => {
      const act = of[name];
      of[name] = (path, ...rest) => {
        if (isChange(...rest)) refuse(path);
        return act.call(of, path, ...rest);
      };
    };
    for (const name of ['mkdir', 'mkdtemp', 'writeFile', 'rm']) {
      change(fs.promises, name, () => true);
      change(fs, name + 'Sync', () => true);
    }
    change(fs.promises, 'access', mode => (mode & fs.constants.W_OK) !== 0);
    require('node:module').syncBuiltinESMExports();`,
  );
  const env = { TMPDIR, NODE_OPTIONS: `--require ${readOnly}` };
  const child = start(env, ['--headless']);
  const ended = finish(child);
  await says(child, /Facteur \S+ is running in/);
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 0, err: '' });
  expect(await readdir(TMPDIR)).toEqual([]);

  const once = await finish(start(env, ['--headless', '--once']));
  expectOneLine(
    once,
    /^Can’t write into \S+\/dist: read-only file system\. Without --once nothing is written there\.$/m,
  );
});

describe('npm start ends its browser and removes its files', () => {
  it.each([
    ['chromium', 'SIGTERM'],
    ['chromium', 'SIGHUP'],
    ['firefox', 'SIGTERM'],
  ] as const)('in %s after %s', async (browser, signal) => {
    const TMPDIR = await temporaryFolder();
    const child = start({ TMPDIR }, ['--headless', '--browser', browser]);
    const ended = finish(child);
    await says(child, /badge +\d/);
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, err: '' });
    expect(await readdir(TMPDIR)).toEqual([]);
  });

  it('when the browser is killed', async () => {
    const TMPDIR = await temporaryFolder();
    const child = start({ TMPDIR }, ['--headless', '--browser', 'chromium']);
    const ended = finish(child);
    await says(child, /badge +\d/);
    await killBrowser(child);
    expect(await ended).toMatchObject({ code: 0 });
    expect(await readdir(TMPDIR)).toEqual([]);
  });
});
