import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Whoever was asked broke off with Ctrl-C, or there was nobody to answer. */
export class NotAnswered extends Error {}

/**
 * Asks in the terminal for a password, of which nothing is shown; takes a line of standard input where that is no
 * terminal.
 * @throws {NotAnswered}
 */
export async function askPassword(question: string): Promise<string> {
  const { stdin, stderr } = process;
  const isTerminal = stdin.isTTY === true;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: isTerminal });
  if (isTerminal) stderr.write(question);
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('SIGINT', () => reject(new NotAnswered()));
      lines.once('close', () => reject(new NotAnswered()));
    });
  } finally {
    lines.close();
    if (isTerminal) stderr.write('\n');
  }
}
