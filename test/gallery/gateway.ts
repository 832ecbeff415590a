import type { Page } from 'puppeteer-core';
import { INFOS } from '../../src/core/answer/api-vocabulary';
import { DEMO_PASSWORD, DEMO_USER } from '../../src/gateway/access/accounts';
import { providerOf, serverOf } from '../../src/gateway/finding/providers';
import { createDemoMailbox } from '../../src/gateway/mailbox/demo/demo-mailbox';
import { type GatewayMailbox, GRANT, MailboxError } from '../../src/gateway/mailbox/mailbox';
import type { GatewayOptions } from '../../src/gateway/server/open-gateway';
import { type RunningGateway, startGateway } from '../../src/gateway/server/server';
import { type Records, StoreAway } from '../../src/gateway/shared/records';
import { createMemoryStore } from '../../src/gateway/store/memory-store';
import type { Store } from '../../src/gateway/store/store';
import { TEXTS } from '../../src/gateway/texts/language';
import { createReaderMailbox } from '../gateway/reader-mailbox';
import { basic, makeService, PASSWORD } from '../gateway/services/open-services';
import { NOW } from '../make';
import { MESSAGES } from './states/messages';
import { createOAuth, createSetUp } from './states/providers';

export const GATEWAY_LANGUAGES: readonly string[] = Object.keys(TEXTS);

const RETURN = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

type OpenPage = (page: Page, gateway: RunningGateway) => Promise<void>;

const go =
  (path: string): OpenPage =>
  async (page, { origin }) =>
    void (await page.goto(origin + path));

const submit =
  (path: string, button: string, filled: Record<string, string> = {}): OpenPage =>
  async (page, gateway) => {
    await go(path)(page, gateway);
    for (const [name, value] of Object.entries(filled))
      await page.$eval(`[name=${name}]`, (input, text) => input.setAttribute('value', text), value);
    await Promise.all([page.waitForNavigation(), page.$eval(button, it => (it as HTMLElement).click())]);
  };

/** Submits the form that is shown, once changed, with this button. */
const press = async (page: Page, button: string): Promise<void> => {
  await Promise.all([page.waitForNavigation(), page.$eval(button, it => (it as HTMLElement).click())]);
};

/** The gateway's pages, in an order that works for one user: signed out first. */
const PAGES: Readonly<Record<string, OpenPage>> = {
  'home, signed out': go('/'),
  'sign in': go('/sign-in'),
  'sign in, from the extension': go(`/sign-in?redirect_uri=${encodeURIComponent(RETURN)}&state=1`),
  'sign in, wrong password': submit('/sign-in', 'button.main', { password: 'nonsense' }),
  'not found': go('/nowhere'),
  'wrong return address': go('/sign-in?redirect_uri=https://elsewhere.example/'),
  'wrong key': go('/privacy?user=demo&key=none'),
  token: submit('/sign-in', 'button.main'),
  'home, signed in': go('/'),
  mailbox: go('/mail'),
  message: async (page, gateway) => {
    await go('/mail')(page, gateway);
    const address = await page.$eval('a[href*="/message/"]', link => (link as HTMLAnchorElement).href);
    await page.goto(address);
  },
  privacy: go('/privacy'),
  'privacy, saved': submit('/privacy', 'button[value=save]'),
  'privacy, refused': submit('/privacy', 'button[value=refuse]'),
};

const signIn = submit('/sign-in', 'button.main');

const read =
  (id: string, choice?: string): OpenPage =>
  async (page, gateway) => {
    await signIn(page, gateway);
    await go(`/message/${id}`)(page, gateway);
    if (choice !== undefined) await press(page, choice);
  };

