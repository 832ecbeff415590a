import { expect, onTestFinished } from 'vitest';
import type { FoundServer } from '../../../src/gateway/finding/find-server';
import { providerOf, serverOf } from '../../../src/gateway/finding/providers';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import type { OwnAccount } from '../../../src/gateway/mailbox/imap/own-mailbox';
import { createGrants } from '../../../src/gateway/oauth/grants';
import type { OAuthClient } from '../../../src/gateway/oauth/oauth-client';
import type { OAuthProvider } from '../../../src/gateway/oauth/oauth-provider';
import { createOAuthClient } from '../../../src/gateway/oauth/openid';
import type { GatewayOptions } from '../../../src/gateway/server/open-gateway';
import { createMemoryStore } from '../../../src/gateway/store/memory-store';
import { open as openProvider } from '../../oauth/asking';
import type { ProviderOptions } from '../../oauth/provider';
import { signInByFetch } from '../../oauth/visitor';
import { NOON } from '../noon';
import {
  cookiesOf,
  EXTENSION,
  type OpenGateway,
  openGateway,
  pageOf,
  submit,
  type TestOptions,
  visit,
} from '../open-gateway';

type Own = NonNullable<GatewayOptions['own']>;

export const ANNA = 'anna@example.org';
export const MAIL_SERVER = { host: 'imap.example.org', port: 993, security: 'tls' } as const;

export interface OAuthSetup {
  /** Several tables of the config file, instead of the one of the provider on this machine. */
  readonly providers?: readonly OAuthProvider[];
  readonly overrides?: Partial<OAuthProvider>;
  readonly provider?: ProviderOptions;
  readonly own?: Partial<Own> | undefined;
  readonly options?: TestOptions;
  /** Instead of a client that asks the provider. */
  clientOf?(provider: OAuthProvider): OAuthClient;
}

/** A gateway whose people sign in at a provider on this machine. `tried`: what the mail server was asked with. */
export async function openAtProvider(setup: OAuthSetup = {}) {
  const provider = await openProvider(setup.provider);
  const clock = { now: NOON };
  const now = () => clock.now;
  const settings = provider.settings(MAIL_SERVER, setup.overrides);
  const clients = new Map<string, OAuthClient>();
  const clientOf = (it: OAuthProvider) => {
    const client = clients.get(it.id) ?? setup.clientOf?.(it) ?? createOAuthClient(it, { now });
    clients.set(it.id, client);
    return client;
  };
  const store = setup.options?.store ?? createMemoryStore();
  const providers = setup.providers ?? [settings];
  const grants = createGrants({
    store,
    now,
    clientOf: id => {
      const found = providers.find(it => it.id === id);
      return found && clientOf(found);
    },
  });
  const tried: OwnAccount[] = [];
  const { test: tryIt = async () => {}, ...more } = setup.own ?? {};
  const own: Own = {
    domains: [],
    mayCorrect: true,
    find: async () => undefined,
    open: () => createDemoMailbox(),
    ...more,
    async test(account, client) {
      tried.push(account);
      await tryIt(account, client);
    },
  };
  const options = {
    ...(!('own' in setup && setup.own === undefined) && { own }),
    oauth: { providers, clientOf, grants },
    store,
    ...setup.options,
  };
  const gateway = await openGateway(options, clock);
  onTestFinished(() => gateway.close());
  return { gateway, provider, settings, grants, store, tried, options, clock };
}

/** Submits a form, as `submit` does, and follows the redirect to the page of the next step. */
export async function send(
  gateway: OpenGateway,
  page: Document,
  filled: Record<string, string> = {},
): Promise<Response> {
  const response = await submit(gateway, page, filled);
  const next = response.headers.get('location') ?? '';
  return next.startsWith('/sign-in?')
    ? visit(gateway, next, { headers: { cookie: cookiesOf(response) } })
    : response;
}

/** The step after the address was entered, in a new browser or in one with cookies. */
export async function enterAddress(gateway: OpenGateway, address: string, query = '', cookie = '') {
  const first = await visit(gateway, `/sign-in${query}`, { headers: { cookie } });
  const response = await send(gateway, await pageOf(first), { user: address });
  return { response, cookie: cookiesOf(response), page: await pageOf(response) };
}

export const linkIn = (page: Document): string =>
  page.querySelector('a.button.main')?.getAttribute('href') ?? '';

/** Follows the button *Continue with …*. `page`: of the provider. */
export async function begin(gateway: OpenGateway, address = ANNA, query = '', cookie = '') {
  const entered = await enterAddress(gateway, address, query, cookie);
  const link = linkIn(entered.page);
  const response = await visit(gateway, link, { headers: { cookie: entered.cookie } });
  return { link, response, page: response.headers.get('location') ?? '', cookie: cookiesOf(response) };
}

/** The provider's answer, as the path of the gateway to which it leads back. */
export async function answerOf(page: string, user = ANNA, consents = true): Promise<string> {
  const back = await signInByFetch(page, user, consents);
  return back.pathname + back.search;
}

/** Signs in at the provider, from the form to the page or the address at the end. */
export async function signInThere(
  gateway: OpenGateway,
  there: { address?: string; as?: string; consents?: boolean; query?: string } = {},
): Promise<Response> {
  const { address = ANNA, as = address, consents = true, query = '' } = there;
  const { page, cookie } = await begin(gateway, address, query);
  return visit(gateway, await answerOf(page, as, consents), { headers: { cookie } });
}

export const problemIn = (page: Document): string => page.querySelector('.notice.bad')?.textContent ?? '';
export const isSignedIn = (page: Document): boolean => page.querySelector('#token') !== null;

export const MALLORY = 'mallory@example.org';
export const FROM_EXTENSION = `?redirect_uri=${encodeURIComponent(EXTENSION)}&state=s1`;

export const titleOf = async (response: Response) =>
  (await pageOf(response)).querySelector('h1')?.textContent ?? '';

/** The page or the redirect is of nobody who has signed in. */
export async function expectRefused(response: Response): Promise<void> {
  expect(response.status).toBe(403);
  expect(response.headers.getSetCookie().join()).not.toMatch(/facteur-session=[^;]/);
  expect(await titleOf(response)).toBe('Sign-in can’t be completed');
}

export const changed = (path: string, change: (query: URLSearchParams) => void): string => {
  const url = new URL(path, 'http://x');
  change(url.searchParams);
  return url.pathname + url.search;
};

export const back = (gateway: OpenGateway, path: string, cookie: string) =>
  visit(gateway, path, { headers: { cookie } });

/** The server of an address that has no known provider. */
export const foundElsewhere = (): FoundServer => ({
  server: { host: 'imap.elsewhere.example', port: 993, security: 'tls' },
  user: 'jean@elsewhere.example',
  provider: undefined,
  by: 'autoconfig',
});

/** As the table of providers says. */
export const foundAt = (address: string): FoundServer | undefined => {
  const provider = providerOf(address);
  return provider && { server: serverOf(provider), user: address, provider, by: 'provider' };
};
