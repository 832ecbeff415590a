/** The code, such as `ENOENT`, or else the name. Safe for the log; a message may quote mail or a secret. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : error.name;
}
