import type { Agent } from 'node:https';
import { parseXml } from '../gateway/open-gateway';
import { type Received, send } from '../gateway/send';
import { parseDocument } from '../parse-document';

/** Where a gateway answers. `ca` for a certificate of the test’s own. */
export interface Site {
  readonly origin: string;
  readonly ca?: Buffer;
  /** Keeps connections open. Default: each request has its own. */
  readonly agent?: Agent;
}

/** One visitor’s browser and extension. It keeps cookies, and follows no redirects. */
export interface Person {
  readonly address: string;
  /** Signs in with the mailbox’s password. Resolves to the answer to the form. */
  submitSignIn(site: Site, password?: string): Promise<Received>;
  /** Signs in and keeps the token. Rejects if it doesn’t succeed. */
  signIn(site: Site, password?: string): Promise<void>;
  readonly token: string;
  /** Asks the API. */
  poll(site: Site, infos?: string): Promise<Received>;
  /** Opens the page of a link of an answer, at this site. */
  open(site: Site, link: string): Promise<Received>;
  /** Chooses on the page about privacy what the extension may see. */
  choose(site: Site, choices: Readonly<Record<string, string>>): Promise<Received>;
}

export const passwordOf = (address: string) => `p4ssw0rd of ${address}`;

export const pageOf = ({ body }: Received): Document => parseDocument(body, 'text/html');

export const textIn = ({ body }: Received, selector: string): string | undefined =>
  parseXml(body).querySelector(selector)?.textContent ?? undefined;

/** @param token of a former sign-in */
export function createPerson(address: string, token = ''): Person {
  const cookies = new Map<string, string>();
  let current = token;

  const request = async (site: Site, path: string, form?: URLSearchParams): Promise<Received> => {
    const url = new URL(path, site.origin);
    const headers: Record<string, string> = {
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const received = await send(site.origin, {
      path: url.pathname + url.search,
      headers,
      ...(site.ca && { ca: site.ca }),
      ...(site.agent && { agent: site.agent }),
      ...(form && { method: 'POST', body: String(form) }),
    });
    for (const cookie of received.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return received;
  };
  /** Submits the first form of a page with some fields changed. */
  const submit = (site: Site, page: Received, filled: Readonly<Record<string, string>>) => {
    const form = pageOf(page).querySelector('form');
    if (form === null) throw new Error(`no form (${page.status})`);
    const fields = new URLSearchParams();
    for (const { name, value } of form.querySelectorAll<HTMLInputElement>('input, select'))
      fields.append(name, value);
    for (const [name, value] of Object.entries(filled)) fields.set(name, value);
    return request(site, form.getAttribute('action') ?? '', fields);
  };
  const poll = (site: Site, infos = 'NoUnReadMails') => {
    const query = new URLSearchParams({ action: 'getPersonalMessages', infos, token: current });
    return request(site, `/PersonalMessages/V2?${query}`);
  };
  const open = (site: Site, link: string) => {
    const { pathname, search } = new URL(link);
    return request(site, pathname + search);
  };
  const submitSignIn = async (site: Site, password = passwordOf(address)) =>
    submit(site, await request(site, '/sign-in'), { user: address, password });

  return {
    address,
    submitSignIn,
    async signIn(site, password) {
      const page = await submitSignIn(site, password);
      current = pageOf(page).querySelector<HTMLTextAreaElement>('#token')?.value ?? '';
      if (current === '') throw new Error(`no token (${page.status}): ${problemIn(page)}`);
    },
    get token() {
      return current;
    },
    poll,
    open,
    async choose(site, choices) {
      const link = textIn(await poll(site, 'NoSMS'), 'PrivacyDashboardURL, url') ?? '';
      return submit(site, await open(site, link), { ...choices, choice: 'save' });
    },
  };
}

/** The error that a page shows. */
export const problemIn = (page: Received): string =>
  pageOf(page).querySelector('.notice.bad, main')?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
