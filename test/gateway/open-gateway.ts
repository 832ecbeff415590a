import { createDemoMailbox, type DemoMailbox } from '../../src/gateway/mailbox/demo/demo-mailbox';
import type { GatewayOptions } from '../../src/gateway/server/open-gateway';
import { type RunningGateway, startGateway } from '../../src/gateway/server/server';
import { createLog } from '../../src/gateway/shared/log';
import { openStore } from '../../src/gateway/store/open-store';
import { parseDocument } from '../parse-document';
import { NOON } from './noon';

export const EXTENSION = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

export interface OpenGateway extends RunningGateway {
  readonly demo: DemoMailbox;
  readonly lines: string[];
  readonly clock: { now: number };
}

export type TestOptions = Partial<GatewayOptions> & {
  /** The folder of a store that is open as long as the gateway. Default: memory. */
  readonly state?: string;
};

/** A gateway on a free port, with a clock that a test sets. */
export async function openGateway(
  { state, ...options }: TestOptions = {},
  clock = { now: NOON },
): Promise<OpenGateway> {
  const now = () => clock.now;
  const demo = createDemoMailbox({ now });
  const lines: string[] = [];
  const store = state === undefined ? undefined : await openStore({ state, now });
  const gateway = await startGateway({
    port: 0,
    store,
    now,
    mailbox: demo,
    log: createLog('debug', (_level, line) => void lines.push(line)),
    ...options,
  });
  return {
    ...gateway,
    demo,
    lines,
    clock,
    async close() {
      await gateway.close();
      await store?.close();
    },
  };
}

/** The `Cookie` header that a browser sends next, after an answer or from a page. */
const cookiesAfter = new WeakMap<Response | Document, string>();

/** Fetches an address of the gateway without following redirects. */
export async function visit(
  gateway: RunningGateway,
  address: string,
  init: RequestInit = {},
): Promise<Response> {
  const response = await fetch(new URL(address, gateway.origin), { redirect: 'manual', ...init });
  cookiesAfter.set(response, new Headers(init.headers).get('cookie') ?? '');
  return response;
}

export async function pageOf(response: Response): Promise<Document> {
  const page = parseDocument(await response.text(), 'text/html');
  cookiesAfter.set(page, cookiesOf(response));
  return page;
}

export function cookiesOf(response: Response): string {
  const cookies = new Map<string, string>();
  const add = (pair: string) => {
    const mark = pair.indexOf('=');
    if (mark > 0) cookies.set(pair.slice(0, mark), pair.slice(mark + 1));
  };
  for (const pair of (cookiesAfter.get(response) ?? '').split('; ')) add(pair);
  for (const cookie of response.headers.getSetCookie()) add(cookie.split(';')[0] ?? '');
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

export function inputOf(page: Document, name: string): HTMLInputElement {
  const input = page.querySelector<HTMLInputElement>(`[name="${name}"], #${name}`);
  if (input === null) throw new Error(`no field ${name}`);
  return input;
}

/** Submits a form of the page, with some fields changed and the value of the button, if given. */
export async function submit(
  gateway: RunningGateway,
  page: Document,
  filled: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const form = page.querySelector('form');
  if (form === null) throw new Error('no form');
  const fields = new URLSearchParams();
  for (const { name, value } of form.querySelectorAll<HTMLInputElement>('input, select')) {
    fields.append(name, value);
  }
  for (const [name, value] of Object.entries(filled)) fields.set(name, value);
  return visit(gateway, form.getAttribute('action') ?? '', {
    method: 'POST',
    body: fields,
    headers: { cookie: cookiesAfter.get(page) ?? '', ...headers },
  });
}

/** Signs in without an extension, like a user who copies the token. */
export async function signInByHand(gateway: RunningGateway): Promise<{ token: string; cookie: string }> {
  const response = await submit(gateway, await pageOf(await visit(gateway, '/sign-in')));
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const token = (await pageOf(response)).querySelector<HTMLTextAreaElement>('#token')?.value ?? '';
  return { token, cookie };
}

export function parseXml(text: string): Document {
  const page = parseDocument(text, 'application/xml');
  const error = page.querySelector('parsererror');
  if (error !== null) throw new Error(`not well-formed: ${error.textContent}`);
  return page;
}

export interface Called {
  readonly response: Response;
  readonly text: string;
  readonly xml: Document;
}

/** Calls the API. Undefined parameters are left out. */
export async function call(gateway: RunningGateway, query: Record<string, string>): Promise<Called> {
  const response = await fetch(`${gateway.apiAddress}?${new URLSearchParams(query)}`);
  const text = await response.text();
  return { response, text, xml: parseXml(text) };
}

export function callFor(gateway: RunningGateway, infos: string, token: string): Promise<Called> {
  return call(gateway, { action: 'getPersonalMessages', infos, token });
}

export const namesIn = (xml: Document, section: string) =>
  [...(xml.querySelector(section)?.children ?? [])].map(child => child.nodeName);

export const textIn = (xml: Document, name: string) => xml.querySelector(name)?.textContent;

/** The answers of a choice form about each info. */
export function choicesIn(page: Document): Record<string, string> {
  const selects = [...page.querySelectorAll('select')];
  return Object.fromEntries(selects.map(({ name, value }) => [name, value]));
}

export async function privacyAddress(gateway: RunningGateway, token: string): Promise<string> {
  const { xml } = await callFor(gateway, 'NoSMS', token);
  return textIn(xml, 'PrivacyDashboardURL, url') ?? '';
}
