/** How much of what is stored has been shown in this browser session: nothing, a part, or all of it. */
export type Shown = '' | 'part' | 'all';

export interface ShowingEffects {
  shown(): Promise<Shown>;
  /** Keeps it for as long as the browser runs. */
  note(shown: Shown): Promise<void>;
}

/**
 * Gives what does `act` with something to show at its end. Meanwhile it is noted that not all is shown, so that a
 * background that dies of it finds that when it wakes. What was still to be shown before is so until all has been.
 */
export function createShowing({
  shown,
  note,
}: ShowingEffects): (act: () => Promise<void>, isAll?: boolean) => Promise<void> {
  let underWay = 0;
  let isOwed = false;
  let failures = 0;
  let opening: Promise<void> = Promise.resolve();

  async function open(): Promise<void> {
    isOwed = (await shown()) !== 'all';
    if (!isOwed) await note('part');
  }

  return async (act, isAll = false) => {
    underWay += 1;
    // That it can't be noted is no reason not to do it.
    if (underWay === 1) opening = open().catch(() => {});
    await opening;
    const before = failures;
    try {
      await act();
      // It may have read what is stored before that which failed beside it was there.
      if (isAll && failures === before) isOwed = false;
    } catch (error) {
      failures += 1;
      isOwed = true;
      throw error;
    } finally {
      underWay -= 1;
      if (underWay === 0 && !isOwed) await note('all').catch(() => {});
    }
  };
}
