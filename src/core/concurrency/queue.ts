/** Runs tasks one at a time, in the order of the calls. A failed task doesn't stop the next one. */
export function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return task => {
    const run = last.catch(() => {}).then(task);
    last = run;
    return run;
  };
}
