/** Resolves to undefined if the client got no turn in time: then `act` hasn't begun. */
export type Turns = <T>(client: string, act: () => Promise<T>) => Promise<T | undefined>;

/**
 * Lets each client do some things at a time; further ones wait in their order.
 * @param most of one client at a time @param patience how long one waits for its turn, in ms
 */
export function createTurns(most: number, patience: number): Turns {
  const clients = new Map<string, { busy: number; readonly waiting: Set<() => void> }>();
  return async (client, act) => {
    const turns = clients.get(client) ?? { busy: 0, waiting: new Set() };
    clients.set(client, turns);
    if (turns.busy < most) turns.busy += 1;
    else if (!(await isCalled(turns.waiting, patience))) return undefined;
    try {
      return await act();
    } finally {
      const [next] = turns.waiting;
      if (next !== undefined) next();
      else turns.busy -= 1;
      if (turns.busy === 0) clients.delete(client);
    }
  };
}

function isCalled(waiting: Set<() => void>, patience: number): Promise<boolean> {
  return new Promise(resolve => {
    const end = (isCalled: boolean) => {
      clearTimeout(timer);
      waiting.delete(call);
      resolve(isCalled);
    };
    const call = () => end(true);
    const timer = setTimeout(() => end(false), patience);
    waiting.add(call);
  });
}
