/**
 * Calls `listener` when there is a network again, as far as the browser can tell. It wakes no background: what hears of
 * it is a page that is open, or a background that runs already.
 */
export function onOnline(listener: () => void): void {
  addEventListener('online', listener);
}
