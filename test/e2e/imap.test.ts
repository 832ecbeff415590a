import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayMailbox } from '../../src/gateway/mailbox/mailbox';
import { startGateway } from '../../src/gateway/server/server';
import { readRows } from '../../src/launcher/look';
import { waitFor } from '../../src/launcher/wait-for';
import { type Dovecot, startDovecot } from '../imap/dovecot';
import { mail, PASSWORD } from '../imap/mails';
import { makeMailbox } from '../imap/post-office';
import { fetchRealMails } from '../imap/real-mails';
import { checkNow, letTimePass, storedMailboxes } from './extension';
import { problemIn } from './user';
import { BROWSERS, createWorld, type World } from './world';

/** How long the gateway answers from its cache while it can't reach the server, in ms. */
const FRESH_FOR = 1500;

describe.each(BROWSERS)('a real mailbox in %s', name => {
  let dovecot: Dovecot;
  let world: World;
  let mailbox: GatewayMailbox;
  let close: () => Promise<unknown>;

  beforeAll(async () => {
    dovecot = await startDovecot();
    await dovecot.setPassword('jean', PASSWORD);
    await dovecot.deliver('jean', mail('one'));
    const options = { listLength: () => 200, pollEvery: 500, freshFor: FRESH_FOR, deadline: 1000 };
    ({ mailbox } = makeMailbox(dovecot, 'jean', options));
    const accounts = [{ user: 'jean', password: 'sign me in', mailbox }];
    const gateway = await startGateway({ port: 0, listLength: 200, accounts });
    world = await createWorld(name);
    close = () => Promise.all([world.close(), gateway.close(), mailbox.close?.()]);
    await world.addAccount('Home', gateway, { user: 'jean', password: 'sign me in' });
    await world.badge('1');
  });
  afterAll(async () => {
    await close?.();
    await dovecot?.close();
  });

  const known = (count: number) =>
    waitFor(
      async () => (await mailbox.counts()).unread,
      unread => unread === count,
    );

  const checksUntil = (badge: string) =>
    waitFor(
      async () => {
        await letTimePass(world.settings);
        return (await world.seen(() => true)).badge;
      },
      shown => shown === badge,
    );

  const showsRows = (popup: Page, count: number) =>
    waitFor(
      () => readRows(popup),
      rows => rows.length === count,
    );

  it('announces a delivered mail within one check', async () => {
    await dovecot.deliver('jean', mail('=?utf-8?Q?d=C3=A9j=C3=A0_vu?=', 'Rendez-vous demain ?'));
    await known(2);
    await letTimePass(world.settings);
    const { badge, notifications } = await world.seen(({ notifications }) => notifications.length > 0);
    expect(badge).toBe('2');
    expect(notifications).toMatchObject([
      { title: 'Jean Dupont', message: expect.stringContaining('déjà vu') },
    ]);
  });

  it('opens it in the reader, which marks it read only when the user says so', async () => {
    const popup = await world.openPopup();
    const [first] = await readRows(popup);
    await popup.close();
    const page = await world.session.newPage();
    await page.goto(first?.url ?? '');
    expect(await page.$eval('h1', heading => heading.textContent)).toBe('déjà vu');
    expect(await page.$eval('main', main => main.textContent)).toContain('Rendez-vous demain ?');
    await letTimePass(world.settings);
    await world.badge('2');
    await Promise.all([page.waitForNavigation(), page.click('form button')]);
    await page.close();
    await checksUntil('1');
  });

  it('counts down when another client reads the mails', async () => {
    await dovecot.admin('jean', 'flags add', '\\Seen', 'mailbox', 'INBOX', 'all');
    await checksUntil('');
  });

  it('shows all real mails', async () => {
    const mails = await fetchRealMails();
    for (const { content } of mails) await dovecot.deliver('jean', content);
    await checksUntil(String(mails.length));
    const popup = await world.openPopup();
    await showsRows(popup, mails.length);
    expect(await problemIn(popup)).toBe('');
    await popup.close();
    for (const { failure } of Object.values(await storedMailboxes(world.settings)))
      expect(failure).toBeUndefined();
  });

  it('keeps the list while the server is down, shows the problem, and catches up', async () => {
    const { badge } = await world.seen(() => true);
    await dovecot.kill();
    const popup = await world.openPopup();
    await waitFor(
      async () => {
        await letTimePass(world.settings);
        return problemIn(popup);
      },
      problem => problem !== '',
    );
    await showsRows(popup, Number(badge));
    await dovecot.deliver('jean', mail('three'));
    await dovecot.start();
    await checksUntil(String(Number(badge) + 1));
    await waitFor(
      () => problemIn(popup),
      problem => problem === '',
    );
    await popup.close();
  });

  it('reports error 102 after the password has changed', async () => {
    await dovecot.setPassword('jean', 'another one');
    await dovecot.kill();
    await dovecot.start();
    await waitFor(
      async () => {
        await checkNow(world.settings);
        return Object.values(await storedMailboxes(world.settings)).map(({ failure }) => failure);
      },
      ([failure]) => failure?.kind === 'account' && failure.code === 102,
    );
  });
});
