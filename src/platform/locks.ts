/**
 * Runs `act` once every other holder of the lock has ended, in whichever of the extension's contexts. A context that
 * is killed gives up its locks.
 */
export async function inTurn<T>(name: string, act: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, act) as Promise<T>;
}

/** Runs `act` while nobody holds the lock by `inTurn`, and beside any others who come this way. */
export async function beside<T>(name: string, act: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, { mode: 'shared' }, act) as Promise<T>;
}

const turns = new Map<string, Promise<unknown>>();

/** The same within this context alone, and at no cost, for what no other context changes. */
export function inTurnHere<T>(name: string, act: () => Promise<T>): Promise<T> {
  const turn = (turns.get(name) ?? Promise.resolve()).catch(() => {}).then(act);
  turns.set(name, turn);
  return turn;
}
