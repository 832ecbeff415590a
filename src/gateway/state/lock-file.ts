import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../shared/error-code';

export interface LockTimes {
  /** ms after which the lock of a dead process ends. Default: 10 s. */
  readonly longest?: number;
  /** ms between two looks at another one's lock. Default: 50. */
  readonly between?: number;
}

const LONGEST = 10_000;
/** How often a lock shows that its process is alive, until another one takes it for dead. */
const BEATS = 5;

/**
 * Runs the task while this process alone has the lock, whose file is there as long as the task runs, and grows as long as
 * the process is alive. A process that has died or is stuck loses it: this one must have seen the same lock for
 * {@link LockTimes.longest}, by a monotonic clock, because files' times may be another computer's, and a computer may
 * sleep. Rejects with the task's or the file system's error.
 */
export async function withLock<T>(path: string, task: () => Promise<T>, times: LockTimes = {}): Promise<T> {
  const mark = randomBytes(12).toString('hex');
  await take(path, mark, times);
  // A failed sign of life is followed by others.
  const beat = () => void grow(path, mark).catch(() => {});
  const beating = setInterval(beat, (times.longest ?? LONGEST) / BEATS).unref();
  try {
    return await task();
  } finally {
    clearInterval(beating);
    // It may be another one's by now.
    const last = await markAt(path).catch(() => undefined);
    if (last?.startsWith(mark)) await unlink(path).catch(() => {});
  }
}

/** Writes to the file that it has looked at: there may be another one's at this path meanwhile. */
async function grow(path: string, mark: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    if ((await file.readFile('utf8')).startsWith(mark)) await file.write('.');
  } finally {
    await file.close();
  }
}

async function take(
  path: string,
  mark: string,
  { longest = LONGEST, between = 50 }: LockTimes,
): Promise<void> {
  let seen: string | undefined;
  let since = 0;
  for (;;) {
    const other = await markAt(path);
    if (other === undefined && (await create(path, mark))) return;
    if (other === undefined || other !== seen) {
      seen = other;
      since = performance.now();
    } else if (performance.now() - since >= longest) await remove(path, other);
    await sleep(between * (0.5 + Math.random()));
  }
}

/** False if there is one. It needs no sync: after a crash of the computer nobody holds a lock. */
async function create(path: string, mark: string): Promise<boolean> {
  try {
    await writeFile(path, mark, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
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

/** Undefined if there is no lock. Rejects if it can't be read. */
async function markAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
