import { Agent } from 'node:https';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import type { Received } from '../gateway/send';
import { mail } from '../imap/mails';
import { type Organisation, openOrganisation } from './organisation';
import { type Person, passwordOf, problemIn, textIn } from './person';

const PEOPLE = ['anna', 'bert', 'carla', 'dario', 'elena', 'fritz'];

/** In ms. A poll of the extension gives up after 20 seconds. */
const NEXT_POLL = 20_000;

describe.each(['nginx', 'HAProxy'] as const)('two gateways behind %s', name => {
  let company: Organisation;
  let people: Person[];
  let anna: Person;
  const [first, second] = [() => company.gateways[0], () => company.gateways[1]];

  beforeAll(async () => {
    company = await openOrganisation(name);
    people = await Promise.all(PEOPLE.map(it => company.hire(it)));
    [anna] = people as [Person];
  }, 120_000);
  afterAll(() => company.close());

  const unread = async (person: Person, at = company.balancer as Parameters<Person['poll']>[0]) =>
    textIn(await person.poll(at), 'NoUnReadMails, code');

  /** The mailboxes that each gateway has a connection to. */
  const connected = () =>
    Promise.all(company.gateways.map(gateway => gateway.metric('facteur_mailboxes{state="connected"}')));

  test('people sign in through it, and each sees the own mail', async () => {
    await company.dovecot.deliver('anna', mail('for Anna'));
    for (const person of people) await person.signIn(company.balancer);
    for (const person of people) expect(await unread(person)).toBe(person === anna ? '1' : '0');
  });

  test('one person’s polls, and the links of the answers, reach one gateway', async () => {
    for (let round = 0; round < 3; round += 1) for (const person of people) await unread(person);
    // Tokens are random, and a gateway may have none of the first people.
    while (Math.min(...(await connected())) === 0) {
      const another = await company.hire(`another${people.length}`);
      await another.signIn(company.balancer);
      await unread(another);
      people.push(another);
    }
    for (const person of people) {
      const link = textIn(await person.poll(company.balancer, 'NoSMS'), 'PrivacyDashboardURL') ?? '';
      expect((await person.open(company.balancer, link)).status).toBe(200);
    }
    expect((await connected()).reduce((sum, one) => sum + one)).toBe(people.length);
  });

  test('its log has no token and no key of a link', async () => {
    const log = await company.balancer.log();
    expect(log).toContain('/PersonalMessages/V2');
    expect(log).not.toMatch(/token=|key=/);
    for (const { token } of people) expect(log).not.toContain(token.slice(-8));
  });

  test('what a person refuses at one gateway is refused at the other within a second', async () => {
    const both = company.gateways;
    for (const site of both) expect((await anna.poll(site, 'EmailsLastNDetailed')).body).toContain('<msg>');
    for (const [here, there] of [both, [...both].reverse()]) {
      if (here === undefined || there === undefined) throw new Error('two gateways are needed');
      const refused = await anna.choose(here, { EmailsLastNDetailed: 'withheld' });
      expect(refused.status).toBe(303);
      const isWithheld = async () => !(await anna.poll(there, 'EmailsLastNDetailed')).body.includes('<msg>');
      await waitFor(isWithheld, withheld => withheld, 1000);
      await anna.choose(there, { EmailsLastNDetailed: 'allowed' });
      await waitFor(
        async () => (await anna.poll(here, 'EmailsLastNDetailed')).body.includes('<msg>'),
        allowed => allowed,
        1000,
      );
    }
  });

  test('a gateway that is killed leaves its people to the other one, at their next poll', async () => {
    // Anna has asked both since then; each gateway had people before.
    expect(Math.min(...(await connected()))).toBeGreaterThan(0);
    await first().kill();
    const polls = people.map(async person => {
      const asked = performance.now();
      return { answer: await unread(person), isInTime: performance.now() - asked < NEXT_POLL };
    });
    const answers = await Promise.all(polls);
    await first().start();
    await company.isUsed(first());
    expect(answers).toEqual(people.map(person => ({ answer: person === anna ? '1' : '0', isInTime: true })));
    for (const person of people) expect(await unread(person)).toBe(person === anna ? '1' : '0');
  });

  test('with the database away, mailboxes that run go on, and a sign-in says to try again', async () => {
    for (const person of people) await unread(person);
    const newcomer = await company.hire('newcomer');
    await company.postgres.pause();
    try {
      await company.dovecot.deliver('bert', mail('while the database is away'));
      await waitFor(
        () => unread(people[1] as Person),
        answer => answer === '1',
      );
      const page = await newcomer.submitSignIn(company.balancer);
      expect(page.status, problemIn(page)).toBe(503);
    } finally {
      await company.postgres.resume();
    }
    await waitFor(
      () =>
        newcomer.signIn(company.balancer).then(
          () => true,
          () => false,
        ),
      signedIn => signedIn,
    );
    // The token may lead to the other gateway, which connects to the database again in its own time.
    await waitFor(
      () => unread(newcomer),
      answer => answer === '0',
    );
  }, 120_000);

  test('with the mail server away, a sign-in says so, and all is well when it is back', async () => {
    const latecomer = await company.hire('latecomer');
    company.dovecot.freeze();
    try {
      const page = await latecomer.submitSignIn(company.balancer);
      expect(page.status, problemIn(page)).toBeGreaterThanOrEqual(500);
      // Nobody waits for the mail server here.
      for (const gateway of company.gateways) expect(await gateway.isReady()).toBe(true);
    } finally {
      company.dovecot.resume();
    }
    await waitFor(
      () =>
        latecomer.signIn(company.balancer).then(
          () => true,
          () => false,
        ),
      signedIn => signedIn,
    );
    await company.dovecot.deliver('carla', mail('after the pause'));
    await waitFor(
      () => unread(people[2] as Person),
      answer => answer === '1',
    );
  }, 120_000);

  test('an upgrade of one gateway after the other loses no request, be it a form or on a connection that is kept open', async () => {
    const agent = new Agent({ keepAlive: true });
    let isUpgrading = true;
    const lost: string[] = [];
    const until = async (person: Person, status: number, act: () => Promise<Received>) => {
      while (isUpgrading) {
        const received = await act().catch(
          (error): Received => ({ status: 0, headers: {}, body: String(error) }),
        );
        if (received.status !== status)
          lost.push(`${person.address}: ${received.status} ${received.body.slice(0, 200)}`);
      }
    };
    const visits = people.flatMap(person =>
      [company.balancer, { ...company.balancer, agent }].flatMap(site => [
        until(person, 200, () => person.poll(site)),
        until(person, 303, () => person.choose(site, {})),
      ]),
    );
    const codes: (number | null)[] = [];
    for (const gateway of [first(), second()]) {
      codes.push(await gateway.end());
      await gateway.start();
      await company.isUsed(gateway);
    }
    isUpgrading = false;
    await Promise.all(visits);
    agent.destroy();
    expect({ codes, lost }).toEqual({ codes: [0, 0], lost: [] });
  }, 120_000);

  test('a wrong password is told, and passwords are in no log', async () => {
    const page = await anna.submitSignIn(company.balancer, 'wr0ng');
    expect(page.status).toBe(401);
    const logs = [await company.balancer.log(), ...company.gateways.map(gateway => gateway.log())].join('\n');
    expect(logs).not.toContain('wr0ng');
    for (const { address } of people) expect(logs).not.toContain(passwordOf(address));
  });
});
