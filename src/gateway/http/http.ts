import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Visitor } from '../access/forms';
import type { Session } from '../access/sessions';
import type { PageLanguage } from '../texts/language';
import { type Allowances, securityHeaders } from './security-headers';

export interface Call {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly language: PageLanguage;
  readonly session: Session | undefined;
  readonly visitor: Visitor;
  readonly cookie: string | undefined;
  /** The header `Authorization`. */
  readonly authorization: string | undefined;
  /** The person's IP address, as far as proxies that are trusted tell it. */
  readonly client: string;
  readonly network: string;
  /** The header `Origin`. */
  readonly requestOrigin: string | undefined;
  /** The gateway's origin as this client calls it. */
  readonly asked: string;
  readonly crossSite: boolean;
  /** The browser prefetches the page (header `Sec-Purpose`): the user may never open it. */
  readonly prefetch: boolean;
  /** `most`: bytes, 32 KiB by default. */
  form(most?: number): Promise<URLSearchParams>;
  /** A form with a file. */
  upload(): Promise<FormData>;
}

export interface Reply extends Allowances {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: string | Buffer;
}

/** The posted body is not a form, or is too large. */
export class BadForm extends Error {}

const MAX_FORM_BYTES = 32 * 1024;
const MAX_UPLOAD_BYTES = 128 * 1024;

/** `most`: bytes. Rejects with a {@link BadForm}. */
export async function readForm(
  request: IncomingMessage,
  most: number = MAX_FORM_BYTES,
): Promise<URLSearchParams> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new BadForm('not a form');
  return new URLSearchParams((await readBody(request, most)).toString());
}

/** At most 128 KiB. Rejects with a {@link BadForm}. */
export async function readUpload(request: IncomingMessage): Promise<FormData> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new BadForm('not a form with files');
  const body = new Uint8Array(await readBody(request, MAX_UPLOAD_BYTES));
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new BadForm('malformed');
  }
}

async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new BadForm('too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function send(
  response: ServerResponse,
  reply: Reply,
  { headOnly, tls }: { readonly headOnly: boolean; readonly tls: boolean },
): void {
  const { body: content = '' } = reply;
  const body = typeof content === 'string' ? Buffer.from(content) : content;
  response.writeHead(reply.status, {
    ...securityHeaders(tls, reply),
    'Content-Length': body.length,
    ...(reply.cookies?.length && { 'Set-Cookie': [...reply.cookies] }),
    ...reply.headers,
  });
  response.end(headOnly ? undefined : body);
}

export function redirect(address: string, cookies: readonly string[] = []): Reply {
  return { status: 303, headers: { Location: address }, cookies };
}
