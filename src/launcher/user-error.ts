import { getSystemErrorMap, stripVTControlCharacters } from 'node:util';

/** An error that the person at the terminal can mend; its message says how, and is printed without a stack. */
export class UserError extends Error {}

/**
 * Runs a step of the start that can fail through no fault of Facteur's.
 * @param aim what it does, after "Can't"
 * @param remedy what the person can do about a failure, a sentence
 * @throws UserError with one line that says both and why it failed; what is no such failure, an interruption or a
 * mistake in the code, as it is
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

/** In the system's words where the system refused, such as "no space left on device". */
function reasonOf(error: unknown): string {
  const { errno, message } = error as NodeJS.ErrnoException;
  const [, words] = (errno !== undefined && getSystemErrorMap().get(errno)) || [];
  if (words !== undefined) return words;
  const text = stripVTControlCharacters(String(message)).trim();
  // The bundler is written in Rust, and tells of the system's errors as Rust does.
  const [, inRust] = /^\s*(.+) \(os error \d+\)/m.exec(text) ?? [];
  return inRust ?? text.replace(/\.$/, '');
}
