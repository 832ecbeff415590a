/**
 * Runs `act` once every other holder of the lock has ended, in any of the extension's contexts. A context that is killed
 * gives up its locks.
 */
export async function lock<T>(name: string, act: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, act) as Promise<T>;
}

/** Takes the lock in shared mode. */
export async function sharedLock<T>(name: string, act: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, { mode: 'shared' }, act) as Promise<T>;
}

const queues = new Map<string, Promise<unknown>>();

/** Like `lock` within this context alone, which costs nothing: for what no other context changes. */
export function mutex<T>(name: string, act: () => Promise<T>): Promise<T> {
  const turn = (queues.get(name) ?? Promise.resolve()).catch(() => {}).then(act);
  queues.set(name, turn);
  return turn;
}
