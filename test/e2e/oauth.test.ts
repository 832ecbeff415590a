import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestUrl } from '../../src/api/client';
import type { Account } from '../../src/core/account/account';
import type { Failure } from '../../src/core/mailbox/failure';
import { waitFor } from '../../src/launcher/wait-for';
import type { Dovecot } from '../imap/dovecot';
import { mail } from '../imap/mails';
import { startOAuthDovecot } from '../oauth/dovecot';
import { createGatewayHome, type GatewayHome, type GatewayProgram } from '../oauth/gateway-program';
import { startProvider, type TestProvider } from '../oauth/provider';
import { type Postgres, startPostgres } from '../postgres';
import { t } from '../translate';
import { checkNow, dismissAll, readStored, showing, storedMailboxes } from './extension';
import { clickIn, flowWindow, windowClosed } from './flow-window';
import { fill, press, problemIn } from './user';
import { BROWSERS, createWorld, type World } from './world';

const ANNA = 'anna@example.org';
const BERT = 'bert@example.org';

/** Access tokens that end during a test, in seconds. */
const SHORT = 3;
const HOUR = 3600;

/** A gateway tries a failed connection again after 10 seconds at the earliest, when it is asked. In ms. */
const SECOND_TRY = 50_000;

describe.each(BROWSERS)('a mailbox whose provider lets nobody in by password, in %s', name => {
  let provider: TestProvider;
  let dovecot: Dovecot;
  let postgres: Postgres;
  let home: GatewayHome;
  let gateway: GatewayProgram;
  let world: World;
  let unread = 1;

  beforeAll(async () => {
    provider = await startProvider({ lifetime: SHORT });
    dovecot = await startOAuthDovecot(provider, 'introspection');
    for (const user of ['anna', 'bert']) await dovecot.setPassword(user, 'never used');
    await dovecot.deliver('anna', mail('one'));
    postgres = await startPostgres();
    home = await createGatewayHome(provider, dovecot, await postgres.createDatabase());
    gateway = await home.add();
    world = await createWorld(name);
  });
  afterAll(async () => {
    await world?.close();
    await home?.close();
    await postgres?.close();
    await dovecot?.close();
    await provider?.close();
  });

  const account = async (): Promise<Account> => {
    const stored = (await readStored(world.settings)) as { accounts?: { data: Account[] } };
    return stored.accounts?.data[0] as Account;
  };
  const failure = async (): Promise<Failure | undefined> =>
    Object.values(await storedMailboxes(world.settings))[0]?.failure;
  const checkUntil = <T>(ask: () => Promise<T>, willDo: (answer: T) => boolean, deadline?: number) =>
    waitFor(
      async () => {
        await checkNow(world.settings);
        return ask();
      },
      willDo,
      deadline,
    );
  /** Delivers a mail and checks until the badge counts it. No check may have failed. */
  const countsOn = async () => {
    unread += 1;
    await dovecot.deliver('anna', mail(`mail ${unread}`));
    await checkUntil(
      async () => {
        expect(await failure()).toBeUndefined();
        return (await world.seen(() => true)).badge;
      },
      badge => badge === String(unread),
      SECOND_TRY,
    );
  };
  const cutConnection = async () => {
    await dovecot.kill();
    await dovecot.start();
  };
  const tokensExpired = () =>
    waitFor(
      async () => provider.validTokens(ANNA),
      valid => valid === 0,
    );
  const unreadAt = async ({ origin }: GatewayProgram) => {
    const { endpoint, token } = await account();
    const address = requestUrl(endpoint.replace(new URL(endpoint).origin, origin), token);
    const answer = await (await fetch(address)).text();
    return /<NoUnReadMails>(\d+)</.exec(answer)?.[1] ?? /<code>(\d+)</.exec(answer)?.[1];
  };

  /** In the window of the gateway: enters the address and continues to the provider. */
  const continueToProvider = async (address: string): Promise<Page> => {
    const window = await flowWindow(world, `${gateway.origin}/sign-in`);
    await window.locator('input[name=user]').fill(address);
    await clickIn(window, 'main form button.main');
    await clickIn(window, 'main a[href*="/sign-in/company"]');
    return window;
  };
  /** Answers the provider's pages: who it is, unless the browser is signed in there, and whether the gateway may. */
  const allowAs = async (window: Page, user: string) => {
    await window.waitForSelector('button[value=sign-in], button[value=allow]');
    if ((await window.$('button[value=sign-in]')) !== null) {
      await window.locator('input[name=user]').fill(user);
      await window.locator('input[name=password]').fill('any');
      await clickIn(window, 'button[value=sign-in]');
    }
    await clickIn(window, 'button[value=allow]');
  };

  const addAccount = async () => {
    await press(world.settings, 'Add account');
    await fill(world.settings, 'Gateway or API address', new URL(gateway.origin).host);
    await press(world.settings, 'Save account');
  };

  it('is connected on the provider’s own pages, and the badge counts its mail', async () => {
    await addAccount();
    await allowAs(await continueToProvider(ANNA), ANNA);
    await world.badge('1');
    expect(await account()).toMatchObject({ name: ANNA, signInPage: `${gateway.origin}/sign-in` });
  });

  it('goes on without a word after the access token has expired, connected or not', async () => {
    await tokensExpired();
    await countsOn();
    await cutConnection();
    await countsOn();
    expect(provider.count('authorization_code')).toBe(1);
    expect(provider.reuses).toBe(0);
  });

  it('goes on without a word after a sleep in which the access token has expired', async () => {
    gateway.sleep();
    await tokensExpired();
    await cutConnection();
    provider.setLifetime(HOUR);
    const renewals = provider.count('refresh_token');
    gateway.wake();
    await countsOn();
    expect(provider.count('refresh_token')).toBe(renewals + 1);
  });

  it('is renewed once by two gateways on one database', async () => {
    await gateway.stop();
    const second = await home.add();
    await gateway.start();
    provider.expireTokens(ANNA);
    const renewals = provider.count('refresh_token');
    const answers = await Promise.all([unreadAt(gateway), unreadAt(second)]);
    expect(answers).toEqual([String(unread), String(unread)]);
    expect(provider.count('refresh_token')).toBe(renewals + 1);
    expect(provider.reuses).toBe(0);
    await second.stop();
  });

  it('needs no sign-in after the gateway was restarted', async () => {
    const asked = provider.tokenRequests.length;
    await gateway.stop();
    await gateway.start();
    await countsOn();
    expect(provider.tokenRequests).toHaveLength(asked);
  });

  it.each(['refuseConnections', 'answer503'] as const)(
    'recovers by itself after the provider was down (%s)',
    async goDown => {
      provider.setLifetime(SHORT);
      provider.expireTokens(ANNA);
      await cutConnection();
      await countsOn();
      await gateway.stop();
      await tokensExpired();
      provider[goDown]();
      await gateway.start();
      const told = await checkUntil(failure, it => it !== undefined, SECOND_TRY);
      expect(told).toEqual({ kind: 'internal', code: expect.toBeOneOf([504, 505]) });
      provider.setLifetime(HOUR);
      provider.resume();
      await checkUntil(failure, it => it === undefined, SECOND_TRY);
      await countsOn();
    },
    120_000,
  );

  it('is not opened by another person', async () => {
    await addAccount();
    const window = await continueToProvider(BERT);
    await allowAs(window, ANNA);
    await window.waitForSelector('.notice.bad');
    const words = await window.$eval('main', main => main.textContent);
    expect(words).toContain(ANNA);
    expect(words).toContain(BERT);
    await window.close();
    await windowClosed(world, gateway.origin);
    await press(world.settings, 'Cancel');
  });

  it('says once that it needs a sign-in after the access was withdrawn, and asks no more', async () => {
    await dismissAll(world.settings);
    provider.withdraw(ANNA);
    await cutConnection();
    await checkUntil(failure, it => it?.kind === 'account' && it.code === 103, SECOND_TRY);
    const popup = await world.openPopup();
    expect(await problemIn(popup)).toContain(t('signInHelp'));
    expect(await problemIn(popup)).toContain('code 103');
    const shown = () =>
      waitFor(
        () => showing(world.settings),
        ids => ids.length === 1,
      );
    await shown();
    await dismissAll(world.settings);

    const asked = provider.tokenRequests.length;
    await cutConnection();
    for (let i = 0; i < 3; i += 1) await checkNow(world.settings);
    expect(await unreadAt(gateway)).toBe('103');
    expect(provider.tokenRequests).toHaveLength(asked);
    expect(await showing(world.settings)).toEqual([]);

    await press(popup, 'Sign in');
    await allowAs(await continueToProvider(ANNA), ANNA);
    await waitFor(
      () => problemIn(popup),
      problem => problem === '',
    );
    await world.badge(String(unread));
    await popup.close();
    await countsOn();
  });

  it('leaves no token in the log', () => {
    expect(gateway.log()).toContain(ANNA);
    for (const secret of provider.secrets()) expect(gateway.log()).not.toContain(secret);
  });
});
