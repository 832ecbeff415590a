import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Visitor } from '../access/forms';
import type { Session } from '../access/sessions';
import type { Language } from '../texts/language';
import { type Allowances, securityHeaders } from './security-headers';

/** A request, as far as the gateway reads it. */
export interface Call {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly language: Language;
  /** Who is signed in. */
  readonly session: Session | undefined;
  readonly visitor: Visitor;
  /** The `Cookie` header. */
  readonly cookie: string | undefined;
  /** What sign-in attempts from where this comes from are counted under. */
  readonly network: string;
  /** The browser says that a page of another origin sent this. */
  readonly crossSite: boolean;
  /** The browser only guesses that someone may want this page (header `Sec-Purpose`). */
  readonly prefetch: boolean;
  /** The fields of a posted form. Rejects with a {@link BadForm}. */
  form(): Promise<URLSearchParams>;
}

export interface Reply extends Allowances {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values of `Set-Cookie`. */
  readonly cookies?: readonly string[];
  readonly body?: string;
}

/** A posted body that isn't a form of reasonable size. */
export class BadForm extends Error {}

const MAX_FORM_BYTES = 32 * 1024;

/** Reads a posted `application/x-www-form-urlencoded` body. Rejects with a {@link BadForm}. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new BadForm('not a form');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_FORM_BYTES) throw new BadForm('too long');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

/** Sends a reply with the headers that all of them share. For HEAD, the headers alone. */
export function send(
  response: ServerResponse,
  reply: Reply,
  { headOnly, tls }: { readonly headOnly: boolean; readonly tls: boolean },
): void {
  const body = Buffer.from(reply.body ?? '');
  response.writeHead(reply.status, {
    ...securityHeaders(tls, reply),
    'Content-Length': body.length,
    ...(reply.cookies?.length && { 'Set-Cookie': [...reply.cookies] }),
    ...reply.headers,
  });
  response.end(headOnly ? undefined : body);
}

/** To another address, by GET. */
export function redirect(address: string, cookies: readonly string[] = []): Reply {
  return { status: 303, headers: { Location: address }, cookies };
}
