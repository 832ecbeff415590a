export interface ShowingEffects {
  /** Whether this browser session has shown everything that is stored. */
  shown(): Promise<boolean>;
  /** Stores the flag until the browser ends. */
  setShown(shown: boolean): Promise<void>;
}

/**
 * Wraps an `act` that stores something and shows it. `shown` is false meanwhile, so that a killed background
 * shows everything when it wakes. At the end it becomes true again, unless it was already false before or an
 * `act` failed; then it needs an `act` with `isAll`.
 */
export function createShowing({
  shown,
  setShown,
}: ShowingEffects): (act: () => Promise<void>, isAll?: boolean) => Promise<void> {
  let running = 0;
  let needsPresentAll = false;
  let failures = 0;
  let opening: Promise<void> = Promise.resolve();

  async function open(): Promise<void> {
    needsPresentAll = !(await shown());
    if (!needsPresentAll) await setShown(false);
  }

  return async (act, isAll = false) => {
    running += 1;
    // Run `act` even if the flag can't be stored.
    if (running === 1) opening = open().catch(() => {});
    await opening;
    const before = failures;
    try {
      await act();
      // If a parallel act failed, this one may have loaded the state before that act stored its change.
      if (isAll && failures === before) needsPresentAll = false;
    } catch (error) {
      failures += 1;
      needsPresentAll = true;
      throw error;
    } finally {
      running -= 1;
      if (running === 0 && !needsPresentAll) await setShown(true).catch(() => {});
    }
  };
}
