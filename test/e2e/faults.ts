import { constants, gzipSync } from 'node:zlib';
import type { Failure } from '../../src/core/mailbox/failure';
import { answerBytes } from '../answers';
import { headOf, type Reply, reply, XML } from './fault-server';
import { errorDocument } from './mails';

/** How a server or the way to it goes wrong, and what Facteur is to make of it. */
export interface Fault {
  name: string;
  /** `good` is the answer that was meant. */
  reply(good: string): Reply;
  failure: Failure;
  /** Where Firefox sees it otherwise. */
  inFirefox?: Failure;
}

/** A head that promises the answer, with something about it changed. */
function promised(good: string, headers: Record<string, string | number> = {}): string {
  return headOf('200 OK', { ...XML, 'Content-Length': Buffer.byteLength(good), ...headers });
}

/** What a reply of bytes alone sends; the connection is closed in order after it. */
const send =
  (...parts: (string | Buffer)[]): Reply =>
  socket =>
    socket.end(Buffer.concat(parts.map(part => Buffer.from(part))));

/** Sends that much, and then the connection is reset as by a router that has forgotten it. */
const sendAndReset =
  (text: string): Reply =>
  socket =>
    void (text ? socket.write(text, () => socket.resetAndDestroy()) : socket.resetAndDestroy());

/** Sends that much and nothing more; never closes the connection. */
const sendAndStay =
  (text: string): Reply =>
  socket =>
    void socket.write(text);

/** Sends the same again and again, as fast as the browser takes it or after a pause (ms) each time. */
const sendForever =
  (head: string, part: string | Buffer, pause = 0): Reply =>
  socket => {
    socket.write(head);
    const more = () => {
      if (!socket.writable) return;
      if (pause > 0) {
        socket.write(part);
        setTimeout(more, pause).unref();
      } else socket.write(part, error => !error && more());
    };
    more();
  };

const half = (text: string) => text.slice(0, text.length / 2);
const amidMail = (answer: string) => answer.slice(0, answer.lastIndexOf('</msg_subject>'));
const CHUNKED = { ...XML, 'Transfer-Encoding': 'chunked' };
const GZIP = { 'Content-Encoding': 'gzip' };

const network: Failure = { kind: 'network' };
const timeout: Failure = { kind: 'timeout' };
const truncated: Failure = { kind: 'truncated' };

export const FAULTS: readonly Fault[] = [
  // The connection
  { name: 'reset before any byte', reply: () => sendAndReset(''), failure: network },
  { name: 'closed before any byte', reply: () => send(), failure: network },
  {
    name: 'reset within the head',
    reply: good => sendAndReset(half(promised(good))),
    failure: network,
  },
  { name: 'reset amid the body', reply: good => sendAndReset(promised(good) + half(good)), failure: network },
  { name: 'silent before the head', reply: () => () => {}, failure: timeout },
  { name: 'silent amid the body', reply: good => sendAndStay(promised(good) + half(good)), failure: timeout },
  {
    name: 'a trickle without an end',
    reply: () => sendForever(headOf('200 OK', XML), ' ', 200),
    failure: timeout,
  },
  {
    name: 'a flood without an end',
    reply: () => sendForever(headOf('200 OK', XML), '<msg>'.repeat(13_000)),
    failure: { kind: 'too-large' },
  },
  // The length and the encoding of the body
  {
    name: 'closed before the promised length',
    reply: good => send(promised(good), half(good)),
    failure: network,
  },
  {
    name: 'a promised length that is too short',
    reply: good => send(promised(good, { 'Content-Length': amidMail(good).length }), good),
    failure: truncated,
  },
  {
    name: 'broken chunks',
    reply: good => send(headOf('200 OK', CHUNKED), `10\r\n${good.slice(0, 16)}\r\nnonsense\r\n${good}`),
    failure: network,
  },
  {
    name: 'chunks without the last one',
    reply: good =>
      send(headOf('200 OK', CHUNKED), `${(half(good).length).toString(16)}\r\n${half(good)}\r\n`),
    failure: network,
  },
  { name: 'gzip that is none', reply: good => send(promised(good, GZIP), good), failure: network },
  {
    // Neither browser minds: both hand over what they could unpack.
    name: 'gzip that breaks off',
    reply: good => {
      const part = gzipSync(amidMail(good), { finishFlush: constants.Z_SYNC_FLUSH });
      return send(promised(good, { ...GZIP, 'Content-Length': part.length }), part);
    },
    failure: truncated,
  },
  {
    name: 'a gzip bomb',
    reply: () => reply('200 OK', BOMB, { ...XML, ...GZIP }),
    failure: { kind: 'too-large' },
  },
  // What is answered
  {
    name: 'XML that breaks off amid a mail',
    reply: good => send(headOf('200 OK', XML), amidMail(good)),
    failure: truncated,
  },
  {
    name: 'error 501 of the API',
    reply: () => reply('500 Internal Server Error', errorDocument(501)),
    failure: { kind: 'internal', code: 501 },
  },
  {
    name: 'error 900 of the API',
    reply: () => reply('200 OK', errorDocument(900)),
    failure: { kind: 'internal', code: 900 },
  },
  {
    name: 'HTTP 500 and nothing else',
    reply: () => reply('500 Internal Server Error'),
    failure: { kind: 'server-error', status: 500 },
  },
  {
    name: 'HTTP 502 with a web page',
    reply: () => reply('502 Bad Gateway', PORTAL),
    failure: { kind: 'server-error', status: 502 },
  },
  {
    name: 'HTTP 503 until a date',
    reply: () =>
      reply('503 Service Unavailable', '', {
        'Retry-After': new Date(Date.now() + 20 * 60_000).toUTCString(),
      }),
    failure: { kind: 'server-error', status: 503 },
  },
  {
    name: 'HTTP 429 for some seconds',
    reply: () => reply('429 Too Many Requests', '', { 'Retry-After': 600 }),
    failure: { kind: 'busy', status: 429 },
  },
  {
    name: 'HTTP 404',
    reply: () => reply('404 Not Found', PORTAL),
    failure: { kind: 'not-found', status: 404 },
  },
  { name: 'HTTP 403', reply: () => reply('403 Forbidden'), failure: { kind: 'forbidden', status: 403 } },
  {
    name: 'HTTP 418',
    reply: () => reply("418 I'm a teapot", 'short and stout'),
    failure: { kind: 'http', status: 418 },
  },
  { name: 'a portal’s page', reply: () => reply('200 OK', PORTAL), failure: { kind: 'web-page' } },
  {
    name: 'a way to a portal',
    reply: () => reply('302 Found', PORTAL, { Location: 'http://127.0.0.1:9/portal' }),
    failure: { kind: 'redirected' },
  },
  { name: 'an empty answer', reply: () => reply('200 OK'), failure: { kind: 'empty' } },
  { name: 'HTTP 204', reply: () => send(headOf('204 No Content')), failure: { kind: 'empty' } },
  {
    name: 'garbage instead of HTTP',
    reply: () => send(Buffer.from('\x15\x03\x03\x00\x02\x02\x46 what?\r\n\r\n', 'latin1')),
    failure: network,
    // What has no head is all body to it, as in HTTP 0.9.
    inFirefox: { kind: 'malformed' },
  },
  {
    name: 'a picture',
    reply: () => reply('200 OK', PICTURE, { 'Content-Type': 'image/png' }),
    failure: { kind: 'malformed' },
  },
];

const PORTAL = Buffer.from(answerBytes('captive-portal.html'));
const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
const PICTURE = Buffer.from(`\x89PNG\r\n\x1a\n${'\x00\xff<'.repeat(500)}`, 'latin1');
