import { mapAtOnce } from '../../../src/gateway/shared/map-at-once';
import { type Bench, createSite, tablesOf } from './bench';
import { bottleneckOf, meter } from './cpu';
import { PASSWORD, startMailServer, usersOf } from './mail-server';
import { askOnce } from './polls';
import type { Row } from './rows';
import { signInFirst } from './sign-in-first';

const MAILBOXES = 1000;
const UNREAD = 20;

/** Mailboxes that connect before the measurement: Node compiles the code in that time. */
const WARM_UP = 200;

const AT_ONCE = 8;

/** The CPU time of a mailbox's way to its first answer, with nothing else under way. */
export async function measureLook(bench: Bench): Promise<Row[]> {
  const count = bench.mailboxes ?? MAILBOXES;
  const users = usersOf(WARM_UP + 2 * count);
  const full = WARM_UP + count;
  bench.say(`filling ${full} mailboxes`);
  const server = await startMailServer(full, UNREAD);
  try {
    server.fillAll(users.slice(full), PASSWORD, []);
    const site = await createSite({
      bench,
      name: 'look',
      tables: await tablesOf(bench.folder, users, server),
    });
    bench.say(`signing in ${users.length} users`);
    const all = await signInFirst(site, users, bench);
    const gateway = await site.start();
    const askAll = async (some: readonly string[]) => {
      const metering = await meter({ gateway: gateway.pid, 'mail server': server.pid() });
      const polls = await mapAtOnce(AT_ONCE, some, address => askOnce(address));
      const usage = await metering.stop();
      const isAnswered = polls.every(({ mails }) => mails !== undefined);
      return { usage, isAnswered, each: (usage.cpuMs.get('gateway') ?? 0) / some.length };
    };
    try {
      await askAll(all.slice(0, WARM_UP));
      const first = await askAll(all.slice(WARM_UP, full));
      const again = await askAll(all.slice(WARM_UP, full));
      const empty = await askAll(all.slice(full));
      const each = first.each - empty.each;
      return [
        {
          name: 'first look, CPU a mailbox',
          before: '36–55 ms',
          wanted: '15 ms',
          measured: `${each.toFixed(1)} ms (${(first.each - again.each).toFixed(1)} ms with the sign-in)`,
          holds: each <= 15 && first.isAnswered && empty.isAnswered,
          how: `CPU time of the gateway while ${count} mailboxes with ${UNREAD} unread are asked for the first time, ${AT_ONCE} at a time, less that of as many without mail, shared among them; with the sign-in: less that of the same answers again`,
          bottleneck: bottleneckOf(first.usage, 'none'),
        },
      ];
    } finally {
      await gateway.stop();
    }
  } finally {
    await server.close();
  }
}
