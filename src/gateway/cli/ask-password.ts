import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** The user pressed Ctrl-C, or the input ended. */
export class NotAnswered extends Error {}

/** Asks without echo. Reads a line if standard input isn't a terminal. @throws {NotAnswered} */
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
