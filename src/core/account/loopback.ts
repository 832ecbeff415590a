const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost'];

/**
 * Whether the host is this machine, by a name in the manifest: a browser grants no other. Without ::1, which
 * a Content-Security-Policy can't name.
 */
export function isLoopback(url: URL): boolean {
  return LOOPBACK.includes(url.hostname);
}