/** The pages of a gateway with difficult messages, where the reader marks a mail as read by a button. */
const READER_PAGES: Readonly<Record<string, OpenPage>> = {
  'message, formatted': read('newsletter'),
  'message, its plain text': read('newsletter', '.tools > a'),
  'message, wide': read('wide'),
  'message, right to left': read('arabic'),
  'message, plain, with files': read('plain'),
  'message, read': read('plain', '.tools button'),
  'message, without text': read('empty'),
  'message that can’t be marked read': read('wide', '.tools button'),
  'mail server refuses': read('refused'),
  'mail server takes no passwords': read('noPassword'),
  'mail server away': read('unreachable'),
  'mailbox, with a webmail': async (page, gateway) => {
    await signIn(page, gateway);
    await go('/mail')(page, gateway);
  },
  'message, marked as unread': async (page, gateway) => {
    await read('newsletter', '.tools button')(page, gateway);
    await press(page, '.tools button[value=unread]');
  },
  // The last: the setting stays.
  'message, marked on opening': read('arabic', '.opening button'),
};

const LOGO = {
  type: 'image/svg+xml',
  content: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="10" fill="#2b6777"/><path d="M10 36V22h6v14zm11 0V12h6v24zm11 0V27h6v9z" fill="#fff"/></svg>',
  ),
} as const;

const BACK = 'https://statistics.example.org/back';

const SERVICES = [
  makeService({ logo: LOGO, redirects: [BACK] }),
  makeService({
    id: 'reminder',
    name: 'The reminder of the choir of Saint-Rémy-lès-Chevreuse, with rehearsals',
    site: 'https://choir.example.org/members/reminders-of-rehearsals/index.html',
  }),
];

const register =
  (name: string): OpenPage =>
  async (page, gateway) => {
    await go('/manager/new')(page, gateway);
    const filled = { name, site: 'https://statistics.example.org/', redirects: BACK };
    for (const [field, text] of Object.entries(filled))
      await page.$eval(`#${field}`, (input, value) => void Object.assign(input, { value }), text);
    await press(page, 'button.main');
  };

/** A service asks about the user. */
const asked = async ({ apiAddress }: RunningGateway, token: string, id: string): Promise<void> => {
  const query = new URLSearchParams({ action: 'getPersonalMessages', infos: INFOS.join(), token });
  await fetch(`${apiAddress}?${query}`, { headers: { authorization: basic(id, PASSWORD) } });
};

/** The pages about services, in an order that works: the operator's link comes after the page without it. */
const SERVICE_PAGES: Readonly<Record<string, OpenPage>> = {
  'sign in, for a service': go(`/sign-in?service=stats&redirect_uri=${encodeURIComponent(BACK)}`),
  'sign in, for an unknown service': go('/sign-in?service=unknown'),
  'privacy, several services': async (page, gateway) => {
    for (const { id } of SERVICES) {
      await submit(`/sign-in?service=${id}`, 'button.main')(page, gateway);
      const token = await page.$eval('#token', it => (it as HTMLTextAreaElement).value);
      await asked(gateway, token, id);
    }
    await go('/privacy')(page, gateway);
  },
  'privacy, a service asks': go('/privacy?serviceId=stats&attributes=NoUnReadMails,EmailsLastNDetailed,see'),
  'privacy, a service refused': submit('/privacy?serviceId=reminder', 'button[value=refuse]'),
  'manager, without its link': go('/manager'),
  manager: async (page, gateway) => void (await page.goto(gateway.managerLink())),
  'manager, register': go('/manager/new'),
  'manager, no name': register(' '),
  'manager, waiting': register('Mail statistics'),
  'manager, approved': page => press(page, 'button[value=approve]'),
  'manager, all services': go('/manager'),
};

/** Signs in with a mailbox of one's own: what happens depends on the address. */
const signInAs = (user: string, more: Record<string, string> = {}): OpenPage =>
  submit('/sign-in', 'button.main', { user, password: 'secret', ...more });

const OWN_PAGES: Readonly<Record<string, OpenPage>> = {
  'own mailbox, sign in': go(`/sign-in?redirect_uri=${encodeURIComponent(RETURN)}&state=1`),
  'own mailbox, demo': go('/sign-in?demo=1'),
  'own mailbox, certificate': signInAs('jean@certificate.example'),
  'own mailbox, app password': signInAs('jean@gmail.com'),
  'own mailbox, no passwords': signInAs('jean@outlook.com'),
  'own mailbox, no server': signInAs('jean@nowhere.example'),
  'own mailbox, unreachable': signInAs('jean@unreachable.example'),
  'own mailbox, forged record': signInAs('jean@unproven.example'),
};

