import type { BenchBrowser } from './browsers/bench-browser';
import { DRIVER_PAGE } from './subject';

/** One opening of the popup. Times in ms from the navigation to it. */
export interface Opening {
  /** Until its list was in the DOM. */
  readonly listed: number;
  /** Until its last render after opening. */
  readonly settled: number;
}

/** How many rows a list of ten has to show. */
const ROWS = 10;

/** How long a popup may take to settle, in ms. Generous: a popup without its marks ends the bench after that. */
const DEADLINE = 30_000;

/**
 * Opens the popup in a tab, `times` times after a first time that doesn't count. Leaves the last one open.
 * @throws Error if a popup shows fewer rows than it should, or doesn't make both marks
 */
export async function openPopups(bench: BenchBrowser, popup: string, times: number): Promise<Opening[]> {
  const page = await bench.open(DRIVER_PAGE);
  const openings: Opening[] = [];
  for (let i = 0; i <= times; i++) {
    if (i > 0) await page.goTo(DRIVER_PAGE);
    await page.goTo(popup);
    const { marks, rows } = await page.evaluate(untilSettled, DEADLINE);
    openings.push(openingOf(popup, marks));
    if (rows < ROWS) throw new Error(`${popup} shows ${rows} rows instead of ${ROWS}.`);
  }
  return openings.slice(1);
}

/** The times of a popup's marks, in ms from the navigation. A mark that it didn't make is missing. */
interface Marks {
  list?: number | undefined;
  settled?: number | undefined;
}

/** @throws Error if a mark is missing */
export function openingOf(popup: string, { list, settled }: Marks): Opening {
  if (list === undefined || settled === undefined) {
    const missing = list === undefined ? 'list' : 'settled';
    throw new Error(`${popup} made no performance.mark('${missing}') within ${DEADLINE / 1000} s.`);
  }
  return { listed: list, settled };
}

/** Runs in the popup: waits for the mark `settled`. A later render may mark again; the first of each mark counts. */
async function untilSettled(deadline: number): Promise<{ marks: Marks; rows: number }> {
  await new Promise<void>(resolve => {
    const observer = new PerformanceObserver(entries => {
      if (entries.getEntriesByName('settled').length > 0) resolve();
    });
    observer.observe({ type: 'mark', buffered: true });
    setTimeout(resolve, deadline);
  });
  const timeOf = (mark: string) => performance.getEntriesByName(mark, 'mark')[0]?.startTime;
  return {
    marks: { list: timeOf('list'), settled: timeOf('settled') },
    rows: document.querySelectorAll('ul.messages > li').length,
  };
}
