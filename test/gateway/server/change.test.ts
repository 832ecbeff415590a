import { expect, onTestFinished, test } from 'vitest';
import { gatewayAddresses } from '../../../src/core/account/gateway-address';
import type { User } from '../../../src/gateway/access/accounts';
import { type Listener, openListener } from '../../../src/gateway/server/listener';
import { type OpenGateway, openGateway } from '../../../src/gateway/server/open-gateway';
import type { RunningGateway } from '../../../src/gateway/server/server';
import { SILENT } from '../../../src/gateway/shared/log';
import { callFor, cookiesOf, pageOf, submit, textIn, visit } from '../open-gateway';
import { createReaderMailbox } from '../reader-mailbox';

const userOf = (user: string, more: Partial<User> = {}): User => ({
  user,
  password: `password of ${user}`,
  mailbox: createReaderMailbox({ one: { subject: `for ${user}` } }),
  ...more,
});

interface Opened extends RunningGateway {
  change(users: readonly User[]): void;
}

async function open(users: readonly User[]): Promise<Opened> {
  const listener: Listener = await openListener({ host: '127.0.0.1', port: 0, log: SILENT });
  const gateway: OpenGateway = openGateway({ port: 0, accounts: users }, listener.origin);
  listener.serve(gateway.gateway);
  onTestFinished(async () => {
    await listener.close();
    await gateway.close();
  });
  const { origin } = listener;
  return {
    origin,
    ...gatewayAddresses(origin),
    change: accounts => listener.serve(gateway.change({ accounts }, false)),
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
