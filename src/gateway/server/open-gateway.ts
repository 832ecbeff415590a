import { createAccounts, DEMO_PASSWORD, DEMO_USER, type User } from '../access/accounts';
import { createAttempts } from '../access/attempts';
import { createClientAddress } from '../access/client-address';
import { createConsents } from '../access/consent';
import { createCookies } from '../access/cookies';
import { createFormSecrets } from '../access/form-secrets';
import { createForms } from '../access/forms';
import type { Gateway } from '../access/gateway';
import { createGenerations } from '../access/generations';
import { createKeys } from '../access/keys';
import { createKnownBrowsers } from '../access/known-browsers';
import { createLastAsked } from '../access/last-asked';
import { createLinks } from '../access/links';
import { createOperators, managerLink } from '../access/operators';
import { createOwnMailboxes } from '../access/own-mailboxes';
import type { OwnSignIn } from '../access/own-sign-in';
import { createReturnAddressCheck } from '../access/return-address';
import { revokeUser } from '../access/revoke';
import { createSessions } from '../access/sessions';
import { createSingleUse } from '../access/single-use';
import { createTokens } from '../access/tokens';
import type { BindOptions } from '../http/bind-address';
import type { OwnAccount } from '../mailbox/imap/own-mailbox';
import type { GatewayMailbox } from '../mailbox/mailbox';
import type { OAuthAccess } from '../oauth/oauth-access';
import { createCallLimit } from '../services/call-limit';
import { createRegister } from '../services/register';
import { FACTEUR, type Service } from '../services/service';
import { createServices } from '../services/services';
import { type Audit, NO_AUDIT } from '../shared/audit';
import { codeOf } from '../shared/error-code';
import { type Log, SILENT } from '../shared/log';
import { createNoMetrics, type Metrics } from '../shared/metrics';
import { createMemoryStore } from '../store/memory-store';
import type { Store } from '../store/store';

export type Served = { readonly mailbox: GatewayMailbox } | { readonly accounts: readonly User[] };

export type GatewayOptions = Served &
  Partial<BindOptions> & {
    /** 0 for any free port. */
    readonly port: number;
    /** Stays open. Without one, keys and choices are lost when the gateway stops. */
    readonly store?: Store | undefined;
    /** IP addresses and networks of proxies that tell a client's address. Default: none. */
    readonly trustedProxies?: readonly string[];
    /** Extensions that may receive a token, as `parseExtension` returns them. Default: all. */
    readonly extensions?: readonly string[];
    /** Other programs that may call the API. Default: none. */
    readonly services?: readonly Service[];
    /** Of each of these services. Default: 600. */
    readonly callsPerMinute?: number;
    /** Lets people sign in with a mailbox of their own. `open` connects when the mailbox is asked first. Default: no. */
    readonly own?: (OwnSignIn & { open(user: string, account: OwnAccount): GatewayMailbox }) | undefined;
    /** How people sign in at their providers. Default: not. */
    readonly oauth?: OAuthAccess | undefined;
    /** Users who may open the API Manager. Default: none; a link of the program opens it. */
    readonly operators?: readonly string[];
    /** Whether a service that registers may call the API at once. Default: no. */
    readonly autoApprove?: boolean;
    /** 1 to 200. Default: 20. */
    readonly listLength?: number;
    /** In ms. Default: 30 days. */
    readonly tokenLifetime?: number;
    readonly now?: () => number;
    readonly log?: Log;
    /** Default: none. */
    readonly audit?: Audit;
    readonly metrics?: Metrics;
  };

export interface OpenGateway {
  readonly gateway: Gateway;
  /** An address that opens the API Manager once, within an hour. */
  managerLink(): string;
  /** Stores what is known. Mailboxes of `accounts` stay open; their creator closes them. Those of people's own are closed. */
  close(): Promise<void>;
}

const DAY = 24 * 60 * 60 * 1000;
/** Many people may have one address. */
const LOOK_UPS_PER_MINUTE = 60;

/** @param origin the one that browsers use */
export function openGateway(options: GatewayOptions, origin: string): OpenGateway {
  const { publicOrigin, tls, extensions = [] } = options;
  const { services = [], callsPerMinute = 600, operators = [], autoApprove = false } = options;
  const { listLength = 20, tokenLifetime = 30 * DAY, now = Date.now, log = SILENT } = options;
  const { audit = NO_AUDIT, metrics = createNoMetrics() } = options;
  const { store = createMemoryStore(), trustedProxies = [] } = options;
  const keys = createKeys(store.secret);
  const cookies = createCookies(origin.startsWith('https:'));
  const generations = createGenerations(store.generations);
  const spent = createSingleUse(store.spent);
  const lastAsked = createLastAsked(store.calls, log);
  const sessionsNamed = (name: string) => createSessions(name, keys, store.sessions, cookies);
  const own = options.own && { ...options.own, mailboxes: createOwnMailboxes(options.own.open, now) };
  const accounts = createAccounts(accountsOf(options), own);
  const tokens = createTokens({
    keys,
    generations,
    stored: store.tokens,
    lifetime: tokenLifetime,
    ownService: FACTEUR.id,
    dropGrants: async ids =>
      options.oauth?.grants
        .drop(ids)
        .catch(error => log.error(`a sign-in at a provider is not forgotten (${codeOf(error)})`)),
    log,
  });
  // A public origin without a certificate means a reverse proxy, whose address all clients share.
  const sharedAddress = publicOrigin !== undefined && tls === undefined && trustedProxies.length === 0;
  if (sharedAddress)
    log.warn(
      'the proxy before this gateway hides who calls: name its address in trusted-proxies, or one person’s wrong passwords make others wait',
    );
  const gateway: Gateway = {
    origin,
    accounts,
    attempts: createAttempts({
      failures: store.failures,
      now,
      sharedAddress,
      passwordTries: own?.passwordTries,
    }),
    callLimit: createCallLimit(callsPerMinute),
    lookUps: createCallLimit(LOOK_UPS_PER_MINUTE),
    consents: createConsents(FACTEUR.id, store.consents),
    cookies,
    forms: createForms(keys, cookies),
    formSecrets: createFormSecrets(keys),
    answered: spent,
    knownBrowsers: createKnownBrowsers(keys, cookies),
    lastAsked,
    readOnOpen: store.readOnOpen,
    links: createLinks({ keys, tokens, generations, isSetUp: accounts.isSetUp, origin, now }),
    own,
    oauth: options.oauth,
    services: createServices(services, createRegister(store.services)),
    sessions: sessionsNamed('session'),
    operators: createOperators(keys, spent, sessionsNamed('manager'), operators),
    autoApprove,
    tokens,
    revoke: async user => void (await revokeUser(store, user)),
    clientAddress: createClientAddress(trustedProxies),
    checkReturnAddress: createReturnAddressCheck(extensions),
    listLength,
    now,
    log,
    audit,
    metrics,
  };
  return {
    gateway,
    managerLink: () => managerLink(origin, keys, now()),
    close: async () => void (await Promise.all([lastAsked.save(), tokens.save(), own?.mailboxes.close()])),
  };
}

function accountsOf(served: Served): readonly User[] {
  if ('accounts' in served) return served.accounts;
  return [{ user: DEMO_USER, password: DEMO_PASSWORD, mailbox: served.mailbox }];
}
