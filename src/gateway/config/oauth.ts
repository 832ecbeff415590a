import {
  isEntra,
  isForEverybody,
  isGoogle,
  KNOWN_PROVIDERS,
  type KnownProvider,
  knownProvider,
  knownServer,
  microsoftIssuer,
  otherProvider,
  type ProviderDefaults,
} from '../oauth/known-providers';
import type { MailSide, OAuthProvider } from '../oauth/oauth-provider';
import { isThisMachine } from '../shared/loopback';
import { StartupError } from '../shared/startup-error';
import { type ReadCa, readCa } from './ca';
import { namedServer, refuseExposed } from './choose-server';
import type { ConfigFile } from './config-file';
import { DOMAIN, HOST_NAME, MASTER_USER, PORT, SECURITY, WEB_ADDRESS } from './mailbox-settings';
import { FILE, TEXT, textThat, type Value } from './option-values';
import { last, prefixed, type Read, readTable, refuseTwice, type Table } from './read-table';
import { readPasswordFile } from './secrets';

const SETTINGS = {
  'client-id': TEXT,
  'client-secret': TEXT,
  'client-secret-file': FILE,
  tenant: textThat('the id or a domain of an organisation, or "common"', text => /^[\w.-]+$/.test(text)),
  issuer: textThat('the address of an OpenID provider, with https, such as https://id.example.org', isIssuer),
  name: textThat('a name for people, of 1 to 40 characters', text => text.trim() !== '' && text.length <= 40),
  domains: DOMAIN,
  // RFC 6749, 3.3.
  scopes: textThat('scopes, such as ["openid", "email"]', text => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(text)),
  claim: textThat('the name of the claim with the address, such as "email"', text => /^\S+$/.test(text)),
  host: HOST_NAME,
  port: PORT,
  security: SECURITY,
  ca: FILE,
  webmail: WEB_ADDRESS,
  'master-user': MASTER_USER,
  'master-password': TEXT,
  'master-password-file': FILE,
} satisfies Record<string, Value<unknown>>;

type Given = Read<typeof SETTINGS>;

/** Without encryption only on this machine. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text) || /[?#\s]/.test(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname));
}

export interface ProviderContext {
  readonly readCa?: ReadCa;
  /** Of providers without a `host`. */
  readonly mailSide?: Pick<MailSide, 'server' | 'master'> | undefined;
}

/** @throws {StartupError} at the first error */
export async function readProviders(
  { oauth, path }: Pick<ConfigFile, 'oauth' | 'path'>,
  context: ProviderContext = {},
): Promise<OAuthProvider[]> {
  const providers: OAuthProvider[] = [];
  for (const [id, table] of Object.entries(oauth)) {
    providers.push(await prefixed(`${path}: [oauth.${id}]`, () => readProvider(id, table, context)));
  }
  refuseTwice(
    providers.flatMap(({ domains }) => domains),
    domain => `${path}: two tables [oauth.…] have the domain ${domain}: leave it to one of them`,
  );
  return providers;
}

async function readProvider(id: string, table: Table, context: ProviderContext): Promise<OAuthProvider> {
  // It is part of an address.
  if (!/^[a-z\d][a-z\d-]{0,39}$/.test(id) || id === 'callback')
    throw new StartupError('give it another name, of small letters, digits and hyphens');
  const read = readTable(table, SETTINGS, 'its settings');
  const clientId = last(read['client-id']);
  if (clientId === undefined)
    throw new StartupError('client-id is missing: register this gateway at the provider, which gives one');
  const known = knownProvider(id, last(read.issuer));
  const defaults = defaultsOf(id, known, read);
  const scopes = read.scopes ?? defaults.scopes;
  if (!scopes.includes('openid'))
    throw new StartupError('scopes needs "openid", or the provider doesn’t say who has signed in');
  const domains = read.domains ?? [];
  if (known === undefined && domains.length === 0)
    throw new StartupError('domains is missing: give those whose people sign in here');
  const clientSecret = await secretOf(read, 'client-secret');
  const { issuer, givesDeviceCode } = defaults;
  if (clientSecret === undefined && isGoogle(issuer))
    throw new StartupError(
      'client-secret is missing: Google gives one with the client id, also for a desktop app',
    );
  const isNamed = known === 'microsoft' && read.claim !== undefined && !isForEverybody(issuer);
  const provider = {
    ...defaults,
    id,
    name: last(read.name) ?? defaults.name,
    clientId,
    clientSecret,
    scopes,
    claims: read.claim ?? defaults.claims,
    // The operator vouches for this claim.
    proof: isNamed ? undefined : defaults.proof,
    // Entra takes a client with a secret for one that can't use device codes, and the other way round.
    givesDeviceCode: givesDeviceCode && !(isEntra(issuer) && clientSecret !== undefined),
    domains,
    mail: await mailSideIn(
      read,
      context.mailSide ?? { server: known && knownServer(known), master: undefined },
      context.readCa ?? readCa,
    ),
  };
  if (provider.mail.master !== undefined) refuseUnproven(provider, 'leave out master-user');
  return provider;
}

