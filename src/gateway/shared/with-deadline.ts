import { setMaxListeners } from 'node:events';

/** Rejects with `late()` after `ms`; the promise's later result is ignored. */
export async function within<T>(ms: number, promise: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([promise, end]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Gives `act` a signal that aborts after `ms`, with `parent`, and as soon as `act` has settled, so that nothing that it
 * began goes on.
 */
export async function withDeadline<T>(
  ms: number,
  act: (signal: AbortSignal) => Promise<T>,
  parent?: AbortSignal,
): Promise<T> {
  const controller = new AbortController();
  // Node warns of more than ten listeners, which a search for a server has.
  setMaxListeners(0, controller.signal);
  const abort = () => controller.abort();
  const timer = setTimeout(abort, ms);
  parent?.addEventListener('abort', abort);
  if (parent?.aborted) abort();
  try {
    return await act(controller.signal);
  } finally {
    clearTimeout(timer);
    parent?.removeEventListener('abort', abort);
    abort();
  }
}
