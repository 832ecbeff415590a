import type { Account } from '../core/account/account';
import { ACTION, INFOS, type PostAction } from '../core/answer/api-vocabulary';
import { decodeAnswer } from '../core/answer/decode';
import { readBody } from '../core/answer/read-body';
import type { Failure } from '../core/mailbox/failure';
import { readServerTimes, type ServerTimes } from './server-times';

/** Result of a call: the response body with any HTTP status (100 to 599), or the failure. */
export type Outcome =
  | ({ kind: 'answered'; status: number; text: string } & ServerTimes)
  | { kind: 'failed'; failure: Failure };

export interface ClientOptions {
  fetch: typeof fetch;
  isOnline(): boolean;
  /** ms since 1970 */
  now(): number;
  /** Time limit including the body, in ms. */
  deadline?: number;
  /** Maximum size of the body, in bytes. */
  maxBytes?: number;
}

const DEADLINE = 20_000;
const MAX_BYTES = 4 * 1024 * 1024;

type Credentials = Pick<Account, 'endpoint' | 'token' | 'serviceId' | 'servicePassword'>;

/** Calls `getPersonalMessages`. Never rejects. Follows no redirect, which would pass the token on. */
export async function getPersonalMessages(
  account: Credentials & Pick<Account, 'folders'>,
  options: ClientOptions,
): Promise<Outcome> {
  const { endpoint, token, folders } = account;
  return call(account, () => requestUrl(endpoint, token, folders), {}, options);
}

/** The API's limit for one call. */
const MAX_IDS = 1000;

export interface PostedAction {
  action: PostAction;
  /** The server's ids; only with `markAllRead` there may be none. */
  messageIds: readonly string[];
  /** For `markAllRead`: absent or empty for all. */
  folders?: readonly string[];
}

/**
 * Does something with messages (docs/actions.md); doing it twice is doing it once. Never rejects, like
 * `getPersonalMessages`.
 */
export async function postAction(
  account: Credentials,
  { action, messageIds, folders = [] }: PostedAction,
  options: ClientOptions,
): Promise<Outcome> {
  const ids = messageIds.slice(0, MAX_IDS).map(id => ['msg_id', id]);
  const names = folders.map(name => ['folder', name]);
  const body = new URLSearchParams([['token', account.token], ...ids, ...names]);
  const url = () => withQuery(account.endpoint, `action=${action}`);
  return call(account, url, { method: 'POST', body }, options);
}

async function call(
  account: Credentials,
  url: () => string,
  request: Pick<RequestInit, 'method' | 'body'>,
  { fetch, isOnline, now, deadline = DEADLINE, maxBytes = MAX_BYTES }: ClientOptions,
): Promise<Outcome> {
  const signal = AbortSignal.timeout(deadline);
  try {
    const response = await fetch(url(), {
      ...request,
      headers: authorization(account),
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
      signal,
    });
    if (response.type === 'opaqueredirect') return failed({ kind: 'redirected' });
    const bytes = await readBody(response, maxBytes);
    if (!bytes) return failed({ kind: 'too-large' });
    return {
      kind: 'answered',
      status: response.status,
      text: decodeAnswer(bytes, response.headers.get('content-type')),
      ...readServerTimes(response.headers, now()),
    };
  } catch {
    if (signal.aborted) return failed({ kind: 'timeout' });
    return failed({ kind: isOnline() ? 'network' : 'offline' });
  }
}

function failed(failure: Failure): Outcome {
  return { kind: 'failed', failure };
}

/** Encodes the token, but not the commas in `infos`, as on the API page. */
export function requestUrl(endpoint: string, token: string, folders: readonly string[] = []): string {
  const parameters = [
    `action=${ACTION}`,
    `infos=${INFOS.join(',')}`,
    `token=${encodeURIComponent(token)}`,
    ...folders.map(name => `folder=${encodeURIComponent(name)}`),
  ];
  return withQuery(endpoint, parameters.join('&'));
}

/** Keeps the endpoint's own query. */
function withQuery(endpoint: string, query: string): string {
  const url = new URL(endpoint);
  url.hash = '';
  const own = url.search.slice(1);
  url.search = own ? `${own}&${query}` : query;
  return url.href;
}

/** HTTP Basic credentials of the service (RFC 7617, UTF-8), if the account has any. */
function authorization({ serviceId, servicePassword }: Credentials): Record<string, string> {
  if (!serviceId) return {};
  const bytes = new TextEncoder().encode(`${serviceId}:${servicePassword}`);
  return { Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
}
