import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type ClientOptions,
  getPersonalMessages,
  type Outcome,
  postAction,
  requestUrl,
} from '../../src/api/client';
import type { Account } from '../../src/core/account/account';
import { accountProblems } from '../../src/core/account/account-form';
import { answerBytes } from '../answers';
import { HOUR, makeAccount, NOW } from '../make';

const TOKEN = 'B64Zyk+kU=|sau=|ted=1208280413|Lq7L/SiA=';
const ENCODED = 'B64Zyk%2BkU%3D%7Csau%3D%7Cted%3D1208280413%7CLq7L%2FSiA%3D';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
});

/** Starts a server on a free port of this computer; returns its address. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    response.sendDate = false;
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
}

function call(account: Partial<Account>, options: Partial<ClientOptions> = {}): Promise<Outcome> {
  return getPersonalMessages(makeAccount(account), {
    fetch,
    isOnline: () => true,
    now: () => NOW,
    ...options,
  });
}

interface Request {
  url: string;
  init: RequestInit;
}

/** The arguments that a call passes to `fetch`. */
async function requestOf(account: Partial<Account>): Promise<Request> {
  const requests: Request[] = [];
  await call(account, {
    fetch: async (url, init = {}) => {
      requests.push({ url: String(url), init });
      return new Response('');
    },
  });
  const [request] = requests;
  if (!request) throw new Error('nothing was asked');
  return request;
}

describe('the request URL', () => {
  test.each([
    ['https://api.example/messages', 'https://api.example/messages?'],
    ['https://api.example', 'https://api.example/?'],
    ['https://api.example/messages?', 'https://api.example/messages?'],
    ['https://api.example/v2?key=a%2Bb&lang=fr', 'https://api.example/v2?key=a%2Bb&lang=fr&'],
    ['https://api.example:8443/messages#part', 'https://api.example:8443/messages?'],
  ])('%s keeps its own query and gets the percent-encoded token', (endpoint, start) => {
    expect(requestUrl(endpoint, TOKEN)).toBe(
      `${start}action=getPersonalMessages&infos=NoEMails,NoUnReadMails,NoSMS,EmailsLastNDetailed&token=${ENCODED}`,
    );
  });

  test('can contain any valid token', () => {
    const token = `${TOKEN}#?&%'"<>\\^\`{}~é€📷`;
    expect(accountProblems(makeAccount({ token }))).toEqual({});
    expect(new URL(requestUrl('https://api.example/', token)).searchParams.get('token')).toBe(token);
  });

  test('reaches the server unchanged', async () => {
    const endpoint = await serve((request, response) => response.end(request.url));
    expect(await call({ endpoint: `${endpoint}?a=1`, token: TOKEN })).toMatchObject({
      text: `/api?a=1&action=getPersonalMessages&infos=NoEMails,NoUnReadMails,NoSMS,EmailsLastNDetailed&token=${ENCODED}`,
    });
  });
});

