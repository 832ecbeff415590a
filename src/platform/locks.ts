/** An exclusive lock across all contexts of the extension. A killed context releases its locks. */
export async function lock<T>(name: string, act: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, act) as Promise<T>;
}

export async function sharedLock<T>(name: string, act: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, { mode: 'shared' }, act) as Promise<T>;
}

const queues = new Map<string, Promise<unknown>>();

/** Like `lock`, but within this context only, and cheaper: for data that no other context changes. */
export function mutex<T>(name: string, act: () => Promise<T>): Promise<T> {
  const turn = (queues.get(name) ?? Promise.resolve()).catch(() => {}).then(act);
  queues.set(name, turn);
  return turn;
}
