/** Runs `act` at most once at a time for each key: a second caller gets what the one under way comes to. */
export function oneAtATime<T>(act: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  return key => {
    const under = running.get(key) ?? act(key).finally(() => running.delete(key));
    running.set(key, under);
    return under;
  };
}
