import { randomBytes } from 'node:crypto';
import { link, readFile, rename, unlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPrivateFile } from './private-file';

export interface LockTimes {
  /** ms after which another one's lock ends. Longer than a task takes. Default: 45 s. */
  readonly longest?: number;
  /** ms between two looks at another one's lock. Default: 50. */
  readonly between?: number;
}

/**
 * Runs the task while this process alone has the lock, whose file is there as long as the task runs. A process that has
 * died or is stuck loses it: this one must have seen the same lock for {@link LockTimes.longest}, by a monotonic clock,
 * because files' times may be another computer's, and a computer may sleep. Rejects with the task's or the file
 * system's error.
 */
export async function withLock<T>(path: string, task: () => Promise<T>, times: LockTimes = {}): Promise<T> {
  const mark = randomBytes(12).toString('hex');
  await take(path, mark, times);
  try {
    return await task();
  } finally {
    // It may be another one's by now.
    if ((await markAt(path)) === mark) await unlink(path).catch(() => {});
  }
}

async function take(
  path: string,
  mark: string,
  { longest = 45_000, between = 50 }: LockTimes,
): Promise<void> {
  let seen: string | undefined;
  let since = 0;
  for (;;) {
    const other = await markAt(path);
    if (other === undefined && (await createPrivateFile(path, mark))) return;
    if (other === undefined || other !== seen) {
      seen = other;
      since = performance.now();
    } else if (performance.now() - since >= longest) await remove(path, other);
    await sleep(between * (0.5 + Math.random()));
  }
}

/** Removes the lock with this mark. If another process has done it already and taken the lock, puts that back. */
async function remove(path: string, mark: string): Promise<void> {
  const aside = `${path}.${randomBytes(8).toString('hex')}.tmp`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await markAt(aside)) !== mark) await link(aside, path).catch(() => {});
  await unlink(aside).catch(() => {});
}

/** Undefined if there is no lock. */
const markAt = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);
