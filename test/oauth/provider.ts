import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ImapServer } from '../../src/gateway/mailbox/imap/imap-server';
import type { OAuthProvider } from '../../src/gateway/oauth/oauth-provider';
import { createMemory } from './memory';
import { createOidcProvider, createSigningKey, type OidcOptions, PUBLIC_CLIENT } from './oidc';
import { answerInteraction, isInteraction } from './pages';

/**
 * What was asked: a grant type for the token endpoint (`authorization_code`, `refresh_token`, `device_code`), else the
 * last part of the path, such as `auth`, `me`, `introspection`, `jwks`. `refused` and `503` while it is down.
 */
export type RequestKind = string;

/** An OpenID provider on loopback that a test controls. People are their e-mail addresses in lower case. */
export interface TestProvider {
  readonly issuer: string;
  /** Signs the tokens: a public key in PEM (SPKI). */
  readonly publicKey: string;
  /** As the config file's table gives it, with the public client. `server`: the mail server that takes its tokens. */
  settings(server?: ImapServer, overrides?: Partial<OAuthProvider>): OAuthProvider;
  /** How often it was asked. */
  count(kind: RequestKind): number;
  /** All requests of the gateway for tokens, in order, also while it was down. */
  readonly tokenRequests: readonly string[];
  /** How often a refresh token was used again after it was replaced. All tokens of the grant end then. */
  readonly reuses: number;
  /** How long the next access tokens are valid, in seconds. */
  setLifetime(seconds: number): void;
  /** All opaque tokens and codes that it has given out. */
  secrets(): readonly string[];
  /** How many of the person's opaque access tokens are valid, at the provider or as a client counts. */
  validTokens(user: string): number;
  /** Ends the person's opaque access tokens before their time. Refresh tokens live on. */
  expireTokens(user: string): void;
  /** Ends all that a person has allowed, as they can on their account's page. */
  withdraw(user: string): void;
  /** Cuts all connections and refuses new ones, until `resume`. */
  refuseConnections(): void;
  /** Answers everything with 503, until `resume`. */
  answer503(): void;
  resume(): void;
  close(): Promise<void>;
}

export interface ProviderOptions extends Partial<Omit<OidcOptions, 'lifetime'>> {
  /** How long access tokens are valid at first, in seconds. Default: an hour. */
  readonly lifetime?: number;
}

const DEFAULTS: Omit<OidcOptions, 'lifetime'> = {
  accessTokens: 'opaque',
  refreshTokens: true,
  claims: user => ({ email: user, email_verified: true, preferred_username: user }),
  redirectUris: ['https://facteur.example.org/sign-in/callback/company'],
};

export async function startProvider({
  lifetime = 3600,
  ...options
}: ProviderOptions = {}): Promise<TestProvider> {
  let seconds = lifetime;
  let state: 'answers' | 'refuses' | '503' = 'answers';
  const counts = new Map<RequestKind, number>();
  const count = (kind: RequestKind) => void counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const tokenRequests: string[] = [];
  let answer: (request: IncomingMessage, response: ServerResponse) => unknown = () => {};
  const server = createServer((request, response) => {
    if (state === 'answers') return answer(request, response);
    count('503');
    if (request.url?.startsWith('/token')) tokenRequests.push('503');
    response.writeHead(503).end();
  });
  server.on('connection', socket => {
    if (state !== 'refuses') return;
    count('refused');
    socket.destroy();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));

  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = createSigningKey();
  const memory = createMemory();
  const settings = { ...DEFAULTS, ...options, lifetime: () => seconds };
  const provider = createOidcProvider(issuer, settings, memory, key);
  let reuses = 0;
  provider.on('grant.error', (_context, error) => {
    if (error.error_detail === 'refresh token already used') reuses += 1;
  });
  provider.use(async (context, next) => {
    await next();
    const name = context.path.split('/').at(-1) ?? '';
    if (context.path !== '/token') return count(name);
    const kind = String(context.oidc?.params?.grant_type ?? name)
      .split(':')
      .at(-1) as string;
    count(kind);
    tokenRequests.push(kind);
  });
  const callback = provider.callback();
  answer = (request, response) => {
    if (!isInteraction(request)) return callback(request, response);
    answerInteraction(provider, request, response).catch(error => {
      response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
    });
  };

  return {
    issuer,
    publicKey: key.pem,
    settings: (server, overrides = {}) => ({
      id: 'company',
      name: 'Example',
      issuer,
      clientId: PUBLIC_CLIENT,
      clientSecret: undefined,
      scopes: ['openid', 'email', 'profile', 'offline_access'],
      parameters: {},
      claims: ['email'],
      loopbackHost: '127.0.0.1',
      givesDeviceCode: true,
      domains: ['example.org'],
      mail: { server, webmail: undefined, master: undefined },
      ...overrides,
    }),
    count: kind => counts.get(kind) ?? 0,
    tokenRequests,
    get reuses() {
      return reuses;
    },
    setLifetime(next) {
      seconds = next;
    },
    secrets: memory.secrets,
    validTokens: memory.valid,
    expireTokens: memory.expire,
    withdraw: memory.withdraw,
    refuseConnections() {
      state = 'refuses';
      server.closeAllConnections();
    },
    answer503() {
      state = '503';
    },
    resume() {
      state = 'answers';
    },
    close() {
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}
