import { GATEWAY_FACTS_PATH, readGatewayFacts } from '../core/account/gateway-facts';
import { readBody } from '../core/answer/read-body';
import type { GatewayAnswer } from '../core/protocol';

export interface AskOptions {
  fetch: typeof fetch;
  /** Time limit including the body, in ms. */
  deadline?: number;
}

const DEADLINE = 10_000;
const MAX_BYTES = 64 * 1024;

const DISCREET = {
  credentials: 'omit',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
  redirect: 'manual',
} as const satisfies RequestInit;

/** Asks a server for its gateway document. Never rejects. Follows no redirect. */
export async function findGateway(
  origin: string,
  { fetch, deadline = DEADLINE }: AskOptions,
): Promise<GatewayAnswer> {
  try {
    const signal = AbortSignal.timeout(deadline);
    const response = await fetch(origin + GATEWAY_FACTS_PATH, { ...DISCREET, signal });
    if (!response.ok) return { kind: 'none' };
    const bytes = await readBody(response, MAX_BYTES);
    const facts = bytes && readGatewayFacts(parseJson(new TextDecoder().decode(bytes)), origin);
    return facts ? { kind: 'facts', facts } : { kind: 'none' };
  } catch {
    return { kind: 'unreachable' };
  }
}

/** Ends a token at its gateway (RFC 7009). Never rejects: the user is signed out here in any case. */
export async function postEnd(
  address: string,
  token: string,
  { fetch, deadline = DEADLINE }: AskOptions,
): Promise<void> {
  const signal = AbortSignal.timeout(deadline);
  await fetch(address, { ...DISCREET, method: 'POST', body: new URLSearchParams({ token }), signal }).catch(
    () => {},
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
