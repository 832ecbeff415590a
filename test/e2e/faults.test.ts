import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureHeadline } from '../../src/core/mailbox/failure-table';
import { listOf } from '../../src/core/mailbox/mailbox';
import { waitFor } from '../../src/launcher/wait-for';
import { MINUTE } from '../make';
import { t } from '../translate';
import { type Cable, layCable } from './cable';
import { alarms, changeMailbox, letTimePass, showing, storedMailboxes } from './extension';
import { reply } from './fault-server';
import { createFaultWorld, type FaultWorld, MAILS } from './fault-world';
import { FAULTS } from './faults';
import { answerWith, errorDocument, mailId } from './mails';
import { goOffline } from './offline';
import { press, problemIn } from './user';
import { BROWSERS } from './world';

/** The client waits 20 s for an answer. */
const DEADLINE = 30_000;

/** How far from its time the alarm may be set, in ms. */
const TOLERANCE = 1000;

/** Where nobody listens for a while; the other faults are ones of the server. */
const REFUSED = { id: 'unreachable', name: 'a connection that is refused' };

const ENTRIES = FAULTS.map(({ name }, index) => ({ id: `fault${index}`, name }));

/** What tells these accounts from ones that nobody has signed in to yet. */
const SIGNED_IN = { token: 'token', revision: 0 };

/** The headline of each account's alert, by the account's name. */
function headlines(popup: Page): Promise<(string | null)[][]> {
  return popup.$$eval('section[aria-label]', sections =>
    sections.map(section => [
      section.getAttribute('aria-label'),
      section.querySelector('.alert .headline')?.textContent ?? null,
    ]),
  );
}

