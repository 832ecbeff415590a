import type { BenchBrowser } from './browsers/bench-browser';
import { DRIVER_PAGE } from './subject';

/**
 * Opens the popup in a tab, `times` times after the first, and leaves the last one open.
 * @returns ms from each navigation until its list was in the DOM
 * @throws Error where the list isn't there
 */
export async function openPopups(
  bench: BenchBrowser,
  popup: string,
  times: number,
  rows = 10,
): Promise<number[]> {
  const page = await bench.open(DRIVER_PAGE);
  const all: number[] = [];
  for (let i = 0; i <= times; i++) {
    if (i > 0) await page.goTo(DRIVER_PAGE);
    await page.goTo(popup);
    const { listed, found } = await page.evaluate(untilListed);
    if (found < rows) throw new Error(`${found} rows in ${popup} instead of ${rows}`);
    all.push(listed);
  }
  return all.slice(1);
}

/** Runs in the popup: when it marked its list, in ms from the navigation, and how many rows there are then. */
async function untilListed(): Promise<{ listed: number; found: number }> {
  const mark = await new Promise<PerformanceEntry>(resolve => {
    const observer = new PerformanceObserver(list => {
      const [entry] = list.getEntriesByName('list');
      if (entry) resolve(entry);
    });
    observer.observe({ type: 'mark', buffered: true });
  });
  return { listed: mark.startTime, found: document.querySelectorAll('ul.messages > li').length };
}
