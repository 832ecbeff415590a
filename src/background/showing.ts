/** How much of what is stored has been shown in this browser session: nothing, a part, or all of it. */
export type Shown = '' | 'part' | 'all';

/**
 * Gives what does `act` with something to show at its end. Meanwhile it is noted that not all is shown, so that a
 * background that dies of it finds that when it wakes.
 * @param note keeps it for as long as the browser runs
 */
export function createShowing(
  note: (shown: Shown) => Promise<void>,
): (act: () => Promise<void>) => Promise<void> {
  let underWay = 0;
  let hasFailed = false;
  return async act => {
    underWay += 1;
    if (underWay === 1) await note('part');
    try {
      await act();
    } catch (error) {
      hasFailed = true;
      throw error;
    } finally {
      underWay -= 1;
      if (underWay === 0) {
        if (!hasFailed) await note('all');
        hasFailed = false;
      }
    }
  };
}
