import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** ms for one command. A script in a page may take half of that. */
const DEADLINE = 60_000;

/** Chromium's DevTools protocol over a pipe: only commands, which attach no debugger by themselves. */
export interface DevToolsPipe {
  /** @throws Error with the browser's message, or without an answer in time, or after the browser's end */
  send<T>(method: string, params?: object, sessionId?: string): Promise<T>;
}

interface Message {
  id?: number;
  result?: unknown;
  error?: { message: string };
}

/** @param child was started with `--remote-debugging-pipe`, with pipes as file descriptors 3 and 4 */
export function devToolsPipe(child: ChildProcess): DevToolsPipe {
  const [, , , write, read] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, (message: Message) => void>();
  const answer = (id: number, message: Message) => {
    waiting.get(id)?.(message);
    waiting.delete(id);
  };
  const hasEnded = { error: { message: 'Chromium has ended' } };
  child.once('exit', () => {
    for (const id of waiting.keys()) answer(id, hasEnded);
  });
  // Chromium may end while a command is on its way.
  write.on('error', () => {});
  let last = 0;
  let rest = '';
  read.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages.map((json): Message => JSON.parse(json)))
      if (message.id !== undefined) answer(message.id, message);
  });
  return {
    send: <T>(method: string, params = {}, sessionId?: string) =>
      new Promise<T>((resolve, reject) => {
        last += 1;
        const id = last;
        const late = { error: { message: `no answer in ${DEADLINE / 1000} s` } };
        const timer = setTimeout(answer, DEADLINE, id, late);
        waiting.set(id, ({ result, error }) => {
          clearTimeout(timer);
          if (error) reject(new Error(`${method}: ${error.message}`));
          else resolve(result as T);
        });
        if (child.exitCode !== null || child.signalCode !== null) return answer(id, hasEnded);
        write.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
      }),
  };
}