const enter = (user: string, path = '/sign-in'): OpenPage => submit(path, 'button.main', { user });

/** Follows the button *Continue with …*. */
const continueAs =
  (user: string): OpenPage =>
  async (page, gateway) => {
    await enter(user)(page, gateway);
    await press(page, 'a.main');
  };

/** A gateway whose people sign in at providers: what happens depends on the address. */
const PROVIDER_PAGES: Readonly<Record<string, OpenPage>> = {
  'provider, address': go(`/sign-in?redirect_uri=${encodeURIComponent(RETURN)}&state=1`),
  'provider, no address': enter('jean'),
  'provider, Google': enter('jean@gmail.com', `/sign-in?redirect_uri=${encodeURIComponent(RETURN)}&state=1`),
  'provider, app password': async (page, gateway) => {
    await enter('jean@gmail.com')(page, gateway);
    await press(page, 'button.link');
  },
  'provider, long address': enter(
    'maximilian-konstantin.von-und-zu-oberaltenbuchstein@verwaltung.universitaet-oberaltenbuchstein.example',
  ),
  'provider, without a client id': enter('jean@outlook.com'),
  'provider, another account': continueAs('other@company.example'),
  'provider, cancelled': continueAs('cancelled@company.example'),
  'provider, can’t be reached': continueAs('unavailable@company.example'),
  'provider, doesn’t accept the gateway': continueAs('misconfigured@company.example'),
  'provider, address not verified': continueAs('unverified@verified.example'),
  'provider, mail server refuses': continueAs('jean@company.example'),
  'provider, no server': enter('jean@nowhere.example'),
  'provider, server': async (page, gateway) => {
    await enter('jean@nowhere.example')(page, gateway);
    await press(page, '.notice a');
  },
  'provider, no address of the account': continueAs('nobody@company.example'),
  'provider, unknown certificate': continueAs('jean@certificate.company.example'),
  'provider, set up, not connected': continueAs('missing@setup.example'),
  'provider, set up, sign-in has ended': continueAs('ended@setup.example'),
  'provider, set up, server takes no sign-ins': continueAs('no-tokens@setup.example'),
  'provider, stray answer': go('/sign-in/callback/company?code=1&state=2'),
};

/** `known`: away, and what the gateway needs is in its memory. */
let database: 'there' | 'known' | 'away' = 'there';

const signInBefore =
  (next: typeof database): OpenPage =>
  async (page, gateway) => {
    database = 'there';
    await signIn(page, gateway);
    await go('/mail')(page, gateway);
    database = next;
  };

/** A gateway whose database goes away. */
const AWAY_PAGES: Readonly<Record<string, OpenPage>> = {
  'database away': async (page, gateway) => {
    await signInBefore('away')(page, gateway);
    await page.reload();
  },
  'database away, not signed out': async (page, gateway) => {
    await signInBefore('known')(page, gateway);
    await press(page, 'form[action="/sign-out"] button');
  },
};

function createStoreAway(): Store {
  const store = createMemoryStore();
  const away = async () => {
    throw new StoreAway('the database is away');
  };
  const orAway = <R>({ get, change, all }: Records<R>): Records<R> => ({
    get: (...args) => (database === 'away' ? away() : get(...args)),
    change: (...args) => (database === 'there' ? change(...args) : away()),
    all,
  });
  return { ...store, tokens: orAway(store.tokens), sessions: orAway(store.sessions) };
}

const SAID = 'Application-specific password required: https://support.example/accounts/185833 (Failure)';

export const GATEWAY_STATES = [
  PAGES,
  READER_PAGES,
  SERVICE_PAGES,
  OWN_PAGES,
  PROVIDER_PAGES,
  AWAY_PAGES,
].flatMap(Object.keys);

