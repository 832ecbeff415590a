import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FLOOR } from '../../src/core/mailbox/schedule';
import { OPTIONS_PAGE } from '../../src/launcher/browsers/session';
import { waitFor } from '../../src/launcher/wait-for';
import { alarms, checkNow, dismissAll, letTimePass, readStored, showing, storedMailboxes } from './extension';
import { createFaultWorld, type FaultWorld, MAILS } from './fault-world';
import { press, textOf } from './user';
import { BROWSERS } from './world';

const focused = (popup: Page) =>
  popup.evaluate(() => {
    const { activeElement: element } = document;
    return (element?.querySelector('.subject') ?? element)?.textContent ?? '';
  });

const dots = (popup: Page) =>
  popup.$$eval('.messages li', rows => rows.map(row => !!row.querySelector('.dot')));

const unreachable = (popup: Page, selector: string) =>
  popup.$$eval(selector, places =>
    places.flatMap(place => {
      (place as HTMLElement).focus();
      place.scrollIntoView({ block: 'nearest' });
      const { left, right, top, bottom } = place.getBoundingClientRect();
      const isHit = [top + 2, (top + bottom) / 2, bottom - 2].every(y =>
        place.contains(document.elementFromPoint((left + right) / 2, y)),
      );
      return isHit ? [] : (place.textContent ?? '');
    }),
  );

