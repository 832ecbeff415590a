import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningGateway } from '../../../src/gateway/server/server';
import { pageOf, privacyAddress, submit, visit } from '../../gateway/open-gateway';
import { startPostgres } from '../../postgres';
import { summarise } from '../statistics';
import { type Bench, createSite, tablesOf } from './bench';
import { startMailServer, usersOf } from './mail-server';
import { askOnce } from './polls';
import { type Row, time } from './rows';
import { signInAll } from './tokens';

/** Refusals one after the other, and at once. */
const SINGLE = 20;
const AT_ONCE = 200;
/** Users who have never asked the second gateway when the first is killed. */
const LEFT_ALONE = 100;
const UNREAD = 2;

/** ms after the last refusal until both gateways are asked. */
const SETTLE = 1000;

/** How long a refusal may take at most to reach the other gateway, before this gives up. */
const LONGEST = 10_000;

/** Two gateways on one database. */
export async function measureTwo(bench: Bench): Promise<Row[]> {
  const users = usersOf(SINGLE + AT_ONCE + LEFT_ALONE);
  const [mail, postgres] = await Promise.all([startMailServer(users.length, UNREAD), startPostgres()]);
  try {
    const tables = await tablesOf(bench.folder, users, mail);
    const database = `database-url = "${await postgres.createDatabase()}"`;
    const one = await createSite({ bench, name: 'one', settings: [database], tables });
    const key = `key-file = ${JSON.stringify(join(bench.folder, 'one', 'state', 'key'))}`;
    const other = await createSite({ bench, name: 'other', settings: [database, key], tables });
    // The first one makes the key.
    const first = await one.start();
    const second = await other.start();
    try {
      bench.say(`signing in ${users.length} users`);
      const addresses = await signInAll(one.origin, users);
      const people = addresses.map(address => ({
        token: new URL(address).searchParams.get('token') ?? '',
        address,
        otherAddress: address.replace(one.origin, other.origin),
      }));
      const [asking, alone] = [people.slice(0, -LEFT_ALONE), people.slice(-LEFT_ALONE)];
      await Promise.all([
        ...people.map(({ address }) => askOnce(address)),
        ...asking.map(({ otherAddress }) => askOnce(otherAddress)),
      ]);
      const single = await measureSingle(asking.slice(0, SINGLE), one.origin);
      const atOnce = await measureAtOnce(asking.slice(SINGLE), [one.origin, other.origin]);
      await first.stop('SIGKILL');
      const killed = await measureKilled(alone);
      return [single, atOnce, killed];
    } finally {
      await Promise.all([first.stop(), second.stop()]);
    }
  } finally {
    await Promise.all([mail.close(), postgres.close()]);
  }
}

interface Person {
  readonly token: string;
  readonly address: string;
  readonly otherAddress: string;
}

const gatewayAt = (origin: string) =>
  ({ origin, apiAddress: `${origin}/PersonalMessages/V2` }) as RunningGateway;

const choicePage = async (origin: string, token: string) => {
  const gateway = gatewayAt(origin);
  return pageOf(await visit(gateway, new URL(await privacyAddress(gateway, token)).href));
};

const refuse = (origin: string, page: Document) =>
  submit(gatewayAt(origin), page, { EmailsLastNDetailed: 'withheld', choice: 'save' });

const holds = async (address: string) => (await askOnce(address)).mails === 0;

async function measureSingle(people: readonly Person[], origin: string): Promise<Row> {
  const times: number[] = [];
  for (const { token, otherAddress } of people) {
    const page = await choicePage(origin, token);
    await refuse(origin, page);
    const begin = performance.now();
    while (!(await holds(otherAddress)) && performance.now() - begin < LONGEST) await sleep(5);
    times.push(performance.now() - begin);
  }
  const { median, max } = summarise(times);
  return {
    name: 'two gateways: a refusal holds at the other',
    before: 'never',
    wanted: '< 1 s',
    measured: `median ${time(median)}, worst ${time(max)}`,
    holds: max < 1000,
    how: `PostgreSQL; from the answer to the form at one until the other withholds the list, ${people.length} times`,
    bottleneck: 'one notification of the database',
  };
}

async function measureAtOnce(people: readonly Person[], origins: readonly [string, string]): Promise<Row> {
  const originOf = (i: number) => origins[i % 2 === 0 ? 0 : 1];
  const pages: Document[] = [];
  for (const [i, { token }] of people.entries()) pages.push(await choicePage(originOf(i), token));
  const begin = performance.now();
  const answers = await Promise.all(pages.map((page, i) => refuse(originOf(i), page)));
  const took = performance.now() - begin;
  await sleep(SETTLE);
  const kept = await Promise.all(
    people.map(async ({ address, otherAddress }) => (await holds(address)) && (await holds(otherAddress))),
  );
  const all = kept.filter(Boolean).length;
  const refused = answers.filter(({ status }) => status >= 400).length;
  return {
    name: `two gateways: ${people.length} refusals at once`,
    before: '23–28 of 40',
    wanted: `${people.length} of ${people.length}`,
    measured: `${all} of ${people.length}`,
    holds: all === people.length,
    how: `PostgreSQL; half of the forms sent to each in the same moment, answered within ${time(took)} (${refused} with an error); a refusal counts if both withhold the list ${time(SETTLE)} later`,
    bottleneck: 'the database’s transactions',
  };
}

async function measureKilled(people: readonly Person[]): Promise<Row> {
  const answers = await Promise.all(people.map(({ otherAddress }) => askOnce(otherAddress)));
  const answered = answers.filter(({ mails }) => mails !== undefined).length;
  const { max } = summarise(answers.map(({ ms }) => ms));
  return {
    name: 'one gateway killed (-9): the other answers',
    before: '–',
    wanted: 'at the next poll',
    measured: `${answered} of ${people.length}, worst ${time(max)}`,
    holds: answered === people.length,
    how: 'users of the killed one, who have never asked the other, ask it in the same moment: it signs in at the mail server',
    bottleneck: 'the limit of sign-ins at once',
  };
}