describe.each(BROWSERS)('faults of a server, to %s', browser => {
  let world: FaultWorld;
  let cable: Cable;
  const ids = [...ENTRIES, REFUSED].map(({ id }) => id);

  /** Waits until these notifications show, and no others. */
  const shown = async (wanted: string[]) => {
    const sorted = async () => String((await showing(world.settings)).sort());
    const expected = String(wanted.sort());
    await waitFor(sorted, now => now === expected);
  };

  beforeAll(async () => {
    world = await createFaultWorld(browser);
    cable = await layCable(world.server.origin);
    await world.use([...ENTRIES, { ...REFUSED, origin: cable.origin }]);
  });
  afterAll(async () => {
    await world?.close();
    await cable?.cut();
  });

  it('are told apart, and what was known before is kept', async () => {
    const expected = [
      ...FAULTS.map(({ name, failure, inFirefox }) => ({
        name,
        failure: browser === 'firefox' ? (inFirefox ?? failure) : failure,
      })),
      { name: REFUSED.name, failure: { kind: 'network' } as const },
    ];
    for (const [index, fault] of FAULTS.entries())
      world.server.turn(`/fault${index}`, fault.reply(answerWith(`fault${index}`, MAILS + 1)));
    await cable.cut();
    await letTimePass(world.settings);
    const mailboxes = await waitFor(
      () => storedMailboxes(world.settings),
      stored => ids.every(id => stored[id]?.failure),
      DEADLINE,
    );

    const { attemptedAt = 0, retryAt = 0 } = mailboxes[REFUSED.id] ?? {};
    expect(retryAt - attemptedAt).toBeGreaterThanOrEqual(MINUTE / 2);
    expect(retryAt - attemptedAt).toBeLessThan(MINUTE + TOLERANCE);
    const told = ids.map((id, index) => ({ name: expected[index]?.name, failure: mailboxes[id]?.failure }));
    expect(told).toEqual(expected);
    for (const id of ids)
      expect(mailboxes[id]).toMatchObject({
        emails: MAILS,
        unread: MAILS,
        messages: [3, 2, 1].map(n => ({ id: mailId(id, n) })),
        failures: 1,
      });
    const lines = expected.map(
      ({ name, failure }) =>
        `${name}: ${t(failureHeadline(failure, SIGNED_IN))} Last known: 3 unread e-mails`,
    );
    // Each check draws the toolbar once it has been stored.
    const { badge } = await world.seen(({ title }) => lines.every(line => title.includes(line)));
    // One short failure changes no look.
    expect(badge).toBe(String(MAILS * ids.length));
    const popup = await world.openPopup();
    const alerts = await headlines(popup);
    await popup.close();
    for (const { name, failure } of expected)
      expect(alerts).toContainEqual([name, t(failureHeadline(failure, SIGNED_IN))]);
    expect(await showing(world.settings)).toEqual([]);
  });

  it('are tried again at the alarm, which is set to the first retry', async () => {
    const next = async () => {
      const retries = Object.values(await storedMailboxes(world.settings)).map(({ retryAt = 0 }) => retryAt);
      const [alarm] = (await alarms(world.settings)).filter(({ name }) => name === 'check-mail');
      return { first: Math.min(...retries), alarm: alarm?.scheduledTime ?? 0 };
    };
    await waitFor(
      next,
      ({ first, alarm }) => first > Date.now() && Math.abs(alarm - first) <= TOLERANCE,
      DEADLINE,
    );
  });

  it(
    'look like failures the third time in a row',
    async () => {
      for (const times of [2, 3]) {
        await letTimePass(world.settings);
        await waitFor(
          () => storedMailboxes(world.settings),
          stored => ids.every(id => (stored[id]?.failing?.times ?? 0) >= times),
          2 * DEADLINE,
        );
      }
      await world.badge(`${MAILS * ids.length}?`);
    },
    5 * DEADLINE,
  );

  it('are checked when the popup opens, and heal by that', async () => {
    const [id = ''] = ids;
    world.answer(id, MAILS);
    await changeMailbox(world.settings, id, { attemptedAt: Date.now() - 2 * MINUTE });
    const popup = await world.openPopup();
    await waitFor(
      () => storedMailboxes(world.settings),
      stored => stored[id] !== undefined && !stored[id].failure,
    );
    await waitFor(
      () => headlines(popup),
      alerts => alerts.some(([name, alert]) => name === ENTRIES[0]?.name && alert === null),
    );
    await popup.close();
  });

  it('heal by themselves, and the mail that came meanwhile is announced once', async () => {
    for (const id of ids) world.answer(id, MAILS + 1);
    await cable.mend();
    await letTimePass(world.settings);
    await world.badge(String((MAILS + 1) * ids.length));
    const mailboxes = await waitFor(
      () => storedMailboxes(world.settings),
      stored => Object.values(stored).every(({ pending }) => pending.mails.length === 0),
    );
    const notices = ids.map(id => `${id}|mail|${mailId(id, MAILS + 1)}`);
    for (const [index, id] of ids.entries()) {
      const { failure, failures, retryAt, notBefore, unread, messages, announced } = mailboxes[id] ?? {};
      expect({ failure, failures, retryAt, notBefore, unread }).toEqual({ failures: 0, unread: 4 });
      expect(listOf(messages ?? []).map(message => message.id)).toEqual([4, 3, 2, 1].map(n => mailId(id, n)));
      expect(announced?.map(notice => notice.id)).toEqual([notices[index]]);
    }
    await shown(notices);
  });

  it('that only the user can mend end the checks, are told once, and are over with “Check now”', async () => {
    const { server, settings } = world;
    const broken = ['refused', 'signed-out'];
    await world.use(['well', ...broken].map(id => ({ id })));
    server.turn('/refused', reply('200 OK', errorDocument(103)));
    server.turn('/signed-out', reply('401 Unauthorized'));
    await letTimePass(settings);
    await world.badge('9!');
    const stops = broken.map(id => `${id}|stop`);
    await shown(stops);

    const asked = () => broken.map(id => server.asked(`/${id}`));
    const before = asked();
    await letTimePass(settings);
    await world.checked('well');
    await world.beginSession();
    await world.checked('well');
    expect(asked()).toEqual(before);
    await shown(stops);

    for (const id of broken) world.answer(id, MAILS + 1);
    const popup = await world.openPopup();
    await press(popup, 'Check now');
    await world.badge('11');
    await popup.close();
    await shown(broken.map(id => `${id}|mail|${mailId(id, MAILS + 1)}`));
    const healed = asked();
    await letTimePass(settings);
    await waitFor(
      async () => asked(),
      now => now.every((times, index) => times > (healed[index] ?? times)),
    );
  });

  it('that come with a Retry-After leave the server alone until then', async () => {
    const { server, settings } = world;
    const limited = ['busy', 'down'];
    await world.use(['well', ...limited].map(id => ({ id })));
    const now = Date.now();
    const until = new Date(now + 20 * MINUTE);
    server.turn('/busy', reply('429 Too Many Requests', '', { 'Retry-After': 600 }));
    server.turn('/down', reply('503 Service Unavailable', '', { 'Retry-After': until.toUTCString() }));
    await letTimePass(settings);
    const { busy, down } = await waitFor(
      () => storedMailboxes(settings),
      ({ busy, down }) => busy?.failure !== undefined && down?.failure !== undefined,
    );
    expect(busy?.notBefore).toBeGreaterThanOrEqual(now + 10 * MINUTE);
    expect(busy?.retryAt).toBeGreaterThanOrEqual(busy?.notBefore ?? Number.POSITIVE_INFINITY);
    // An HTTP date tells no more than seconds.
    expect(down?.notBefore).toBeGreaterThan(until.getTime() - 1000);
    expect(down?.retryAt).toBeGreaterThanOrEqual(down?.notBefore ?? Number.POSITIVE_INFINITY);

    const asked = () => limited.map(id => server.asked(`/${id}`));
    const before = asked();
    await world.checked('well');
    await letTimePass(settings, ['well']);
    await world.checked('well');
    await world.beginSession();
    await world.checked('well');
    expect(asked()).toEqual(before);

    for (const id of limited) await changeMailbox(settings, id, { notBefore: Date.now() });
    await world.beginSession();
    await waitFor(
      async () => asked(),
      now => now.every((times, index) => times > (before[index] ?? times)),
    );
  });

  it('are told from a machine that is offline, which heals as soon as it is online', async () => {
    const { settings } = world;
    await world.use([{ id: 'home', name: 'Home', origin: cable.origin }]);
    const goOnline = await goOffline(world);
    await cable.cut();
    await letTimePass(settings);
    const { badge } = await world.seen(({ title }) =>
      title.includes('Home: You are offline. Last known: 3 unread e-mails'),
    );
    expect(badge).toBe('3');
    const popup = await world.openPopup();
    expect(await problemIn(popup)).toContain('You are offline.');
    await popup.close();
    const { home } = await storedMailboxes(settings);
    expect(home).toMatchObject({ failure: { kind: 'offline' }, failures: 0, unread: MAILS });
    expect(home?.retryAt).toBeLessThanOrEqual(Date.now() + MINUTE);

    await goOnline();
    await cable.mend();
    world.answer('home', MAILS + 1);
    await changeMailbox(settings, 'home', { attemptedAt: Date.now() - MINUTE });
    await settings.evaluate(() => dispatchEvent(new Event('online')));
    await world.badge('4');
    await shown([`home|mail|${mailId('home', MAILS + 1)}`]);
  });
});
