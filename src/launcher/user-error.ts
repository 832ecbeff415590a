import { getSystemErrorMap, stripVTControlCharacters } from 'node:util';

/** An error that the user can fix. The message says how, and is printed without a stack. */
export class UserError extends Error {}

/**
 * Runs a step that can fail without a bug in Facteur, such as on a full disk.
 * @param aim what the step does, to follow "Can't"
 * @param remedy a sentence that says what the user can do about a failure
 * @throws UserError with one line: aim, reason and remedy. Rethrows an AbortError, a UserError and a bug
 * (TypeError, ReferenceError) unchanged.
 */
export async function attempt<T>(aim: string, remedy: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const isMistake = error instanceof TypeError || error instanceof ReferenceError;
    const isKnown = error instanceof UserError || (error as Error).name === 'AbortError';
    if (isMistake || isKnown) throw error;
    throw new UserError(`Can’t ${aim}: ${reasonOf(error)}. ${remedy}`, { cause: error });
  }
}

/** For a system error, the system's text, such as "no space left on device"; otherwise the message. */
function reasonOf(error: unknown): string {
  const { errno, message } = error as NodeJS.ErrnoException;
  const [, words] = (errno !== undefined && getSystemErrorMap().get(errno)) || [];
  if (words !== undefined) return words;
  const text = stripVTControlCharacters(String(message)).trim();
  // The bundler is written in Rust and reports system errors in Rust's format.
  const [, inRust] = /^\s*(.+) \(os error \d+\)/m.exec(text) ?? [];
  return inRust ?? text.replace(/\.$/, '');
}
