import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Account, createAccounts, DEMO_PASSWORD, DEMO_USER } from './accounts';
import { createConsents } from './consent';
import { type Gateway, kindOf } from './gateway';
import { type Call, isLoopbackHost, readForm, send } from './http';
import { createKeys } from './keys';
import { preferredLanguage } from './language';
import { API_PATH, createLinks } from './links';
import type { Mailbox } from './mailbox';
import { errorPage } from './pages/error';
import { answer } from './routes';
import { readSession } from './sessions';
import { createTokens } from './tokens';

/** Whose mail is served: the demo account's alone, or that of the people listed. */
export type Served = { readonly mailbox: Mailbox } | { readonly accounts: readonly Account[] };

export type GatewayOptions = Served & {
  /** 0 to 65535; 0 takes any free port. */
  readonly port: number;
  /** A loopback address; 127.0.0.1 unless given. */
  readonly host?: '127.0.0.1' | '::1';
  /** How many unread e-mails the overview lists, 1 to 200; 20 unless given. */
  readonly listLength?: number;
  /** How long a token is good for, in milliseconds; 30 days unless given. */
  readonly tokenLifetime?: number;
  /** Milliseconds since 1970; the machine's clock unless given. */
  readonly now?: () => number;
  /** Receives one short line a fact, never a secret and nothing out of a mail. Silent unless given. */
  readonly log?: (line: string) => void;
};

/** A gateway that answers. */
export interface RunningGateway {
  /** Such as `http://127.0.0.1:8337`. The home page is at `/`. */
  readonly origin: string;
  readonly apiAddress: string;
  readonly signInPage: string;
  readonly webmailAddress: string;
  /** Stops at once, also in the middle of a connection. Mailboxes stay open: they belong to who made them. */
  close(): Promise<void>;
}

const DAY = 24 * 60 * 60 * 1000;

/** Starts the gateway. Rejects with the error of `listen`, such as `EADDRINUSE`. */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { port, host = '127.0.0.1', listLength = 20, tokenLifetime = 30 * DAY } = options;
  const { now = Date.now, log = () => {} } = options;
  const server = createServer();
  await listen(server, port, host);

  const name = host.includes(':') ? `[${host}]` : host;
  const origin = `http://${name}:${(server.address() as AddressInfo).port}`;
  const keys = createKeys();
  const gateway: Gateway = {
    origin,
    accounts: createAccounts(accountsOf(options)),
    consents: createConsents(),
    keys,
    links: createLinks(keys, origin),
    tokens: createTokens(keys, tokenLifetime),
    listLength,
    now,
    log,
  };
  server.on('request', (request, response) => void respond(request, response, gateway));

  return {
    origin,
    apiAddress: origin + API_PATH,
    signInPage: `${origin}/sign-in`,
    webmailAddress: `${origin}/mail`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function accountsOf(served: Served): readonly Account[] {
  if ('accounts' in served) return served.accounts;
  return [{ user: DEMO_USER, password: DEMO_PASSWORD, mailbox: served.mailbox }];
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function respond(request: IncomingMessage, response: ServerResponse, gateway: Gateway): Promise<void> {
  const language = preferredLanguage(request.headers['accept-language']);
  const headOnly = request.method === 'HEAD';
  try {
    if (!isLoopbackHost(request.headers.host)) {
      gateway.log('refused a request for another host');
      return send(response, errorPage('foreignHost', language), headOnly);
    }
    const call = readCall(request, gateway);
    const reply = await answer(call, gateway);
    // What is left of a body nobody read would be taken for the next request.
    if (!request.complete) response.setHeader('Connection', 'close');
    send(response, reply, headOnly);
  } catch (error) {
    gateway.log(`page: failed (${kindOf(error)})`);
    if (!response.headersSent) send(response, errorPage('unexpected', language), headOnly);
  }
}

function readCall(request: IncomingMessage, gateway: Gateway): Call {
  const { method = 'GET', url = '/', headers } = request;
  const mark = url.indexOf('?');
  return {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : url.slice(mark)),
    language: preferredLanguage(headers['accept-language']),
    user: readSession(gateway.keys, headers.cookie, gateway.now()),
    prefetch: `${headers['sec-purpose']}`.includes('prefetch'),
    form: () => readForm(request),
  };
}
