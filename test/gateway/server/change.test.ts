import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { gatewayAddresses } from '../../../src/core/account/gateway-address';
import type { User } from '../../../src/gateway/access/accounts';
import { type Listener, openListener } from '../../../src/gateway/server/listener';
import { type GatewayOptions, type OpenGateway, openGateway } from '../../../src/gateway/server/open-gateway';
import type { RunningGateway } from '../../../src/gateway/server/server';
import { SILENT } from '../../../src/gateway/shared/log';
import { createGate } from '../gate';
import { callFor, cookiesOf, pageOf, submit, textIn, visit } from '../open-gateway';
import { createReaderMailbox } from '../reader-mailbox';

type Own = NonNullable<GatewayOptions['own']>;

const userOf = (user: string, more: Partial<User> = {}): User => ({
  user,
  password: `password of ${user}`,
  mailbox: createReaderMailbox({ one: { subject: `for ${user}` } }),
  ...more,
});

interface Opened extends RunningGateway {
  change(users: readonly User[], own?: Own): void;
}

async function open(users: readonly User[], own?: Own): Promise<Opened> {
  const listener: Listener = await openListener({ host: '127.0.0.1', port: 0, log: SILENT });
  const gateway: OpenGateway = openGateway({ port: 0, accounts: users, own }, listener.origin);
  listener.serve(gateway.gateway);
  onTestFinished(async () => {
    await listener.close();
    await gateway.close();
  });
  const { origin } = listener;
  return {
    origin,
    ...gatewayAddresses(origin),
    change: (accounts, own) => listener.serve(gateway.change({ accounts, own }, own !== undefined)),
  } as Opened;
}

async function signIn(gateway: Opened, user: string, password = `password of ${user}`) {
  const form = await pageOf(await visit(gateway, '/sign-in'));
  const answer = await submit(gateway, form, { user, password });
  const cookie = cookiesOf(answer);
  const token = (await pageOf(answer)).querySelector<HTMLTextAreaElement>('#token')?.value ?? '';
  return { token, cookie };
}

const unread = async (gateway: Opened, token: string) =>
  textIn((await callFor(gateway, 'NoUnReadMails', token)).xml, 'NoUnReadMails');

test('a change signs out nobody but those who are removed', async () => {
  const [ann, bob] = [userOf('ann'), userOf('bob')];
  const gateway = await open([ann, bob]);
  const [ofAnn, ofBob] = [await signIn(gateway, 'ann'), await signIn(gateway, 'bob')];
  expect(await unread(gateway, ofAnn.token)).toBe('1');
  gateway.change([ann]);
  expect(await unread(gateway, ofAnn.token)).toBe('1');
  const mailOf = (cookie: string) => visit(gateway, '/mail', { headers: { cookie } });
  expect((await mailOf(ofAnn.cookie)).status).toBe(200);
  expect((await callFor(gateway, 'NoUnReadMails', ofBob.token)).xml.querySelector('code')?.textContent).toBe(
    '102',
  );
  const page = await mailOf(ofBob.cookie);
  expect(page.status).not.toBe(500);
  expect(await page.text()).not.toContain('for bob');
  gateway.change([ann, bob]);
  expect(await unread(gateway, ofBob.token)).toBe('1');
});

test('a password that the mail server has accepted stays good as long as the mailbox stays', async () => {
  const mailbox = {
    ...createReaderMailbox({}),
    tryPassword: async (password: string) =>
      password === 'new' ? ('accepted' as const) : ('needless' as const),
  };
  const ann = userOf('ann', { isMailboxPassword: true, mailbox });
  const gateway = await open([ann]);
  expect((await signIn(gateway, 'ann', 'new')).token).not.toBe('');
  const still = { ...mailbox, tryPassword: async () => 'needless' as const };
  gateway.change([ann, userOf('bob')]);
  expect((await signIn(gateway, 'ann', 'new')).token).not.toBe('');
  gateway.change([{ ...ann, password: 'the sign-in’s own', isMailboxPassword: false }]);
  expect((await signIn(gateway, 'ann', 'new')).token).toBe('');
  gateway.change([{ ...ann, mailbox: still }]);
  expect((await signIn(gateway, 'ann', 'new')).token).toBe('');
});

describe('a change of the sign-in', () => {
  const events: string[] = [];
  const ownOf = (name: string, more: Partial<Own> = {}): Own => ({
    domains: [],
    mayCorrect: true,
    find: async () => ({
      server: { host: 'imap.example.org', port: 993, security: 'tls' },
      user: 'ann@example.org',
      provider: undefined,
      by: 'autoconfig',
    }),
    test: async () => {},
    open() {
      events.push(`${name} opened`);
      return {
        ...createReaderMailbox({ one: { subject: name } }),
        close: async () => void events.push(`${name} closed`),
      };
    },
    ...more,
  });
  beforeEach(() => void events.splice(0));

  test('closes the open mailboxes, and a sign-in that has begun opens its mailbox as the new one says', async () => {
    const [asked, answer] = [createGate(), createGate()];
    let isSlow = false;
    const first = ownOf('first', {
      async test() {
        if (!isSlow) return;
        asked.open();
        await answer.passed;
      },
    });
    const gateway = await open([], first);
    await signIn(gateway, 'bob@example.org');
    isSlow = true;
    const signingIn = signIn(gateway, 'ann@example.org');
    await asked.passed;
    gateway.change([], ownOf('second'));
    expect(events).toEqual(['first opened', 'first closed']);
    answer.open();
    const { token } = await signingIn;
    expect(await unread(gateway, token)).toBe('1');
    gateway.change([], ownOf('third'));
    expect(events).toEqual(['first opened', 'first closed', 'second opened', 'second closed']);
  });
});
