import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src/gateway/store/open-store';
import { findGateway } from '../../../src/gateway/store/run-guard';
import { temporaryFolder } from '../folder';
import { temporaryStore } from './temporary';

const open = (state: string, isGateway = true) => temporaryStore({ state, isGateway });

test('a second gateway on one state folder doesn’t start, and says why and what to do', async () => {
  const state = await temporaryFolder();
  await open(state);
  await expect(openStore({ state, isGateway: true })).rejects.toThrow(
    `another gateway (process ${process.pid}) uses the state folder ${state}: stop it, or give this one a folder of its own with --state; several gateways can share a database with --database-url`,
  );
  expect(await findGateway(state)).toBe(process.pid);
});

test('of ten gateways that start at once, one gets the folder', async () => {
  const state = await temporaryFolder();
  const started = await Promise.allSettled(Array.from({ length: 10 }, () => open(state)));
  expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a command runs beside a gateway, and reads and changes its records', async () => {
  const state = await temporaryFolder();
  const [gateway, command] = [await open(state), await open(state, false)];
  await command.generations.change('anna', () => ({ record: 1, result: undefined }));
  expect(await gateway.generations.get('anna')).toBe(1);
  expect(await findGateway(state)).toBe(process.pid);
});

test('the folder is free after the gateway has ended, and nothing of it stays', async () => {
  const state = await temporaryFolder();
  await (await open(state)).close();
  expect(await findGateway(state)).toBeUndefined();
  expect((await readdir(state)).filter(name => name.startsWith('gateway'))).toEqual([]);
  await open(state);
});

test('a folder whose path is too long for a socket is guarded, too', async () => {
  const state = join(await temporaryFolder(), 'x'.repeat(100));
  await mkdir(state, { mode: 0o700 });
  const store = await open(state);
  await expect(openStore({ state, isGateway: true })).rejects.toThrow('another gateway');
  if (process.platform === 'linux') expect(await readdir(state)).toContain('gateway.sock');
  await store.close();
  expect(await readdir(state)).not.toContain('gateway.sock');
  await open(state);
});

/** Has the socket of a gateway, as a process of its own. */
async function startOther(path: string): Promise<ChildProcess> {
  const code = `require('net').createServer(it => it.end(process.pid + '\\n')).listen(process.argv[1], () => console.log('on'))`;
  const other = spawn(process.execPath, ['-e', code, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void other.kill('SIGKILL'));
  await once(other.stdout ?? other, 'data');
  return other;
}

test.runIf(process.platform !== 'win32')('the folder of a killed gateway is free at once', async () => {
  const state = await temporaryFolder();
  const other = await startOther(join(state, 'gateway.sock'));
  await expect(openStore({ state, isGateway: true })).rejects.toThrow(`(process ${other.pid})`);
  other.kill('SIGKILL');
  await once(other, 'exit');
  await open(state);
});

test.runIf(process.platform !== 'win32')('a gateway that is stopped keeps its folder', async () => {
  const state = await temporaryFolder();
  const other = await startOther(join(state, 'gateway.sock'));
  other.kill('SIGSTOP');
  await expect(openStore({ state, isGateway: true })).rejects.toThrow(/^another gateway uses the state/);
});
