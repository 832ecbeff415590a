export interface ShowingEffects {
  /** Whether all that is stored has been shown in this browser session. */
  shown(): Promise<boolean>;
  /** Stores that for as long as the browser runs. */
  setShown(shown: boolean): Promise<void>;
}

/**
 * Wraps an `act` that stores something and shows it. `shown` is false meanwhile, so that a background that is killed
 * shows everything when it wakes. It becomes true again at the end, unless something was left to show before or failed
 * to be shown: that takes an `act` with `isAll`.
 */
export function createShowing({
  shown,
  setShown,
}: ShowingEffects): (act: () => Promise<void>, isAll?: boolean) => Promise<void> {
  let running = 0;
  let isOwed = false;
  let failures = 0;
  let opening: Promise<void> = Promise.resolve();

  async function open(): Promise<void> {
    isOwed = !(await shown());
    if (!isOwed) await setShown(false);
  }

  return async (act, isAll = false) => {
    running += 1;
    // It is done even where this can't be stored.
    if (running === 1) opening = open().catch(() => {});
    await opening;
    const before = failures;
    try {
      await act();
      // After a failure beside it, it may have read the state from before that one.
      if (isAll && failures === before) isOwed = false;
    } catch (error) {
      failures += 1;
      isOwed = true;
      throw error;
    } finally {
      running -= 1;
      if (running === 0 && !isOwed) await setShown(true).catch(() => {});
    }
  };
}