function defaultsOf(id: string, known: KnownProvider | undefined, read: Given): ProviderDefaults {
  const [issuer, tenant] = [last(read.issuer), last(read.tenant)];
  if (tenant !== undefined && (id !== 'microsoft' || issuer !== undefined))
    throw new StartupError('leave out tenant: it is only for [oauth.microsoft] without an issuer');
  if (known !== undefined) {
    const defaults = KNOWN_PROVIDERS[known];
    return {
      ...defaults,
      issuer: issuer ?? (tenant === undefined ? defaults.issuer : microsoftIssuer(tenant)),
    };
  }
  if (issuer === undefined)
    throw new StartupError('issuer is missing: give the address of the OpenID provider');
  return otherProvider(id, issuer);
}

type Secrets = Pick<Given, SecretName | 'master-user' | `${SecretName}-file`>;
type SecretName = 'client-secret' | 'master-password';

async function secretOf(read: Partial<Secrets>, name: SecretName): Promise<string | undefined> {
  const [secret, file] = [last(read[name]), last(read[`${name}-file`])];
  if (file === undefined) return secret;
  if (secret !== undefined) throw new StartupError(`leave out ${name} or ${name}-file: only one can be used`);
  return readPasswordFile(file, name);
}

/** @throws {StartupError} if only a part of it is given */
export async function readMaster(
  read: Pick<Secrets, 'master-user' | 'master-password' | 'master-password-file'>,
): Promise<MailSide['master']> {
  const [user, password] = [last(read['master-user']), await secretOf(read, 'master-password')];
  if (user !== undefined && password !== undefined) return { user, password };
  if (user === undefined && password === undefined) return undefined;
  throw new StartupError('a master user needs both master-user and master-password');
}

async function mailSideIn(
  read: Given,
  usual: Pick<MailSide, 'server' | 'master'>,
  readAuthority: ReadCa,
): Promise<MailSide> {
  const host = last(read.host);
  const master = await readMaster(read);
  if (host === undefined && (read.port ?? read.security ?? read.ca ?? master) !== undefined)
    throw new StartupError(
      'host is missing: port, security, ca and master-user are for the mail server there',
    );
  const webmail = last(read.webmail);
  if (host === undefined) return { ...usual, webmail };
  const server = namedServer(host, last(read.port), last(read.security));
  refuseExposed(server);
  const ca = last(read.ca);
  return { server: { ...server, ...(ca !== undefined && { ca: await readAuthority(ca) }) }, webmail, master };
}

/**
 * @param orElse what else the operator can do
 * @throws {StartupError} if a sign-in there proves no address: then it may open no mailbox by itself
 */
export function refuseUnproven(
  { id, issuer, proof }: Pick<OAuthProvider, 'id' | 'issuer' | 'proof'>,
  orElse: string,
): void {
  if (proof !== 'none') return;
  throw new StartupError(
    isForEverybody(issuer)
      ? `anybody can make an account with any address at ${issuer}, so a sign-in there may open no mailbox by itself: give [oauth.${id}] the tenant of your organisation, or ${orElse}`
      : `a guest of your organisation may have any address at ${issuer}, so a sign-in there may open no mailbox by itself: set claim in [oauth.${id}] to one with an address that only your organisation gives, or ${orElse}`,
  );
}

/** @throws {StartupError} if no table describes this provider */
export function namedProvider(id: string, providers: readonly OAuthProvider[]): OAuthProvider {
  const found = providers.find(provider => provider.id === id);
  if (found !== undefined) return found;
  const known = providers.map(it => JSON.stringify(it.id)).join(', ');
  throw new StartupError(
    `oauth is ${JSON.stringify(id)}, but there is no table [oauth.${id}]: add it${known ? `, or use ${known}` : ''}`,
  );
}
