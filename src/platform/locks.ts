/**
 * Runs `act` once every other holder of the lock has ended, in whichever of the extension's contexts. A context that
 * is killed gives up its locks.
 */
export async function inTurn<T>(name: string, act: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, act) as Promise<T>;
}