describe('a call', () => {
  test('sends no cookies and no referrer, and is not cached', async () => {
    const { init } = await requestOf({});
    expect(init).toMatchObject({ credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' });
    expect(init.method ?? 'GET').toBe('GET');
  });

  test('follows no redirect', async () => {
    expect((await requestOf({})).init.redirect).toBe('manual');
  });

  test('sends the service’s credentials in UTF-8, if it has any', async () => {
    const { init } = await requestOf({ serviceId: 'facteur', servicePassword: 'pässwörd:€' });
    const [scheme, credentials = ''] = new Headers(init.headers).get('authorization')?.split(' ') ?? [];
    expect(scheme).toBe('Basic');
    expect(Buffer.from(credentials, 'base64').toString('utf8')).toBe('facteur:pässwörd:€');
  });

  test('sends no credentials without a service ID', async () => {
    const { init } = await requestOf({ serviceId: '', servicePassword: 'secret' });
    expect(new Headers(init.headers).has('authorization')).toBe(false);
  });
});

test('the request names the chosen folders', async () => {
  const { url } = await requestOf({ folders: ['INBOX', 'Cakes & pies'] });
  expect(new URL(url).searchParams.getAll('folder')).toEqual(['INBOX', 'Cakes & pies']);
});

describe('an action', () => {
  test('is posted with token and ids in the form, and the address keeps its own query', async () => {
    const endpoint = await serve(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const { method, url, headers } = request;
      const { authorization = '', 'content-type': type } = headers;
      response.end([method, url, type, authorization, Buffer.concat(parts)].join('\n'));
    });
    const account = makeAccount({
      endpoint: `${endpoint}?a=1#part`,
      token: TOKEN,
      serviceId: 'facteur',
      folders: ['INBOX'],
    });
    const outcome = await postAction(
      account,
      { action: 'archive', messageIds: ['1/2', 'ü&'] },
      {
        fetch,
        isOnline: () => true,
        now: () => NOW,
      },
    );
    expect(outcome).toMatchObject({ kind: 'answered', status: 200 });
    const [method, url, type, authorization, body = ''] =
      outcome.kind === 'answered' ? outcome.text.split('\n') : [];
    expect([method, url, authorization]).toEqual(['POST', '/api?a=1&action=archive', 'Basic ZmFjdGV1cjo=']);
    expect(type).toMatch(/^application\/x-www-form-urlencoded/);
    expect([...new URLSearchParams(body)]).toEqual([
      ['token', TOKEN],
      ['msg_id', '1/2'],
      ['msg_id', 'ü&'],
    ]);
  });

  test('marks all as read in the chosen folders only', async () => {
    let body = '';
    const account = makeAccount({ token: TOKEN, folders: ['Chosen since'] });
    const options = {
      fetch: async (_url: unknown, init?: RequestInit) => {
        body = String(init?.body);
        return new Response('');
      },
      isOnline: () => true,
      now: () => NOW,
    };
    await postAction(
      account,
      { action: 'markAllRead', messageIds: ['1'], folders: ['INBOX', 'Lists/a'] },
      options,
    );
    expect(new URLSearchParams(body).getAll('folder')).toEqual(['INBOX', 'Lists/a']);
    await postAction(account, { action: 'markRead', messageIds: ['1'] }, options);
    expect(new URLSearchParams(body).has('folder')).toBe(false);
  });

  test('has at most 1,000 messages', async () => {
    let body = '';
    const ids = Array.from({ length: 1001 }, (_, n) => String(n));
    await postAction(
      makeAccount(),
      { action: 'markUnread', messageIds: ids },
      {
        fetch: async (_url, init) => {
          body = String(init?.body);
          return new Response('');
        },
        isOnline: () => true,
        now: () => NOW,
      },
    );
    expect(new URLSearchParams(body).getAll('msg_id')).toEqual(ids.slice(0, 1000));
  });

  test('that fails is told like a failed call', async () => {
    const outcome = await postAction(
      makeAccount(),
      { action: 'delete', messageIds: ['1'] },
      {
        fetch: () => Promise.reject(new TypeError('down')),
        isOnline: () => false,
        now: () => NOW,
      },
    );
    expect(outcome).toEqual({ kind: 'failed', failure: { kind: 'offline' } });
  });
});

describe('an answer', () => {
  test.each([200, 401, 404, 500, 503])('is returned with HTTP %i', async status => {
    const endpoint = await serve((_request, response) => response.writeHead(status).end('<error/>'));
    expect(await call({ endpoint })).toEqual({ kind: 'answered', status, text: '<error/>' });
  });

  test('is decoded by its charset', async () => {
    const bytes = answerBytes('iso-8859-1.xml');
    const endpoint = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/xml' }).end(bytes);
    });
    expect(await call({ endpoint })).toMatchObject({ text: expect.stringContaining('Réunion à noël') });
  });

  test('in several chunks is joined', async () => {
    const endpoint = await serve((_request, response) => {
      const euro = Buffer.from('€');
      response.write(euro.subarray(0, 1), () => response.end(euro.subarray(1)));
    });
    expect(await call({ endpoint })).toMatchObject({ text: '€' });
  });

  test('may have no body', async () => {
    const endpoint = await serve((_request, response) => response.writeHead(204).end());
    expect(await call({ endpoint })).toEqual({ kind: 'answered', status: 204, text: '' });
  });

  test('of 4 MiB is accepted; one more byte is too large', async () => {
    const limit = 4 * 1024 * 1024;
    const answering = (length: number) => ({
      fetch: async () => new Response(new Uint8Array(length).fill(65)),
    });
    expect(await call({}, answering(limit))).toMatchObject({ kind: 'answered' });
    expect(await call({}, answering(limit + 1))).toEqual({ kind: 'failed', failure: { kind: 'too-large' } });
  });

  test('without end is read up to the limit only', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024));
      },
    });
    const outcome = await call({}, { fetch: async () => new Response(endless), maxBytes: 10_000 });
    expect(outcome).toEqual({ kind: 'failed', failure: { kind: 'too-large' } });
    expect(sent).toBeLessThan(20_000);
  });
});

