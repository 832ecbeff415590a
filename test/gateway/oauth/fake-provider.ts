import type { CustomFetch } from 'openid-client';

/** The answer of an endpoint: a JSON body, or a whole response. Throws for a lost connection. */
type Answer = (form: URLSearchParams) => object | Response;

export interface FakeProvider {
  readonly fetch: CustomFetch;
  /** `path?body` of each request. */
  readonly requests: readonly string[];
  /** The answers of the endpoints from now on, by the path. */
  answer(answers: Readonly<Record<string, Answer>>): void;
}

export const ISSUER = 'https://id.example.org';

export const failure = (error: string, status = 400, more: object = {}): Response =>
  Response.json({ error, ...more }, { status });

/** No signature: over TLS from the token endpoint, nobody looks at it (OpenID Connect Core 1.0, 3.1.3.7). */
export function idToken(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const usual = { iss: ISSUER, aud: 'facteur', sub: '7', iat: now, exp: now + 300 };
  return `${part({ alg: 'RS256' })}.${part({ ...usual, ...claims })}.c2lnbmF0dXJl`;
}

/** A provider without a network. */
export function fakeProvider(metadata: object = {}): FakeProvider {
  const requests: string[] = [];
  let answers: Readonly<Record<string, Answer>> = {};
  const discovery = () => ({
    issuer: ISSUER,
    authorization_endpoint: `${ISSUER}/authorize`,
    token_endpoint: `${ISSUER}/token`,
    userinfo_endpoint: `${ISSUER}/userinfo`,
    device_authorization_endpoint: `${ISSUER}/device`,
    ...metadata,
  });
  return {
    requests,
    fetch: async (url, { body }) => {
      const path = new URL(url).pathname;
      requests.push(body ? `${path}?${body}` : path);
      const isDiscovery = path.endsWith('/.well-known/openid-configuration');
      const answer = answers[path] ?? (isDiscovery ? discovery : () => new Response('', { status: 404 }));
      const given = answer(new URLSearchParams(String(body ?? '')));
      return given instanceof Response ? given : Response.json(given);
    },
    answer(next) {
      answers = { ...answers, ...next };
    },
  };
}
