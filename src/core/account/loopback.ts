const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost'];

/**
 * Whether the URL's host is this machine itself, by one of the names that the manifest lists: a browser grants no
 * other. ::1 is not among them, for a Content-Security-Policy can't name it.
 */
export function isLoopback(url: URL): boolean {
  return LOOPBACK.includes(url.hostname);
}
