import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** Chromium's DevTools protocol over a pipe: only commands, which attach no debugger by themselves. */
export interface DevToolsPipe {
  /** @throws Error with the browser's message */
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
  let last = 0;
  let rest = '';
  read.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages.map((json): Message => JSON.parse(json))) {
      if (message.id === undefined) continue;
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  });
  return {
    send: <T>(method: string, params = {}, sessionId?: string) =>
      new Promise<T>((resolve, reject) => {
        last += 1;
        waiting.set(last, ({ result, error }) =>
          error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result as T),
        );
        write.write(`${JSON.stringify({ id: last, method, params, ...(sessionId && { sessionId }) })}\0`);
      }),
  };
}
