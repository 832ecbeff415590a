import type { AddressInfo } from 'node:net';
import { type GatewayAddresses, gatewayAddresses } from '../../core/account/gateway-address';
import { type Account, createAccounts, DEMO_PASSWORD, DEMO_USER } from '../access/accounts';
import { createAttempts } from '../access/attempts';
import { openConsents } from '../access/consent';
import { createCookies } from '../access/cookies';
import { createForms } from '../access/forms';
import { createKeys } from '../access/keys';
import { createKnownBrowsers } from '../access/known-browsers';
import { createLinks } from '../access/links';
import { createReturnAddressCheck } from '../access/return-address';
import type { Gateway } from '../access/services';
import { createSessions } from '../access/sessions';
import { createTokens } from '../access/tokens';
import { type BindOptions, checkBinding } from '../http/bind-address';
import { createHostCheck } from '../http/hosts';
import { createHttpServer, listen } from '../http/listen';
import type { Mailbox } from '../mailbox/mailbox';
import { type Log, SILENT } from '../shared/log';
import { openStateFolder } from '../state/state-folder';
import { answerRequests } from './request';

/** Whose mail is served: the demo account's alone, or that of the people listed. */
export type Served = { readonly mailbox: Mailbox } | { readonly accounts: readonly Account[] };

export type GatewayOptions = Served &
  Partial<BindOptions> & {
    /** 0 to 65535; 0 takes any free port. It listens on 127.0.0.1 unless `host` is given. */
    readonly port: number;
    /** The folder of what outlives a restart, made if need be; without it everything ends with the gateway. */
    readonly state?: string;
    /** The only extensions that may be given a token, as `parseExtension` gives them; all unless given. */
    readonly extensions?: readonly string[];
    /** How many unread e-mails the overview lists, 1 to 200; 20 unless given. */
    readonly listLength?: number;
    /** How long a token is good for, in milliseconds; 30 days unless given. */
    readonly tokenLifetime?: number;
    /** Milliseconds since 1970; the machine's clock unless given. */
    readonly now?: () => number;
    /** Silent unless given. */
    readonly log?: Log;
  };

/** A gateway that answers. */
export interface RunningGateway extends GatewayAddresses {
  /** As browsers reach it, such as `http://127.0.0.1:8337`. The home page is at `/`. */
  readonly origin: string;
  /** Stops at once, also in the middle of a connection. Mailboxes stay open: they belong to who made them. */
  close(): Promise<void>;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Starts the gateway. Rejects with the error of `listen`, such as `EADDRINUSE`.
 * @throws {StartupError} where it would be reachable unsafely, or a file that it needs can't be used
 */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { port, host = '127.0.0.1', publicOrigin, tls, extensions = [] } = options;
  const { listLength = 20, tokenLifetime = 30 * DAY, now = Date.now, log = SILENT } = options;
  checkBinding({ ...options, host });
  const server = await createHttpServer(tls);
  const state = options.state === undefined ? undefined : await openStateFolder(options.state);
  const consents = await openConsents(state?.consents);
  await listen(server, port, host);

  const name = host.includes(':') ? `[${host}]` : host;
  const { port: actualPort } = server.address() as AddressInfo;
  const origin =
    publicOrigin ?? new URL(`${tls === undefined ? 'http' : 'https'}://${name}:${actualPort}`).origin;
  const keys = createKeys(state?.secret);
  const cookies = createCookies(origin.startsWith('https:'));
  const gateway: Gateway = {
    origin,
    accounts: createAccounts(accountsOf(options)),
    // Another name without a certificate for it: a reverse proxy has both.
    attempts: createAttempts({ now, sharedAddress: publicOrigin !== undefined && tls === undefined }),
    consents,
    forms: createForms(keys, cookies),
    knownBrowsers: createKnownBrowsers(keys, cookies),
    links: createLinks(keys, origin, now),
    sessions: createSessions(keys, cookies),
    tokens: createTokens(keys, tokenLifetime),
    checkReturnAddress: createReturnAddressCheck(extensions),
    listLength,
    now,
    log,
  };
  answerRequests(server, {
    gateway,
    tls: tls !== undefined,
    isOwnHost: createHostCheck(host, publicOrigin),
  });

  return {
    origin,
    ...gatewayAddresses(origin),
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
