import { PROVIDERS } from '../finding/provider-table';
import { serverOf } from '../finding/providers';
import type { ImapServer } from '../mailbox/imap/imap-server';
import type { OAuthProvider } from './oauth-provider';

/** The rest of a provider, if the config file doesn't say it. */
export type ProviderDefaults = Omit<OAuthProvider, 'id' | 'clientId' | 'clientSecret' | 'domains' | 'mail'>;

/** Where Entra looks for accounts. Anybody can make a tenant and name any address in it. */
const MANY_TENANTS: readonly string[] = [
  'common',
  'organizations',
  'consumers',
  '9188040d-6c67-4c5b-b112-36a304b66dad',
];

/** Subdomains are Entra's, too. */
const ENTRA_HOSTS: readonly string[] = [
  ...['login.microsoftonline.com', 'login.microsoft.com', 'login.windows.net', 'sts.windows.net'],
  // Of countries and governments.
  ...['login-us.microsoftonline.com', 'login.microsoftonline.us', 'login.microsoftonline.de'],
  ...['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
];

/** @param tenant the id or a domain of an organisation, or `common` for all accounts */
export const microsoftIssuer = (tenant = 'common'): string =>
  `https://login.microsoftonline.com/${tenant}/v2.0`;

/** Whether it is Microsoft's service for sign-ins, whose name is Entra. */
export function isEntra(issuer: string): boolean {
  const host = new URL(issuer).hostname.replace(/\.$/, '');
  return ENTRA_HOSTS.some(it => host === it || host.endsWith(`.${it}`));
}

/** Whether what this issuer says about an address proves nothing: only the mail server's answer to the token does. */
export function isForEverybody(issuer: string): boolean {
  const [tenant = ''] = decoded(new URL(issuer).pathname).split('/').filter(Boolean);
  return isEntra(issuer) && MANY_TENANTS.includes(tenant.toLowerCase());
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export const KNOWN_PROVIDERS = {
  google: {
    name: 'Google',
    issuer: 'https://accounts.google.com',
    scopes: ['openid', 'email', 'https://mail.google.com/'],
    // Google gives a refresh token only so, and again only after a new consent.
    parameters: { access_type: 'offline', prompt: 'consent' },
    claims: ['email'],
    // Anybody can make an account with an address of elsewhere, and keep it when the address is somebody else's.
    proof: 'hosted',
    loopbackHost: '127.0.0.1',
    // A device code isn't given for the scope of mail.
    givesDeviceCode: false,
  },
  microsoft: {
    name: 'Microsoft',
    issuer: microsoftIssuer(),
    scopes: [
      ...['openid', 'email', 'profile', 'offline_access'],
      'https://outlook.office.com/IMAP.AccessAsUser.All',
    ],
    parameters: {},
    // The name to sign in with, which may be another one than the mailbox's address. Both can be used for IMAP.
    claims: ['preferred_username', 'email'],
    // Guests bring their own ones along.
    proof: 'none',
    // Only there, the port of a registered address doesn't count.
    loopbackHost: 'localhost',
    givesDeviceCode: true,
  },
} satisfies Record<string, ProviderDefaults>;

export type KnownProvider = keyof typeof KNOWN_PROVIDERS;

const isKnown = (id: string): id is KnownProvider => Object.hasOwn(KNOWN_PROVIDERS, id);

export const isGoogle = (issuer: string): boolean => new URL(issuer).origin === KNOWN_PROVIDERS.google.issuer;

/** By the name of its table or, if the gateway is registered there more than once, by its issuer. */
export function knownProvider(id: string, issuer: string | undefined): KnownProvider | undefined {
  if (isKnown(id)) return id;
  if (issuer === undefined) return undefined;
  if (isEntra(issuer)) return 'microsoft';
  return isGoogle(issuer) ? 'google' : undefined;
}

const PROMPTS_FOR_ANOTHER: Readonly<Record<KnownProvider, string>> = {
  google: 'select_account consent',
  // It takes one prompt only.
  microsoft: 'select_account',
};

/** The prompt with which a person can leave the account that their browser is signed in with there. */
export function promptForAnother({ id, issuer }: Pick<OAuthProvider, 'id' | 'issuer'>): string {
  const known = knownProvider(id, issuer);
  // Many others, such as Keycloak, know no select_account.
  return known === undefined ? 'login consent' : PROMPTS_FOR_ANOTHER[known];
}

/**
 * The only mail server that accepts this provider's access tokens, also for the addresses of other domains. A server
 * that was found for an address may be somebody else's, who could use the tokens.
 */
export function knownServer(provider: KnownProvider): ImapServer | undefined {
  const found = PROVIDERS.find(({ oauth }) => oauth === provider);
  return found && serverOf(found);
}

/** For a provider that the config file describes. */
export const otherProvider = (name: string, issuer: string): ProviderDefaults => ({
  name,
  issuer,
  scopes: ['openid', 'email', 'offline_access'],
  // Without it, a provider may ignore offline_access (OpenID Connect Core 1.0, 11).
  parameters: { prompt: 'consent' },
  claims: ['email'],
  loopbackHost: '127.0.0.1',
  givesDeviceCode: true,
});