describe.each(BROWSERS)('the popup in %s', browser => {
  let world: FaultWorld;
  let popup: Page;

  const open = async () => {
    popup = await world.openPopup();
    await popup.bringToFront();
  };
  const keys = async (...names: Parameters<Page['keyboard']['press']>[0][]) => {
    for (const name of names) await popup.keyboard.press(name);
  };
  /** Presses a key. The popup may close before the key is released. */
  const lastKey = (name: Parameters<Page['keyboard']['press']>[0]) => keys(name).catch(() => {});
  const inFront = async () => {
    const pages = await world.session.pages();
    const address = () => (document.visibilityState === 'visible' ? location.href : '');
    return (await Promise.all(pages.map(page => page.evaluate(address).catch(() => '')))).join();
  };
  const opened = async (address: string) => {
    const tab = async () => (await world.session.pages()).find(page => page.url().startsWith(address));
    await (await waitFor(tab, page => page !== undefined))?.close();
  };
  /** The popup closes itself after it opens a page, but here it is a tab, which may stay open. */
  const close = () => popup.close().catch(() => {});

  beforeAll(async () => {
    world = await createFaultWorld(browser);
  });
  afterAll(() => world?.close());

  describe('by the keyboard', () => {
    it('moves between rows with the arrows and with j and k', async () => {
      await open();
      const subjects = await popup.$$eval('.messages .subject', all => all.map(one => one.textContent));
      const way: string[] = [];
      for (const key of ['ArrowDown', 'j', 'j', 'k', 'ArrowUp', 'End', 'Home'] as const) {
        await keys(key);
        way.push(await focused(popup));
      }
      expect(way).toEqual([0, 1, 2, 1, 0, subjects.length - 1, 0].map(row => subjects[row]));
      await keys('j');
      await popup.keyboard.down('Shift');
      await keys('Tab');
      await popup.keyboard.up('Shift');
      await keys('j');
      expect(await focused(popup)).toBe(subjects[1]);
    });

    it('opens a mail with Enter, and the webmail with o', async () => {
      await lastKey('Enter');
      await opened(`${world.gateway.origin}/message/`);
      // Opening a mail brings the next check forward, so that the badge soon counts it as read.
      // (In five of 300 installations the usual check comes even sooner.)
      const mailboxes = Object.values(await storedMailboxes(world.settings));
      const checkedAt = Math.max(...mailboxes.map(({ attemptedAt }) => attemptedAt));
      const soon = Math.max(checkedAt + FLOOR, Date.now() + FLOOR / 2);
      await waitFor(
        () => alarms(world.settings),
        all => all.some(({ name, scheduledTime }) => name === 'check-mail' && scheduledTime <= soon),
      );
      await close();
      await open();
      await lastKey('o');
      await opened(world.gateway.webmailAddress);
      await close();
    });

    it('checks with r', async () => {
      await open();
      const mail = world.mailbox.deliver();
      await keys('r');
      const subjects = () => popup.$eval('.messages', list => list.textContent ?? '');
      await waitFor(subjects, text => text.includes(mail.subject));
      await waitFor(
        () => textOf(popup, 'status'),
        text => text === '5 unread e-mails, 1 SMS',
      );
    });

    it('shows its keys with ?, and hides them with Esc', async () => {
      await keys('j', '?');
      const words = await popup.$eval('.panel', panel => panel.textContent);
      expect(words).toContain('Keyboard shortcuts');
      expect(await popup.$eval('.panel', panel => panel.contains(document.activeElement))).toBe(true);
      await keys('Escape');
      expect(await popup.$('.panel')).toBeNull();
      expect(await popup.evaluate(() => document.activeElement?.className)).toContain('message');
    });

    it('opens the settings with a comma', async () => {
      expect(await inFront()).not.toContain(OPTIONS_PAGE);
      await lastKey(',');
      await waitFor(inFront, addresses => addresses.includes(OPTIONS_PAGE));
      await close();
    });
  });

  describe('when the browser opens a mail in a new tab', () => {
    it.each<[string, (row: ElementHandle<Element>) => Promise<void>]>([
      ['Ctrl and a click', async row => withCtrl(() => row.click())],
      ['the middle button', async row => row.click({ button: 'middle' })],
      ['Ctrl and Enter', async row => row.focus().then(() => withCtrl(() => keys('Enter')))],
    ])('asks the server within seconds: %s', async (_how, openBehind) => {
      await checkNow(world.settings);
      await open();
      const clicked = Date.now();
      await openBehind(await popup.waitForSelector('a.message').then(row => row as ElementHandle<Element>));
      await opened(`${world.gateway.origin}/message/`);
      await waitFor(
        () => storedMailboxes(world.settings),
        all => Object.values(all).some(({ attemptedAt }) => attemptedAt > clicked),
      );
      await close();
    });

    async function withCtrl(act: () => Promise<void>): Promise<void> {
      await popup.keyboard.down('Control');
      await act();
      await popup.keyboard.up('Control').catch(() => {});
    }
  });

  describe('during a snooze', () => {
    it('says when the snooze ends, and announces nothing until then', async () => {
      await world.use([{ id: 'home' }]);
      await open();
      await keys('s');
      await popup.waitForSelector('.panel');
      await keys('Enter');
      await popup.waitForSelector('.banner');
      const until = /^Snoozed until (?:tomorrow, )?\d/;
      expect(await popup.$eval('.banner', banner => banner.textContent)).toMatch(until);
      expect(await popup.$('.panel')).toBeNull();
      const { title } = await world.seen(({ title }) => title.includes('Snoozed'));
      expect(title).toMatch(until);

      world.answer('home', MAILS + 2);
      await letTimePass(world.settings);
      await world.badge(String(MAILS + 2));
      await world.checked('home');
      expect(await showing(world.settings)).toEqual([]);
    });

    it('shows one summary when the user ends the snooze', async () => {
      await press(popup, 'End snooze');
      const { title, notifications } = await world.seen(look => look.notifications.length > 0);
      expect(notifications.map(({ title }) => title)).toEqual(['2 new e-mails']);
      await world.seen(look => !look.title.includes('Snoozed'));
      expect(title).toContain('home: 5 unread e-mails');
      await popup.waitForSelector('.banner', { hidden: true });
      await checkNow(world.settings);
      expect(await showing(world.settings)).toHaveLength(1);
      await close();
    });
  });

  describe('when opened again', () => {
    const listed = (count: number) =>
      waitFor(
        () => readStored(world.settings),
        stored => {
          const { data } = stored['popup-seen'] as { data: Record<string, { ids: string[] }> };
          return data.fresh?.ids.length === count;
        },
      );

    it('marks mail that arrived since, or while it is open, until it is opened again', async () => {
      await dismissAll(world.settings);
      await world.use([{ id: 'fresh' }]);
      await open();
      await listed(MAILS);
      expect(await dots(popup)).toEqual([false, false, false]);
      await close();

      world.answer('fresh', MAILS + 1);
      await checkNow(world.settings);
      await open();
      expect(await dots(popup)).toEqual([true, false, false, false]);
      world.answer('fresh', MAILS + 2);
      await checkNow(world.settings);
      await waitFor(
        () => dots(popup),
        marks => String(marks) === 'true,true,false,false,false',
      );
      await listed(MAILS + 2);
      await close();

      await open();
      expect(await dots(popup)).toEqual([false, false, false, false, false]);
      await close();
    });
  });

  describe('with 200 mails', () => {
    beforeAll(async () => {
      await world.use([{ id: 'much' }]);
      world.answer('much', 200);
      await checkNow(world.settings);
      await open();
      await popup.setViewport({ width: 380, height: 600 });
    });
    afterAll(close);

    it('lists all, and lays out only those near the visible part', async () => {
      expect(await dots(popup)).toHaveLength(200);
      const laidOut = await popup.$$eval(
        '.messages .subject',
        all => all.filter(one => one.checkVisibility({ contentVisibilityAuto: true })).length,
      );
      expect(laidOut).toBeLessThan(100);
      expect(await popup.evaluate(() => scrollY)).toBe(0);
      const drawn = await popup.evaluate(() => performance.getEntriesByName('list')[0]?.startTime);
      expect(drawn).toBeLessThan(3_000);
    });

    it('scrolls to the last and back, while header and footer stay in place', async () => {
      await keys('End');
      expect(await focused(popup)).toBe('Mail 1');
      const places = () =>
        popup.evaluate(() => {
          const edges = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
          const { bottom = 0 } = document.activeElement?.getBoundingClientRect() ?? {};
          const { top = 0, bottom: end = 0 } = edges('footer') ?? {};
          // Firefox scrolls by parts of a pixel.
          return { header: edges('header')?.top, footer: Math.round(end), isRowAbove: bottom < top + 1 };
        });
      // The rows on the way are laid out as they come into view.
      const there = { header: 0, footer: 600, isRowAbove: true };
      await waitFor(places, now => JSON.stringify(now) === JSON.stringify(there));
      await keys('Home');
      expect(await focused(popup)).toBe('Mail 200');
      await waitFor(
        () => popup.evaluate(() => [scrollY, document.querySelector('main')?.scrollTop]),
        tops => String(tops) === '0,0',
      );
    });

    it('shows whole rows, and scrolls the list alone', async () => {
      const cut = () =>
        popup.evaluate(() => {
          const end = document.querySelector('main')?.getBoundingClientRect().bottom ?? 0;
          return [...document.querySelectorAll('.messages > li')].filter(row => {
            const { top, bottom } = row.getBoundingClientRect();
            return top < end - 1 && bottom > end + 1;
          }).length;
        });
      await waitFor(cut, rows => rows === 0);
      const { scrollHeight, clientHeight } = await popup.evaluate(() => {
        const { scrollHeight, clientHeight } = document.documentElement;
        return { scrollHeight, clientHeight };
      });
      expect(scrollHeight).toBe(clientHeight);
    });

    it('can reach everything at 200 %', async () => {
      // A popup is at most 600 device-independent pixels high: 300 CSS pixels at 200 %.
      await popup.setViewport({ width: 380, height: 300, deviceScaleFactor: 2 });
      expect(await unreachable(popup, 'button, .message')).toEqual([]);
      for (const panel of ['s', '?'] as const) {
        await keys(panel);
        await popup.waitForSelector('.panel');
        expect(await unreachable(popup, 'button')).toEqual([]);
        expect(await unreachable(popup, '.panel dd')).toEqual([]);
        const { scrollWidth, clientWidth } = await popup.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return { scrollWidth, clientWidth };
        });
        expect(scrollWidth).toBe(clientWidth);
        await popup.focus('.panel button');
        await keys('Escape');
      }
    });
  });
});
