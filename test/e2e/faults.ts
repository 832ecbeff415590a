import { constants, gzipSync } from 'node:zlib';
import type { Failure } from '../../src/core/mailbox/failure';
import { answerBytes } from '../answers';
import { headOf, type Reply, reply, XML } from './fault-server';
import { errorDocument } from './mails';

/** A fault of a server or of the network, and the failure that Facteur has to store. */
export interface Fault {
  name: string;
  /** `good` is the correct answer, which the fault damages. */
  reply(good: string): Reply;
  failure: Failure;
  /** The failure in Firefox, where it differs. */
  inFirefox?: Failure;
}

/** The head of a correct answer, with some headers replaced. */
function promised(good: string, headers: Record<string, string | number> = {}): string {
  return headOf('200 OK', { ...XML, 'Content-Length': Buffer.byteLength(good), ...headers });
}

const send =
  (...parts: (string | Buffer)[]): Reply =>
  socket =>
    socket.end(Buffer.concat(parts.map(part => Buffer.from(part))));

/** Sends this text, then resets the connection (TCP RST). */
const sendAndReset =
  (text: string): Reply =>
  socket =>
    void (text ? socket.write(text, () => socket.resetAndDestroy()) : socket.resetAndDestroy());

/** Sends this text, then stays silent and never closes the connection. */
const sendAndStay =
  (text: string): Reply =>
  socket =>
    void socket.write(text);

/** Sends `part` without end: as fast as the browser reads, or every `pause` ms. */
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
  { name: 'reset before any byte', reply: () => sendAndReset(''), failure: network },
  { name: 'closed before any byte', reply: () => send(), failure: network },
  {
    name: 'reset within the head',
    reply: good => sendAndReset(half(promised(good))),
    failure: network,
  },
  { name: 'reset amid the body', reply: good => sendAndReset(promised(good) + half(good)), failure: network },
  { name: 'silent before the head', reply: () => () => {}, failure: timeout },
  {
    name: 'silent in the middle of the body',
    reply: good => sendAndStay(promised(good) + half(good)),
    failure: timeout,
  },
  {
    name: 'an endless slow body',
    reply: () => sendForever(headOf('200 OK', XML), ' ', 200),
    failure: timeout,
  },
  {
    name: 'an endless fast body',
    reply: () => sendForever(headOf('200 OK', XML), '<msg>'.repeat(13_000)),
    failure: { kind: 'too-large' },
  },
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
  { name: 'plain text declared as gzip', reply: good => send(promised(good, GZIP), good), failure: network },
  {
    // Both browsers accept it, and return the part that they could unpack.
    name: 'gzip that is cut off',
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
  {
    name: 'XML that is cut off inside a mail',
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
    name: 'HTTP 503 with Retry-After as a date',
    reply: () =>
      reply('503 Service Unavailable', '', {
        'Retry-After': new Date(Date.now() + 20 * 60_000).toUTCString(),
      }),
    failure: { kind: 'server-error', status: 503 },
  },
  {
    name: 'HTTP 429 with Retry-After in seconds',
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
  {
    name: 'the page of a captive portal',
    reply: () => reply('200 OK', PORTAL),
    failure: { kind: 'web-page' },
  },
  {
    name: 'a redirect to a captive portal',
    reply: () => reply('302 Found', PORTAL, { Location: 'http://127.0.0.1:9/portal' }),
    failure: { kind: 'redirected' },
  },
  { name: 'an empty answer', reply: () => reply('200 OK'), failure: { kind: 'empty' } },
  { name: 'HTTP 204', reply: () => send(headOf('204 No Content')), failure: { kind: 'empty' } },
  {
    name: 'garbage instead of HTTP',
    reply: () => send(Buffer.from('\x15\x03\x03\x00\x02\x02\x46 what?\r\n\r\n', 'latin1')),
    failure: network,
    // Firefox reads a reply without a head as HTTP 0.9: all of it is the body.
    inFirefox: { kind: 'malformed' },
  },
  {
    name: 'an image',
    reply: () => reply('200 OK', PICTURE, { 'Content-Type': 'image/png' }),
    failure: { kind: 'malformed' },
  },
];

const PORTAL = Buffer.from(answerBytes('captive-portal.html'));
const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
const PICTURE = Buffer.from(`\x89PNG\r\n\x1a\n${'\x00\xff<'.repeat(500)}`, 'latin1');
