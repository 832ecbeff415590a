import {
  type AcceptedPasswords,
  createAccounts,
  DEMO_PASSWORD,
  DEMO_USER,
  type User,
} from '../access/accounts';
import { createAttempts } from '../access/attempts';
import { createClientAddress, hidesClients } from '../access/client-address';
import { createConsents } from '../access/consent';
import { createCookies } from '../access/cookies';
import { createFormSecrets } from '../access/form-secrets';
import { createForms } from '../access/forms';
import type { Gateway } from '../access/gateway';
import { createGenerations } from '../access/generations';
import { createKnownBrowsers } from '../access/known-browsers';
import { createLastAsked } from '../access/last-asked';
import { createLinks } from '../access/links';
import { createOperators, managerLink } from '../access/operators';
import { createOwnMailboxes } from '../access/own-mailboxes';
import type { OwnAccess, OwnSignIn } from '../access/own-sign-in';
import { createReturnAddressCheck } from '../access/return-address';
import { revokeUser } from '../access/revoke';
import { createSessions } from '../access/sessions';
import { createSingleUse } from '../access/single-use';
import { createTokens, TOKEN_LIFETIME } from '../access/tokens';
import { createTurns } from '../access/turns';
import type { BindOptions } from '../http/bind-address';
import type { OwnAccount } from '../mailbox/imap/own-mailbox';
import { type GatewayMailbox, MailboxError } from '../mailbox/mailbox';
import type { OAuthAccess } from '../oauth/oauth-access';
import { createRegister } from '../services/register';
import { FACTEUR, type Service } from '../services/service';
import { createServices } from '../services/services';
import { type Audit, NO_AUDIT } from '../shared/audit';
import { createCallLimit } from '../shared/call-limit';
import { codeOf } from '../shared/error-code';
import { createKeys } from '../shared/keys';
import { type Log, SILENT } from '../shared/log';
import { createNoMetrics, type Metrics } from '../shared/metrics';
import { createMemoryStore } from '../store/memory-store';
import type { Store } from '../store/store';

type OpenOwn = (user: string, account: OwnAccount) => GatewayMailbox;

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
    readonly own?: (OwnSignIn & { readonly open: OpenOwn }) | undefined;
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

/** Another reading of the configuration can change these while the gateway runs. */
export type ChangeableOptions = Served &
  Pick<
    GatewayOptions,
    | 'own'
    | 'oauth'
    | 'services'
    | 'operators'
    | 'autoApprove'
    | 'listLength'
    | 'extensions'
    | 'trustedProxies'
  >;

export interface OpenGateway {
  readonly gateway: Gateway;
  /**
   * The same gateway with other options. Nobody is signed out.
   * @param opensOwnAnew closes the mailboxes of people's own; each opens again, as `own` now says, when it is needed
   */
  change(options: ChangeableOptions, opensOwnAnew: boolean): Gateway;
  /** An address that opens the API Manager once, within an hour. */
  managerLink(): string;
  /** Stores the last times of use, and closes people's own mailboxes. The creator of `accounts` closes their mailboxes. */
  close(): Promise<void>;
}

/** Many people may have one address. */
const LOOK_UPS_PER_MINUTE = 60;
/** At a time: fewer than a mail server has places for people who sign in. */
const SIGN_INS_OF_CLIENT = 10;
/** As long as for a place at the mail server, in ms. */
const PATIENCE = 12_000;

/** @param origin the one that browsers use */
export function openGateway(options: GatewayOptions, origin: string): OpenGateway {
  const { publicOrigin, tls, callsPerMinute = 600, tokenLifetime = TOKEN_LIFETIME } = options;
  const { now = Date.now, log = SILENT } = options;
  const { audit = NO_AUDIT, metrics = createNoMetrics() } = options;
  const { store = createMemoryStore() } = options;
  const keys = createKeys(store.secret);
  const cookies = createCookies(origin.startsWith('https:'));
  const generations = createGenerations(store.generations);
  const spent = createSingleUse(store.spent);
  const lastAsked = createLastAsked(store.calls, log);
  const sessionsNamed = (name: string) => createSessions(name, keys, store.sessions, cookies);
  const tokens = createTokens({
    keys,
    generations,
    stored: store.tokens,
    lifetime: tokenLifetime,
    ownService: FACTEUR.id,
    dropGrants: async ids =>
      gateway.oauth?.grants
        .drop(ids)
        .catch(error => log.error(`a sign-in at a provider is not forgotten (${codeOf(error)})`)),
    log,
  });
  const accepted: AcceptedPasswords = new WeakMap();
  const register = createRegister(store.services);
  const managers = sessionsNamed('manager');
  const openOwn: OpenOwn = (user, account) => {
    if (gateway.own === undefined)
      throw new MailboxError('refused', 'nobody may sign in with a mailbox of their own');
    return gateway.own.open(user, account);
  };
  const mailboxes = createOwnMailboxes(openOwn, now);
  const changeable = (given: ChangeableOptions) => {
    const { services = [], operators = [], autoApprove = false, listLength = 20 } = given;
    const { extensions = [], trustedProxies = [] } = given;
    const own = given.own && { ...given.own, mailboxes };
    return {
      accounts: createAccounts(accountsOf(given), own, accepted),
      attempts: createAttempts({
        failures: store.failures,
        now,
        sharedAddress: hidesClients({ publicOrigin, tls, trustedProxies }),
        passwordTries: own?.passwordTries,
      }),
      own,
      oauth: given.oauth,
      services: createServices(services, register),
      operators: createOperators(keys, spent, managers, operators),
      autoApprove,
      clientAddress: createClientAddress(trustedProxies, log),
      checkReturnAddress: createReturnAddressCheck(extensions),
      listLength,
    };
  };
  let gateway: Omit<Gateway, 'own'> & { readonly own: (OwnAccess & { readonly open: OpenOwn }) | undefined } =
    {
      origin,
      callLimit: createCallLimit(callsPerMinute),
      lookUps: createCallLimit(LOOK_UPS_PER_MINUTE),
      turns: { ofClient: createTurns(SIGN_INS_OF_CLIENT, PATIENCE), ofPair: createTurns(1, PATIENCE) },
      consents: createConsents(FACTEUR.id, store.consents),
      cookies,
      forms: createForms(keys, cookies),
      formSecrets: createFormSecrets(keys),
      answered: spent,
      knownBrowsers: createKnownBrowsers(keys, cookies),
      lastAsked,
      readOnOpen: store.readOnOpen,
      links: createLinks({
        keys,
        tokens,
        generations,
        isSetUp: user => gateway.accounts.isSetUp(user),
        origin,
        now,
      }),
      sessions: sessionsNamed('session'),
      tokens,
      revoke: async user => void (await revokeUser(store, user)),
      now,
      log,
      audit,
      metrics,
      ...changeable(options),
    };
  return {
    gateway,
    change(next, opensOwnAnew) {
      gateway = { ...gateway, ...changeable(next) };
      if (opensOwnAnew) void mailboxes.close();
      return gateway;
    },
    managerLink: () => managerLink(origin, keys, now()),
    close: async () => void (await Promise.all([lastAsked.save(), tokens.save(), mailboxes.stop()])),
  };
}

function accountsOf(served: Served): readonly User[] {
  if ('accounts' in served) return served.accounts;
  return [{ user: DEMO_USER, password: DEMO_PASSWORD, mailbox: served.mailbox }];
}
