/**
 * Calls `listener` when the browser is online again. The event reaches open pages and a running background,
 * but doesn't wake one.
 */
export function onOnline(listener: () => void): void {
  addEventListener('online', listener);
}
