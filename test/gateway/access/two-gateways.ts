import { onTestFinished } from 'vitest';
import { createDemoMailbox, type DemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import type { OwnAccount } from '../../../src/gateway/mailbox/imap/own-mailbox';
import { NO_AUDIT } from '../../../src/gateway/shared/audit';
import { createMemoryStore } from '../../../src/gateway/store/memory-store';
import type { Store } from '../../../src/gateway/store/store';
import { NOON } from '../noon';
import {
  callFor,
  cookiesOf,
  inputOf,
  type OpenGateway,
  openGateway,
  pageOf,
  submit,
  type TestOptions,
  textIn,
  visit,
} from '../open-gateway';

export const ANNA = 'anna@example.org';

/** Two gateways on one store for people's own mailboxes: each address has one, at every gateway the same. */
export async function openTwo(options: TestOptions = {}, store: Store = createMemoryStore()) {
  const clock = { now: NOON };
  const mailboxes = new Map<string, DemoMailbox>();
  /** The accounts that were opened, at any gateway. */
  const opened: OwnAccount[] = [];
  const used: string[] = [];
  const own = {
    domains: ['example.org'],
    mayCorrect: false,
    find: async (address: string) => ({
      server: { host: 'imap.example.org', port: 993, security: 'tls' as const },
      user: address,
      provider: undefined,
      by: 'operator' as const,
    }),
    test: async () => {},
    open(user: string, account: OwnAccount) {
      opened.push(account);
      const mailbox = mailboxes.get(user) ?? createDemoMailbox({ now: () => clock.now });
      mailboxes.set(user, mailbox);
      return { ...mailbox, usedFrom: (client: string) => void used.push(client) };
    },
  };
  const start = async (more: TestOptions = {}): Promise<OpenGateway> => {
    const gateway = await openGateway(
      { accounts: [], own, store, audit: NO_AUDIT, ...options, ...more },
      clock,
    );
    onTestFinished(() => gateway.close());
    return gateway;
  };
  const [one, other] = [await start(), await start()];
  return { one, other, start, store, clock, opened, used, own };
}

export const signIn = async (gateway: OpenGateway, user = ANNA, password = 'right', cookie = '') => {
  const form = await pageOf(await visit(gateway, '/sign-in', { headers: { cookie } }));
  const response = await submit(gateway, form, { user, password });
  return { token: inputOf(await pageOf(response), 'token').value, cookie: cookiesOf(response) };
};

/** The same address at another gateway. */
export const at = (gateway: OpenGateway, address: string): string => {
  const { pathname, search } = new URL(address);
  return gateway.origin + pathname + search;
};

export const firstLink = async (gateway: OpenGateway, token: string): Promise<string> =>
  textIn((await callFor(gateway, 'EmailsLastNDetailed', token)).xml, 'msg_url_access') ?? '';

export const statusOf = async (gateway: OpenGateway, address: string, cookie = '') =>
  (await visit(gateway, at(gateway, new URL(address, gateway.origin).href), { headers: { cookie } })).status;

export const codeAt = async (gateway: OpenGateway, token: string) =>
  textIn((await callFor(gateway, 'NoEMails', token)).xml, 'code');
