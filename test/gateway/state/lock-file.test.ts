import { spawn, spawnSync } from 'node:child_process';
import files, { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { withLock } from '../../../src/gateway/state/lock-file';
import { waitFor } from '../../../src/launcher/wait-for';
import { temporaryFolder } from '../folder';

test('tasks under one lock run one at a time, and leave nothing behind', async () => {
  const folder = await temporaryFolder();
  let running = 0;
  const most: number[] = [];
  const task = async () => {
    running += 1;
    most.push(running);
    await readdir(folder);
    running -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => withLock(join(folder, 'lock'), task, { between: 1 })));
  expect(most).toEqual(Array(8).fill(1));
  expect(await readdir(folder)).toEqual([]);
});

/** A task that never runs twice at a time. */
function taskOf(folder: string): () => Promise<void> {
  let running = 0;
  return async () => {
    running += 1;
    expect(running).toBe(1);
    await readdir(folder);
    running -= 1;
  };
}

test('a failed task gives the lock back', async () => {
  const path = join(await temporaryFolder(), 'lock');
  await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLock(path, async () => 'done')).toBe('done');
});

test('a lock that a dead process has left ends, for one of those that wait', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'lock');
  await writeFile(path, 'of a dead process');
  const task = taskOf(folder);
  const begun = performance.now();
  const times = { longest: 200, between: 5 };
  await Promise.all([withLock(path, task, times), withLock(path, task, times), withLock(path, task, times)]);
  expect(performance.now() - begun).toBeGreaterThan(190);
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ['process of this computer', '1'],
  ['process that had this one’s number', ''],
])('the lock of a dead %s is free at once', async (_, isOther) => {
  const path = join(await temporaryFolder(), 'lock');
  await withLock(path, async () => {
    const text = await readFile(path, 'utf8');
    expect(text).toContain(` ${process.pid} `);
    // A process with this number has been there.
    const { pid = 0 } = spawnSync(process.execPath, ['--version']);
    const left = isOther ? text.replace(` ${process.pid} `, ` ${pid} `) : text;
    await writeFile(`${path}.left`, left.replace(/^\w+/, 'mark'));
  });
  await rename(`${path}.left`, path);
  const begun = performance.now();
  await withLock(path, async () => {});
  expect(performance.now() - begun).toBeLessThan(5000);
});

test.skipIf(process.platform === 'win32')(
  'the lock of a process that is stopped isn’t free at once',
  async () => {
    const path = join(await temporaryFolder(), 'lock');
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    onTestFinished(() => void other.kill('SIGKILL'));
    await withLock(path, async () => {
      const text = await readFile(path, 'utf8');
      await writeFile(
        `${path}.left`,
        text.replace(/^\w+/, 'mark').replace(` ${process.pid} `, ` ${other.pid} `),
      );
    });
    await rename(`${path}.left`, path);
    other.kill('SIGSTOP');
    const begun = performance.now();
    await withLock(path, async () => {}, { longest: 400, between: 5 });
    expect(performance.now() - begun).toBeGreaterThan(390);
  },
);

test('a task that takes longer than a dead process is waited for keeps its lock', async () => {
  const path = join(await temporaryFolder(), 'lock');
  const times = { longest: 600, between: 5 };
  const ends: string[] = [];
  const slow = withLock(path, () => sleep(1500).then(() => ends.push('slow')), times);
  await waitFor(
    async () => readdir(join(path, '..')),
    names => names.includes('lock'),
  );
  await withLock(path, async () => ends.push('next'), times);
  expect(ends).toEqual(['slow', 'next']);
  await slow;
});

test('an empty lock, as a full disk leaves it, ends within some seconds, for one of those that wait', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'lock');
  await writeFile(path, '');
  const task = taskOf(folder);
  const begun = performance.now();
  await Promise.all([withLock(path, task), withLock(path, task), withLock(path, task)]);
  expect(performance.now() - begun).toBeLessThan(5000);
  expect(await readdir(folder)).toEqual([]);
});

test('a lock that can’t be written is an error, and leaves nothing behind', async () => {
  const folder = await temporaryFolder();
  const { open } = files;
  const opening = vi.spyOn(files, 'open').mockImplementationOnce(async (...it) => {
    const file = await open(...it);
    vi.spyOn(file, 'writeFile').mockRejectedValue(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    return file;
  });
  onTestFinished(() => {
    opening.mockRestore();
    syncBuiltinESMExports();
  });
  syncBuiltinESMExports();
  await expect(withLock(join(folder, 'lock'), async () => 'done')).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(await readdir(folder)).toEqual([]);
});

test('a lock that can’t be read is an error, not a wait without an end', async () => {
  const path = join(await temporaryFolder(), 'lock');
  await mkdir(path);
  await expect(withLock(path, async () => 'done')).rejects.toMatchObject({ code: 'EISDIR' });
});
