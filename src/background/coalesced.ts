/** Has one run of `act` do for all the calls that came before it began; runs never overlap. */
export function coalesced(act: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
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
