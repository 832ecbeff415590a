import { randomBytes } from 'node:crypto';
import { link, open, readFile, readlink, rename, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../shared/error-code';

export interface LockTimes {
  /** ms after which the lock of a process ends that is stuck, or dead on another computer. Default: 10 s. */
  readonly longest?: number;
  /** ms between two looks at another one's lock. Default: 50. */
  readonly between?: number;
}

const LONGEST = 10_000;
/** ms until an empty lock is nobody's. A process writes its mark as soon as it has made the file. */
const EMPTY_LONGEST = 1000;
/** How often a lock shows that its process is alive, until another one takes it for dead. */
const BEATS = 5;

/** The marks of this process's locks. One before it may have had the same number, as in a container. */
const ours = new Set<string>();

/**
 * Runs the task while this process alone has the lock, whose file is there as long as the task runs, and grows as long as
 * the process is alive. A process that has died loses it at once, if this one's kernel knows its number. A process that is
 * stuck, or runs with another kernel or in another container, loses it when its lock hasn't grown for {@link LockTimes.longest}.
 * A monotonic clock measures that: files' times may be another computer's, and the time of a sleeping computer must not count. Rejects with the
 * task's or the file system's error.
 */
export async function withLock<T>(path: string, task: () => Promise<T>, times: LockTimes = {}): Promise<T> {
  const where = await findKernel();
  const mark = `${randomBytes(12).toString('hex')} ${process.pid} ${where}\n`;
  ours.add(mark);
  try {
    await take(path, mark, where, times);
    return await runWith(path, mark, task, times);
  } finally {
    ours.delete(mark);
  }
}

async function runWith<T>(path: string, mark: string, task: () => Promise<T>, times: LockTimes): Promise<T> {
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

/** In which numbers of processes mean the same: a computer, and in Linux a container (pid_namespaces(7)). */
const findKernel = async () => `${hostname()} ${await readlink('/proc/self/ns/pid').catch(() => '')}`;

/** Whether the kernel says that the process is dead which has made this lock. */
function isLeft(lock: string, where: string): boolean {
  const [mark = '', number, itsWhere] = /^\w+ (\d+) (.*)\n/.exec(lock) ?? [];
  if (itsWhere !== where) return false;
  const pid = Number(number);
  if (pid === process.pid) return !ours.has(mark);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

async function take(
  path: string,
  mark: string,
  where: string,
  { longest = LONGEST, between = 50 }: LockTimes,
): Promise<void> {
  let seen: string | undefined;
  let since = 0;
  for (;;) {
    const other = await markAt(path);
    const most = other === '' ? Math.min(longest, EMPTY_LONGEST) : longest;
    // Another process may have taken it while it was empty: look again after it was written.
    if (other?.startsWith(mark)) return;
    if (other === undefined && (await create(path, mark))) continue;
    if (other !== undefined && isLeft(other, where)) await remove(path, other);
    else if (other === undefined || other !== seen) {
      seen = other;
      since = performance.now();
    } else if (performance.now() - since >= most) await remove(path, other);
    await sleep(between * (0.5 + Math.random()));
  }
}

/** False if there is one. It needs no sync: after a crash of the computer nobody holds a lock. */
async function create(path: string, mark: string): Promise<boolean> {
  const file = await open(path, 'wx', 0o600).catch(error => {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  });
  try {
    await file?.writeFile(mark);
    return file !== undefined;
  } catch (error) {
    // On a full disk it is there, and empty.
    await unlink(path).catch(() => {});
    throw error;
  } finally {
    await file?.close();
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
