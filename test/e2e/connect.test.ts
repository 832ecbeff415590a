import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestUrl } from '../../src/api/client';
import type { Account } from '../../src/core/account/account';
import { type RunningGateway, startGateway } from '../../src/gateway/server/server';
import { waitFor } from '../../src/launcher/wait-for';
import { t } from '../translate';
import { type AnswerServer, startAnswerServer } from './answer-server';
import { readStored } from './extension';
import { clickIn, flowWindow } from './flow-window';
import { fill, press } from './user';
import { BROWSERS, createWorld, type World } from './world';

const ADDRESS = 'Gateway or API address';

describe.each(BROWSERS)('adding an account by its gateway’s address in %s', name => {
  let world: World;
  let gateway: RunningGateway;
  let server: AnswerServer;

  beforeAll(async () => {
    world = await createWorld(name);
    const { mailbox } = world;
    gateway = await startGateway({
      port: 0,
      accounts: [{ user: 'lina', password: 's3cret-of-lina', mailbox }],
    });
    server = await startAnswerServer();
  });
  afterAll(async () => {
    await world?.close();
    await gateway?.close();
    await server?.close();
  });

  const accounts = async (): Promise<Account[]> => {
    const stored = (await readStored(world.settings)) as { accounts?: { data: Account[] } };
    return stored.accounts?.data ?? [];
  };
  const host = () => new URL(gateway.origin).host;
  const connect = async (address: string) => {
    await press(world.settings, 'Add account');
    await fill(world.settings, ADDRESS, address);
    await press(world.settings, 'Save account');
    const window = await flowWindow(world, gateway.signInPage);
    await window.locator('input[name=user]').fill('lina');
    await window.locator('input[name=password]').fill('s3cret-of-lina');
    await clickIn(window, 'main form button.main');
    await world.settings.waitForSelector('.account-form', { hidden: true });
  };

  it('says if nothing answers there, and keeps the address', async () => {
    const { settings } = world;
    await press(settings, 'Add account');
    await fill(settings, ADDRESS, '127.0.0.1:9');
    await press(settings, 'Save account');
    await waitFor(
      () => settings.$eval('.account-form', form => form.textContent),
      text => text?.includes(t({ key: 'gatewayUnreachable', args: ['127.0.0.1:9'] })) ?? false,
    );
    expect(await settings.$eval('input[name=gateway]', input => input.value)).toBe('127.0.0.1:9');
    await press(settings, 'Cancel');
  });

  it('opens Advanced for an API that is no gateway', async () => {
    const { settings } = world;
    await press(settings, 'Add account');
    await fill(settings, ADDRESS, `${server.origin}/answers/empty.xml`);
    await press(settings, 'Save account');
    await settings.waitForSelector('.account-form details[open]');
    const values = await settings.$$eval('.account-form details input', inputs =>
      inputs.map(({ name, value }) => [name, value]),
    );
    expect(Object.fromEntries(values)).toMatchObject({
      endpoint: `${server.origin}/answers/empty.xml`,
      token: '',
    });
    expect(server.requested).toEqual(['/.well-known/personal-messages']);
    await press(settings, 'Cancel');
    expect(await accounts()).toEqual([]);
  });

  it('signs in and checks, with no other entry than the address', async () => {
    await connect(host());
    await world.badge('6');
    expect(await accounts()).toMatchObject([
      {
        name: 'lina',
        endpoint: gateway.apiAddress,
        signInPage: gateway.signInPage,
        webmail: gateway.webmailAddress,
      },
    ]);
  });

  it('replaces the token when the same mailbox is added again', async () => {
    const [former] = await accounts();
    await connect(gateway.origin);
    const [account, ...others] = await accounts();
    expect(others).toEqual([]);
    expect(account?.id).toBe(former?.id);
    expect(account?.token).not.toBe(former?.token);
  });

  it('ends the token at the gateway when the user signs out', async () => {
    const { endpoint = '', token = '' } = (await accounts())[0] ?? {};
    const answer = async () => (await fetch(requestUrl(endpoint, token))).text();
    expect(await answer()).toContain('subject');
    await press(world.settings, 'Sign out');
    await waitFor(answer, text => !text.includes('subject'));
  });
});
