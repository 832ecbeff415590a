import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { summarise } from '../statistics';
import { type Bench, createSite, memoryAlone } from './bench';
import { bottleneckOf, meter } from './cpu';
import { SETTINGS_TOLD, startMailServer, usersOf } from './mail-server';
import { pollEach } from './polls';
import { type Row, time } from './rows';
import { signInFirst } from './sign-in-first';

/** Of those who are signed in, one in so many polls. */
const POLLING = 10;
const UNREAD = 20;
const MINUTE = 60_000;
const SETTLE = 10_000;

/** People who have signed in with a mailbox of their own. */
export async function measureUsers(bench: Bench): Promise<Row[]> {
  const users = usersOf(bench.users).map(user => `${user}@example.org`);
  bench.say(`filling ${users.length} mailboxes`);
  const server = await startMailServer(users.length, UNREAD);
  try {
    const ca = join(bench.folder, 'own-ca.pem');
    await writeFile(ca, server.ca);
    const signIn = `[sign-in]
host = "127.0.0.1"
port = ${server.imapsPort}
domains = ["example.org"]
ca = ${JSON.stringify(ca)}`;
    const site = await createSite({ bench, name: 'users', tables: [signIn] });
    bench.say(`signing in ${users.length} users`);
    const begin = performance.now();
    const addresses = await signInFirst(site, users, bench);
    const perSecond = users.length / ((performance.now() - begin) / 1000);

    const alone = await memoryAlone(bench);
    const gateway = await site.start();
    try {
      await sleep(SETTLE);
      const idle = ((await gateway.memory()) - alone) / users.length / 1024;
      const some = addresses.filter((_, i) => i % POLLING === 0);
      bench.say(`${some.length} poll each minute for ${bench.minutes} minutes`);
      const polling = pollEach(some, MINUTE);
      // In the first two minutes all connect.
      await sleep(2 * MINUTE);
      const from = performance.now();
      const metering = await meter({ gateway: gateway.pid, 'mail server': server.pid() });
      await sleep(bench.minutes * MINUTE);
      const usage = await metering.stop();
      await polling.stop();
      const polls = polling.done.filter(({ at }) => at >= from);
      const failed = polls.filter(({ mails }) => (mails ?? 0) === 0).length;
      const { p99, max } = summarise(polls.map(({ ms }) => ms));
      const memory = await gateway.memory();
      return [
        {
          name: 'memory a user, signed in and idle',
          before: '0.2–0.4 MB',
          wanted: '5 kB',
          measured: `${idle.toFixed(1)} kB`,
          holds: idle <= 5,
          how: `PSS ${time(SETTLE)} after a start with ${users.length} users who signed in before and whom nobody asks for, less that with the demo alone, shared among them`,
          bottleneck: 'none',
        },
        {
          name: `${users.length} users signed in, ${some.length} polling a minute`,
          before: '–',
          wanted: 'holds: p99 10 ms, worst 100 ms, no error',
          measured: `p99 ${time(p99)}, worst ${time(max)}, ${failed} of ${polls.length} without mails, ${(memory / 1048576).toFixed(0)} MB`,
          holds: polls.length > 0 && failed === 0 && p99 < 10 && max < 100,
          how: `[sign-in] for one mail server; signed in at ${perSecond.toFixed(0)} a second; polls on new connections for ${bench.minutes} minutes, from the third minute on; ${SETTINGS_TOLD}`,
          bottleneck: bottleneckOf(usage, 'none'),
        },
      ];
    } finally {
      await gateway.stop();
    }
  } finally {
    await server.close();
  }
}
