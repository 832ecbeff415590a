import { generateKeyPairSync } from 'node:crypto';
import type { Configuration } from 'oidc-provider';
import { base, Prompt } from 'oidc-provider/lib/helpers/interaction_policy/index.js';
import { Provider } from 'oidc-provider/lib/provider.js';
import type { Memory } from './memory';
import { interactionPath } from './pages';

export interface OidcOptions {
  /** Opaque ones are for introspection. Default: opaque. */
  readonly accessTokens: 'opaque' | 'jwt';
  /** How long an access token is valid, in seconds. Asked for each one. */
  readonly lifetime: () => number;
  readonly refreshTokens: boolean;
  /** The claims of a person, at userinfo, and with JWT access tokens in the id token. */
  readonly claims: (user: string) => Readonly<Record<string, unknown>>;
  /** The redirect addresses of the client with a secret. */
  readonly redirectUris: readonly string[];
}

/** A client on a person's own computer: public, with a loopback redirect address on any port. */
export const PUBLIC_CLIENT = 'facteur-gateway';
/** A client on a server: with a secret, and exact redirect addresses. */
export const SECRET_CLIENT = { id: 'facteur-organisation', secret: 'secret-of-the-client' };
/** May ask about all tokens. */
export const INTROSPECTION_CLIENT = { id: 'dovecot', secret: 'secret-of-dovecot' };

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
const GRANTS = ['authorization_code', 'refresh_token', DEVICE_CODE];

/** The scopes of the mail server, also those that Google and Microsoft have. */
const MAIL_SCOPES = ['mail', 'https://mail.google.com/', 'https://outlook.office.com/IMAP.AccessAsUser.All'];
const MAIL_SERVER = 'urn:example:mail';

/** The key's id, in tokens and in the file names of Dovecot's keys. */
export const KEY_ID = 'key';

export function createSigningKey() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: KEY_ID, use: 'sig', alg: 'RS256' };
  return { jwk, pem: publicKey.export({ format: 'pem', type: 'spki' }) as string };
}

type SigningKey = ReturnType<typeof createSigningKey>;

/** An OpenID provider that never writes to the console. */
export function createOidcProvider(
  issuer: string,
  options: OidcOptions,
  memory: Memory,
  key: SigningKey,
): Provider {
  const { accessTokens, lifetime, claims } = options;
  const isJwt = accessTokens === 'jwt';
  const policy = base();
  // Microsoft has this prompt.
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  const day = 24 * 3600;
  const configuration: Configuration = {
    adapter: memory.adapter,
    clients: [
      {
        client_id: PUBLIC_CLIENT,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: GRANTS,
        redirect_uris: [
          'http://127.0.0.1/sign-in/callback/company',
          'http://localhost/sign-in/callback/company',
        ],
      },
      {
        client_id: SECRET_CLIENT.id,
        client_secret: SECRET_CLIENT.secret,
        grant_types: GRANTS,
        redirect_uris: [...options.redirectUris],
      },
      {
        client_id: INTROSPECTION_CLIENT.id,
        client_secret: INTROSPECTION_CLIENT.secret,
        grant_types: [],
        redirect_uris: [],
        response_types: [],
      },
    ],
    jwks: { keys: [key.jwk as never] },
    cookies: { keys: ['a key for the cookies of a test'] },
    scopes: ['openid', 'offline_access', ...MAIL_SCOPES],
    claims: { profile: ['preferred_username', 'name'], email: ['email', 'email_verified'] },
    // As Microsoft does it, whose access tokens don't open userinfo.
    conformIdTokenClaims: !isJwt,
    findAccount: (_context, user) => ({
      accountId: user,
      claims: async () => ({ sub: user, ...claims(user) }),
    }),
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async () => options.refreshTokens,
    expiresWithSession: async () => false,
    clientBasedCORS: () => false,
    extraTokenClaims: async (_context, token) => ({
      azp: token.clientId,
      email: 'accountId' in token ? token.accountId : undefined,
    }),
    // Dovecot 2.3 takes no `at+jwt` (RFC 9068).
    formats: {
      customizers: {
        jwt: async (_context, _token, jwt) => {
          jwt.header = { ...jwt.header, typ: 'JWT' };
        },
      },
    },
    interactions: { policy, url: (_context, { uid }) => interactionPath(uid) },
    renderError: async (context, out) => {
      context.type = 'text';
      context.body = `${out.error}: ${out.error_description}`;
    },
    ttl: {
      AccessToken: () => lifetime(),
      AuthorizationCode: 60,
      DeviceCode: 600,
      IdToken: 3600,
      RefreshToken: day,
      Interaction: 3600,
      Session: day,
      Grant: day,
    },
    features: {
      devInteractions: { enabled: false },
      introspection: { enabled: true, allowedPolicy: async () => true },
      revocation: { enabled: true, allowedPolicy: async () => true },
      deviceFlow: {
        enabled: true,
        userCodeInputSource: async (context, form) => {
          context.body = `<!DOCTYPE html><title>Device</title>${form}<button form="op.deviceInputForm">Next</button>`;
        },
        userCodeConfirmSource: async (context, form, _client, _device, code) => {
          context.body = `<!DOCTYPE html><title>Device</title><p>${code}</p>${form}<button form="op.deviceConfirmForm">Yes</button>`;
        },
        successSource: async context => {
          context.body = '<!DOCTYPE html><title>Device</title><p>Signed in.</p>';
        },
      },
      resourceIndicators: {
        enabled: isJwt,
        defaultResource: () => MAIL_SERVER,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, _resource, client) => ({
          scope: MAIL_SCOPES.join(' '),
          audience: client.clientId,
          accessTokenTTL: lifetime(),
          accessTokenFormat: 'jwt',
        }),
      },
      rpInitiatedLogout: { enabled: false },
    },
  };
  return new Provider(issuer, configuration);
}
