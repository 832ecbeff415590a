/**
 * What may be told of any error: a system error's code, such as `ENOENT`, and the kind of every other. Its message
 * may quote a mail or a secret.
 */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : error.name;
}
