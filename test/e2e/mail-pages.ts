import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Reply, send } from '../../src/gateway/http/http';
import { icon, styleSheet } from '../../src/gateway/pages/assets';
import { pageReply } from '../../src/gateway/pages/layout';
import { formattedBody, formattedOf, plainBody } from '../../src/gateway/pages/message-body';
import { Html, html } from '../../src/gateway/text/html';

export interface MailPage {
  readonly path: string;
  readonly mails: readonly string[];
  /** The mails that have something to show as HTML. */
  readonly formatted: readonly string[];
}

export interface MailPages {
  readonly origin: string;
  readonly list: readonly MailPage[];
  /** The path of a page with a mail that isn't sanitised: it has a script, a picture, and a heading outside its frame. */
  readonly unsafe: string;
  /** The paths that are served. */
  readonly own: ReadonlySet<string>;
  close(): Promise<void>;
}

const UNSAFE =
  '<article class="mail"><img src="/missing.png" onerror="alert(1)"></article><h1>not a mail’s</h1>';

/**
 * Serves mails as the gateway's reader shows them, formatted and as text, but many on a page, with a paragraph of the
 * class `end` after each. With `?unprotected` a page has no Content-Security-Policy.
 */
export async function serveMails(mails: readonly string[], atOnce: number): Promise<MailPages> {
  const replies = new Map<string, Reply>([
    ['/style.css', styleSheet()],
    ['/icon.svg', icon()],
    ['/unsafe', pageReply({ language: 'en', title: 'x', body: new Html(UNSAFE) })],
  ]);
  const list: MailPage[] = [];
  for (let at = 0; at < mails.length; at += atOnce) {
    const some = mails.slice(at, at + atOnce);
    const { reply, formatted } = show(some);
    const path = `/mails/${list.length}`;
    replies.set(path, reply);
    list.push({ path, mails: some, formatted });
  }

  const server = createServer(({ url = '/' }, response) => {
    const [path = '', query] = url.split('?');
    const reply = replies.get(path) ?? { status: 404 };
    const headers = { ...reply.headers, ...(query === 'unprotected' && { 'Content-Security-Policy': '' }) };
    send(response, { ...reply, headers }, { headOnly: false, tls: false });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    list,
    unsafe: '/unsafe',
    own: new Set(replies.keys()),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function show(mails: readonly string[]): { reply: Reply; formatted: string[] } {
  const safe = mails.map(mail => formattedOf({ html: mail }, {}));
  const body = mails.map((mail, i) => {
    const shown = safe[i] && formattedBody(safe[i], `${i}`, {}, 'en');
    return html`${shown}${plainBody({ text: mail }, 'en')}<p class="end">end</p>`;
  });
  const pictures = new Set(safe.flatMap(it => [...(it?.pictures ?? [])]));
  return {
    reply: pageReply({ language: 'en', title: 'x', body, pictures }),
    formatted: mails.filter((_mail, i) => safe[i]),
  };
}
