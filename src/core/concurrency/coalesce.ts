/** Calls made while a run is waiting share that run. Runs never overlap. */
export function coalesce<T>(act: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting: Promise<T> | undefined;
  return () => {
    if (waiting) return waiting;
    const run = last
      .catch(() => {})
      .then(() => {
        waiting = undefined;
        return act();
      });
    last = run;
    waiting = run;
    return run;
  };
}
