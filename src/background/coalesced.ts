/** Has one run of `act` do for all the calls that came before it began; runs never overlap. */
export function coalesced<T>(act: () => Promise<T>): () => Promise<T> {
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
