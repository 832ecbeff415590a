import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Language } from './language';

/** A request, as far as the gateway reads it. */
export interface Call {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly language: Language;
  /** Who the session cookie signs in. */
  readonly user: string | undefined;
  /** The browser only guesses that someone may want this page (header `Sec-Purpose`). */
  readonly prefetch: boolean;
  /** The fields of a posted form. Rejects with a {@link BadForm}. */
  form(): Promise<URLSearchParams>;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The extension address that this page's form may lead to, beside the gateway itself. */
  readonly formTarget?: string | undefined;
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

/** The policy of every answer: no script at all, one style sheet, forms that lead home or to the extension. */
function contentPolicy(formTarget: string | undefined): string {
  const target = formTarget === undefined ? '' : ` ${new URL(formTarget).origin}`;
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    // A redirect after a form is held to this too, in Chromium.
    `form-action 'self'${target}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Sends a reply with the headers that all of them share. For HEAD, the headers alone. */
export function send(response: ServerResponse, reply: Reply, headOnly: boolean): void {
  const body = Buffer.from(reply.body ?? '');
  response.writeHead(reply.status, {
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': contentPolicy(reply.formTarget),
    'Content-Length': body.length,
    ...reply.headers,
  });
  response.end(headOnly ? undefined : body);
}

/** To another address, by GET. */
export function redirect(address: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 303, headers: { Location: address, ...headers } };
}

/** Whether a `Host` header names this machine itself: a page elsewhere can point its own name here (DNS rebinding). */
export function isLoopbackHost(host: string | undefined): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i.test(host ?? '');
}
