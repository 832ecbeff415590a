import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../../../src/launcher/wait-for';
import { summarise } from '../statistics';
import { type Bench, createSite, tablesOf } from './bench';
import { bottleneckOf, meter } from './cpu';
import { putLoad } from './load';
import { SETTINGS_TOLD, startMailServer, usersOf } from './mail-server';
import { benchMail } from './mails';
import { askOnce } from './polls';
import { type Row, time } from './rows';
import { signInAll } from './tokens';

const MAILBOXES = 2000;
const UNREAD = 20;
const RATE = 200;
/** Mails that arrive in a second. */
const DELIVERIES = 2;
const WARM_UP = 60_000;

/** A steady load on connected mailboxes, which also look at everything each minute, while mail arrives. */
export async function measureLoad(bench: Bench): Promise<Row[]> {
  const count = bench.mailboxes ?? MAILBOXES;
  const users = usersOf(count);
  bench.say(`filling ${count} mailboxes`);
  const server = await startMailServer(count, UNREAD);
  try {
    const site = await createSite({
      bench,
      name: 'load',
      tables: await tablesOf(bench.folder, users, server),
    });
    const gateway = await site.start();
    try {
      bench.say(`signing in ${count} users`);
      const addresses = await signInAll(site.origin, users);
      const connect = async (address: string) =>
        void (await waitFor(
          () => askOnce(address),
          ({ mails }) => (mails ?? 0) > 0,
          10 * 60_000,
        ));
      await Promise.all(addresses.map(connect));
      bench.say(`${RATE} answers a second for ${bench.minutes} minutes`);
      await putLoad({ addresses, rate: RATE, duration: Math.min(WARM_UP, bench.minutes * 60_000) });
      const before = await site.metrics();
      const metering = await meter({ gateway: gateway.pid, 'mail server': server.pid() });
      let isDelivering = true;
      const delivering = (async () => {
        for (let i = 0; isDelivering; i++) {
          await server.deliver(users[i % count] ?? '', benchMail(1000 + i));
          await sleep(1000 / DELIVERIES);
        }
      })();
      const times = await putLoad({ addresses, rate: RATE, duration: bench.minutes * 60_000 }).finally(() => {
        isDelivering = false;
      });
      await delivering;
      const usage = await metering.stop();
      const { p99, max } = summarise(times);
      const cpu = (usage.cpuMs.get('gateway') ?? 0) / times.length;
      const lag = (await site.metrics())?.get('nodejs_eventloop_lag_p99_seconds');
      const loop = before && lag !== undefined ? `; event loop late by ${time(lag * 1000)} at p99` : '';
      return [
        {
          name: `${count} mailboxes, ${RATE} answers/s, ${bench.minutes} min: p99, worst`,
          before: '896 ms, 2.4 s',
          wanted: '10 ms, 100 ms',
          measured: `${time(p99)}, ${time(max)} (${cpu.toFixed(2)} ms CPU each)`,
          holds: p99 < 10 && max < 100,
          how: `from when each answer was due until it was whole, the mailboxes in turn, so that each is asked once in ${time((count / RATE) * 1000)}; ${DELIVERIES} mails arriving a second; ${SETTINGS_TOLD}`,
          bottleneck: `${bottleneckOf(usage, 'none')}${loop}`,
        },
      ];
    } finally {
      await gateway.stop();
    }
  } finally {
    await server.close();
  }
}
