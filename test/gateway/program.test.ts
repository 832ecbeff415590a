import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facteur-gateway-'));
  await build({ mode: 'gateway', build: { outDir: folder, emptyOutDir: true } });
}, 30_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(folder, 'facteur-gateway.js'), ...args], { env: {} });
}

async function finish(program: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
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

test('a wrong argument is one line and exit code 2', async () => {
  expect(await finish(start('--port', 'x'))).toEqual({
    code: 2,
    out: '',
    err: 'facteur-gateway: --port is "x": give it a whole number from 0 to 65535\n',
  });
});

test('help and version are printed', async () => {
  const [help, version] = await Promise.all([finish(start('--help')), finish(start('--version'))]);
  expect(help).toMatchObject({ code: 0, out: expect.stringContaining('--deliver-every') });
  expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test('it says where it is, refuses a port in use, and stops when told', async () => {
  const program = start('--port', '0');
  const finished = finish(program);
  const [chunk] = await once(program.stdout ?? program, 'data');
  const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk))?.[0] ?? '';
  expect((await fetch(origin)).status).toBe(200);

  const second = await finish(start('--port', new URL(origin).port));
  expect(second).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^facteur-gateway: port \d+ is in use: .*--port/),
  });

  program.kill('SIGTERM');
  expect(await finished).toMatchObject({
    code: 0,
    out: `Home page:   ${origin}/\nAPI address: ${origin}/PersonalMessages/V2\n`,
    err: '',
  });
});
