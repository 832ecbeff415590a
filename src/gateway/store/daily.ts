import { codeOf } from '../shared/error-code';
import type { Log } from '../shared/log';

/** Not in the way of a start. In ms. */
const FIRST = 60_000;
const DAY = 24 * 60 * 60_000;

/** Cleans a minute after the start and then daily. Returns a function that stops that. */
export function daily(clean: () => Promise<void>, log: Log): () => void {
  let timer: NodeJS.Timeout | undefined;
  const wait = (ms: number) => {
    timer = setTimeout(async () => {
      await clean().catch(error => log.warn(`what has ended can’t be removed (${codeOf(error)})`));
      if (timer !== undefined) wait(DAY);
    }, ms).unref();
  };
  wait(FIRST);
  return () => {
    clearTimeout(timer);
    timer = undefined;
  };
}
