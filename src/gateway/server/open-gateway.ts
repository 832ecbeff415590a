import { createAccounts, DEMO_PASSWORD, DEMO_USER, type User } from '../access/accounts';
import { createAttempts } from '../access/attempts';
import { openConsents } from '../access/consent';
import { createCookies } from '../access/cookies';
import { createEndedTickets, type EndedTickets } from '../access/ended-tickets';
import { createFormSecrets } from '../access/form-secrets';
import { createForms } from '../access/forms';
import type { Gateway } from '../access/gateway';
import { type AllGenerations, openGenerations } from '../access/generations';
import { createKeys, type Keys } from '../access/keys';
import { createKnownBrowsers } from '../access/known-browsers';
import { openLastAsked } from '../access/last-asked';
import { createLinks } from '../access/links';
import { createOperators } from '../access/operators';
import { createOwnMailboxes } from '../access/own-mailboxes';
import type { OwnSignIn } from '../access/own-sign-in';
import { openReadOnOpen } from '../access/read-on-open';
import { createReturnAddressCheck } from '../access/return-address';
import { createSessions, SESSION_SECONDS } from '../access/sessions';
import { openSharedValue } from '../access/shared-value';
import { createSingleUse } from '../access/single-use';
import { createTickets } from '../access/tickets';
import { createTokens, type TokenRecords } from '../access/tokens';
import { createUserKeys, type HolderKeys, plainKeys } from '../access/user-keys';
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
import { openStateFolder, type StateFolder } from '../state/state-folder';

export type Served = { readonly mailbox: GatewayMailbox } | { readonly accounts: readonly User[] };

export type GatewayOptions = Served &
  Partial<BindOptions> & {
    /** 0 for any free port. */
    readonly port: number;
    /** Without a state folder, keys and choices are lost when the gateway stops. */
    readonly state?: string | StateFolder;
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

/** Without use, in ms. */
export const TOKEN_LIFETIME = 30 * 24 * 60 * 60 * 1000;
const LINK_SECONDS = 60 * 60;
/** Many people may have one address. */
const LOOK_UPS_PER_MINUTE = 60;

/**
 * Rejects if the state can't be read.
 * @param origin the one that browsers use
 */
export async function openGateway(options: GatewayOptions, origin: string): Promise<OpenGateway> {
  const { publicOrigin, tls, extensions = [] } = options;
  const { services = [], callsPerMinute = 600, operators = [], autoApprove = false } = options;
  const { listLength = 20, tokenLifetime = TOKEN_LIFETIME, now = Date.now, log = SILENT } = options;
  const { audit = NO_AUDIT, metrics = createNoMetrics() } = options;
  const state = typeof options.state === 'string' ? await openStateFolder(options.state) : options.state;
  const consents = await openConsents(FACTEUR.id, state?.consents, log);
  const generations = await openGenerations(
    await openSharedValue<AllGenerations>(new Map(), state?.generations, log),
  );
  const storedTokens = await openSharedValue<TokenRecords>(new Map(), state?.tokens, log);
  const lastAsked = await openLastAsked(state?.lastAsked, log);
  const readOnOpen = await openReadOnOpen(state?.readOnOpen, log);
  const keys = createKeys(state?.secret);
  const cookies = createCookies(origin.startsWith('https:'));
  const ended = createEndedTickets(state?.ended, log);
  const sessionsNamed = (name: string, holderKeys: HolderKeys) =>
    createSessions(name, createTickets(name, SESSION_SECONDS, holderKeys, ended), cookies);
  const own = options.own && { ...options.own, mailboxes: createOwnMailboxes(options.own.open, keys, now) };
  const accounts = createAccounts(accountsOf(options), own);
  const userKeys = createUserKeys(keys, generations, user =>
    accounts.isSetUp(user) ? [''] : (own?.mailboxes.marksOf(user) ?? []),
  );
  const tokens = createTokens({
    keys,
    generations,
    stored: storedTokens,
    lifetime: tokenLifetime,
    ownService: FACTEUR.id,
    dropGrants: async ids =>
      options.oauth?.grants
        .drop(ids)
        .catch(error => log.error(`a sign-in at a provider is not forgotten (${codeOf(error)})`)),
    log,
  });
  const gateway: Gateway = {
    origin,
    accounts,
    // A public origin without a certificate means a reverse proxy, whose address all clients share.
    attempts: createAttempts({ now, sharedAddress: publicOrigin !== undefined && tls === undefined }),
    callLimit: createCallLimit(callsPerMinute),
    lookUps: createCallLimit(LOOK_UPS_PER_MINUTE),
    consents,
    cookies,
    forms: createForms(keys, cookies),
    formSecrets: createFormSecrets(),
    answered: createSingleUse(),
    knownBrowsers: createKnownBrowsers(keys, cookies),
    lastAsked,
    readOnOpen,
    links: createLinks(userKeys, origin, now),
    own,
    oauth: options.oauth,
    services: createServices(services, createRegister(state?.services)),
    sessions: sessionsNamed('session', userKeys),
    operators: createOperators(
      managerTickets(keys, ended),
      sessionsNamed('manager', plainKeys(keys)),
      operators,
    ),
    autoApprove,
    tokens,
    refresh: generations.refresh,
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

const managerTickets = (keys: Keys, ended: EndedTickets) =>
  createTickets('manager link', LINK_SECONDS, plainKeys(keys), ended);

/** An address that opens the API Manager of the gateway with these keys once, within an hour of `now`. */
export function managerLink(origin: string, keys: Keys, now: number): string {
  return `${origin}/manager?key=${managerTickets(keys, createEndedTickets()).issue('operator', now).value}`;
}

function accountsOf(served: Served): readonly User[] {
  if ('accounts' in served) return served.accounts;
  return [{ user: DEMO_USER, password: DEMO_PASSWORD, mailbox: served.mailbox }];
}
