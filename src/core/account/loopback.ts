const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost'];

/** Only names in the manifest. Without ::1, which a Content-Security-Policy can't name. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK.includes(url.hostname);
}