/** Starts new gateways for the pages in one language, so that nobody is signed in. */
export async function startTour(page: Page, language: string) {
  const now = () => NOW;
  const mailbox = createDemoMailbox({ now });
  const gateway = await startGateway({ port: 0, mailbox, now });
  const readable = createReaderMailbox(MESSAGES, 'https://webmail.example/');
  const difficult: GatewayMailbox = {
    ...readable,
    async message(id) {
      if (id === 'refused' || id === 'noPassword' || id === 'unreachable')
        throw new MailboxError(id, id, undefined, { said: SAID });
      return readable.message(id);
    },
    async act(action, ids) {
      if (ids.includes('wide')) return ids.map(id => ({ id, status: 'refused', reason: 'other' }));
      return readable.act(action, ids);
    },
  };
  const reader = await startGateway({ port: 0, mailbox: difficult, now });
  const operated = await startGateway({ port: 0, mailbox, now, services: SERVICES });
  const ownMailbox = await startGateway({ port: 0, mailbox, now, own: createOwn() });
  const providers = await startGateway({
    port: 0,
    now,
    own: createOwn(),
    oauth: createOAuth(),
    accounts: [{ user: DEMO_USER, password: DEMO_PASSWORD, mailbox }, ...createSetUp()],
  });
  const away = await startGateway({ port: 0, mailbox, now, store: createStoreAway() });
  await page.setExtraHTTPHeaders({ 'Accept-Language': language });
  return {
    visit: (state: string) =>
      PAGES[state]?.(page, gateway) ??
      READER_PAGES[state]?.(page, reader) ??
      SERVICE_PAGES[state]?.(page, operated) ??
      OWN_PAGES[state]?.(page, ownMailbox) ??
      PROVIDER_PAGES[state]?.(page, providers) ??
      AWAY_PAGES[state]?.(page, away),
    async close() {
      const all = [gateway, reader, operated, ownMailbox, providers, away];
      await Promise.all(all.map(it => it.close()));
      await mailbox.close();
    },
  };
}

/** Mail servers that refuse, each in its way. */
function createOwn(): NonNullable<GatewayOptions['own']> {
  return {
    domains: [],
    mayCorrect: true,
    async find(address) {
      const [user = '', domain = ''] = address.split('@');
      const provider = providerOf(address);
      if (domain === 'nowhere.example') return undefined;
      const server = provider
        ? serverOf(provider)
        : { host: `imap.${domain}`, port: 993, security: 'tls' as const };
      return {
        server,
        user,
        provider,
        by: provider ? 'provider' : 'guess',
        ...(domain === 'unproven.example' && { unproven: true }),
      };
    },
    async test({ server }) {
      const { host } = server;
      if (host.includes('certificate'))
        throw new MailboxError('certificate', host, 'SELF_SIGNED_CERT_IN_CHAIN', {
          certificate: CERTIFICATE,
        });
      if (host.includes('unreachable')) throw new MailboxError('unreachable', host, 'ECONNREFUSED');
      if (host.includes('company')) throw new MailboxError('refused', host, GRANT, { said: 'Invalid token' });
      throw new MailboxError('refused', host, 'AUTHENTICATIONFAILED', { said: SAID });
    },
    open: () => createDemoMailbox(),
  };
}

const CERTIFICATE = {
  names: ['mail.certificate.example', 'imap.certificate.example'],
  issuer: 'Authority of the Choir, Saint-Rémy',
  from: new Date('2026-01-01'),
  to: new Date('2027-01-01'),
  sha256: Array.from({ length: 32 }, (_, i) =>
    (i * 7 + 16).toString(16).slice(-2).padStart(2, '0').toUpperCase(),
  ).join(':'),
};

/** The gateway's own texts in a language, except those with placeholders. */
export function gatewayTexts(language: string): string[] {
  const words = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(words) : [];
  };
  return words((TEXTS as Record<string, unknown>)[language]);
}