describe('the headers of an answer', () => {
  const date = new Date(NOW - HOUR).toUTCString();

  test.each<[string, number, Record<string, string>, object]>([
    ['the server’s time', 200, { Date: date }, { serverTime: NOW - HOUR }],
    ['Retry-After in seconds', 503, { 'Retry-After': '120' }, { retryAfter: 120_000 }],
    [
      'Retry-After as a date, by the server’s clock',
      429,
      { Date: date, 'Retry-After': new Date(NOW).toUTCString() },
      { serverTime: NOW - HOUR, retryAfter: HOUR },
    ],
    [
      'Retry-After as a date, by this computer’s clock',
      503,
      { 'Retry-After': new Date(NOW + HOUR).toUTCString() },
      { retryAfter: HOUR },
    ],
    ['no times', 503, { 'Retry-After': 'tomorrow' }, {}],
  ])('give %s', async (_what, status, head, times) => {
    const endpoint = await serve((_request, response) => response.writeHead(status, head).end('text'));
    expect(await call({ endpoint })).toEqual({ kind: 'answered', status, text: 'text', ...times });
  });
});

describe('a failure', () => {
  test('is reported for a redirect, whose address the browser hides', async () => {
    const hidden = { type: 'opaqueredirect', status: 0, headers: new Headers(), body: null };
    const outcome = await call({}, { fetch: async () => hidden as Response });
    expect(outcome).toEqual({ kind: 'failed', failure: { kind: 'redirected' } });
  });

  test.each([
    [true, 'network'],
    [false, 'offline'],
  ])('is reported for a refused connection; online: %s', async (online, kind) => {
    const endpoint = await serve(() => {});
    const [server] = servers.splice(0);
    await new Promise(resolve => server?.close(resolve));
    expect(await call({ endpoint }, { isOnline: () => online })).toEqual({
      kind: 'failed',
      failure: { kind },
    });
  });

  test('is reported for a connection that breaks', async () => {
    const endpoint = await serve((request, response) => {
      response
        .writeHead(200, { 'Content-Length': 100 })
        .write('<getPersonal', () => request.socket.destroy());
    });
    expect(await call({ endpoint })).toEqual({ kind: 'failed', failure: { kind: 'network' } });
  });

  test('is reported for an address that can’t be called', async () => {
    expect(await call({ endpoint: 'no address' })).toEqual({ kind: 'failed', failure: { kind: 'network' } });
  });

  test.each([
    ['a server that never answers', () => {}],
    [
      'a server that never finishes',
      (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(200).write('<'),
    ],
  ])('is reported for %s', async (_what, answer) => {
    const endpoint = await serve(answer);
    const outcome = await call({ endpoint }, { deadline: 50, isOnline: () => false });
    expect(outcome).toEqual({ kind: 'failed', failure: { kind: 'timeout' } });
  });

  test('doesn’t contain the token', async () => {
    const failing: ClientOptions['fetch'] = async url => {
      throw new TypeError(`can't fetch ${url}`);
    };
    expect(JSON.stringify(await call({ token: TOKEN }, { fetch: failing }))).not.toMatch(/B64Zyk/);
  });
});
