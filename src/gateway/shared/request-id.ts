import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

interface Request {
  id: string | undefined;
}

const requests = new AsyncLocalStorage<Request>();

/** Runs a task under a new request id, until it is done. What it leaves running, such as a connection, has none then. */
export async function asRequest<T>(task: () => Promise<T>): Promise<T> {
  const request: Request = { id: randomUUID() };
  try {
    return await requests.run(request, task);
  } finally {
    request.id = undefined;
  }
}

/** Undefined outside of a request. */
export const requestId = (): string | undefined => requests.getStore()?.id;
