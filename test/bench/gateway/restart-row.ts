import { setTimeout as sleep } from 'node:timers/promises';
import { bottleneckOf, meter } from './cpu';
import { type Crowd, countSignIns } from './crowd';
import { type Row, time } from './rows';

/** ms that the mail server is away: longer than the gateway's first pauses. */
const AWAY = 20_000;
const LONGEST = 4 * 60_000;

/** The mail server is restarted while all mailboxes are connected and their users poll. */
export async function measureRestart({ bench, server, gateway, count }: Crowd): Promise<Row> {
  bench.say('restarting the mail server');
  const before = await countSignIns(server);
  await server.kill();
  await sleep(AWAY);
  await server.start();
  const begin = performance.now();
  const metering = await meter({ gateway: gateway.pid, 'mail server': server.pid() });
  let back = 0;
  while (back < count && performance.now() - begin < LONGEST) {
    await sleep(500);
    back = (await usersBack(server, before.signIns)).size;
  }
  const took = performance.now() - begin;
  const usage = await metering.stop();
  const attempts = (await countSignIns(server)).signIns - before.signIns;
  const each = attempts / Math.max(1, back);
  return {
    name: `IMAP server restarted, ${count} back`,
    before: '2,424 after 150 s',
    wanted: 'all in 60 s, one attempt each',
    measured: `${back < count ? `${back} after` : 'all in'} ${time(took)}, ${each.toFixed(2)} each`,
    holds: back === count && took < 60_000 && each <= 1.02,
    how: `killed, started again ${time(AWAY)} later; from the start until the log has a sign-in of each mailbox; attempts are sign-ins in the log`,
    bottleneck: bottleneckOf(usage, 'the limit of sign-ins a second'),
  };
}

async function usersBack(server: Crowd['server'], known: number): Promise<ReadonlySet<string>> {
  const lines = (await server.logged(' Login: user=')).slice(known);
  return new Set(lines.map(line => /user=<([^>]*)>/.exec(line)?.[1] ?? ''));
}
