/** The browser is online again. The event wakes no background; it reaches only running contexts. */
export function onOnline(listener: () => void): void {
  addEventListener('online', listener);
}
