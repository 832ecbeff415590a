import { setTimeout as sleep } from 'node:timers/promises';
import { bottleneckOf, meter } from './cpu';
import { type Crowd, countSignIns } from './crowd';
import { type Row, time } from './rows';

/** ms that the mail server is away: longer than the gateway's first pauses. */
const AWAY = 20_000;
const LONGEST = 4 * 60_000;

/** The mail server is restarted while all mailboxes are connected and their users poll. */
export async function measureRestart({ bench, server, gateway, site, users }: Crowd): Promise<Row> {
  bench.say('restarting the mail server');
  const before = await countSignIns(server);
  await server.kill();
  await sleep(AWAY);
  await server.start();
  const begin = performance.now();
  const metering = await meter({ gateway: gateway.pid, 'mail server': server.pid() });
  /** ms until each was back. */
  const back = new Map<string, number>();
  const missing = new Set(users);
  while (missing.size > 0 && performance.now() - begin < LONGEST) {
    await sleep(500);
    for (const user of await usersBack(server, before.signIns))
      if (missing.delete(user)) back.set(user, performance.now() - begin);
  }
  const took = performance.now() - begin;
  const usage = await metering.stop();
  const attempts = (await countSignIns(server)).signIns - before.signIns;
  const each = attempts / Math.max(1, back.size);
  const isAllIn = missing.size === 0;
  if (!isAllIn) bench.say(`not back: ${[...missing].slice(0, 5).join(', ')}; ${await statesOf(site)}`);
  const most = [...back.values()][Math.ceil(0.99 * users.length) - 1];
  const mostIn = most === undefined ? '' : `, 99 % in ${time(most)}`;
  return {
    name: `IMAP server restarted, ${back.size} back`,
    before: '2,424 after 150 s',
    wanted: 'all in 60 s, one attempt each',
    measured: `${isAllIn ? 'all in' : `${back.size} of ${users.length} after`} ${time(took)}${mostIn}, ${each.toFixed(2)} each`,
    holds: isAllIn && took < 60_000 && each <= 1.02,
    how: `killed, started again ${time(AWAY)} later; from the start until the log has a sign-in of each mailbox; attempts are sign-ins in the log`,
    bottleneck: bottleneckOf(usage, 'the limit of sign-ins a second'),
  };
}

/** How many mailboxes are in which state, by the gateway's report. */
async function statesOf(site: Crowd['site']): Promise<string> {
  const samples = [...((await site.metrics()) ?? [])];
  const states = samples.filter(([name]) => name.startsWith('facteur_mailboxes{'));
  return states.map(([name, count]) => `${name} ${count}`).join(', ');
}

async function usersBack(server: Crowd['server'], known: number): Promise<ReadonlySet<string>> {
  const lines = (await server.logged(' Login: user=')).slice(known);
  return new Set(lines.map(line => /user=<([^>]*)>/.exec(line)?.[1] ?? ''));
}
