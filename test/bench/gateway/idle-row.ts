import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, createSite, memoryAlone, tablesOf } from './bench';
import { usersOf } from './mail-server';
import { type Row, time } from './rows';

const MAILBOXES = 5000;

/** Until the start's garbage is gone. */
const SETTLE = 10_000;

/** The memory of mailboxes that are set up and that nobody asks for. */
export async function measureIdle(bench: Bench): Promise<Row[]> {
  const count = bench.mailboxes ?? MAILBOXES;
  // Nobody asks, so that nothing connects.
  const tables = await tablesOf(bench.folder, usersOf(count), { imapsPort: 9, ca: '' });
  const without = tables.map(table => table.replace(/\nca = .*/, ''));
  bench.say(`starting with ${count} mailboxes that nobody asks for`);
  const alone = await memoryAlone(bench);
  const site = await createSite({ bench, name: 'idle', tables: without });
  const gateway = await site.start();
  try {
    await sleep(SETTLE);
    const each = ((await gateway.memory()) - alone) / count / 1024;
    return [
      {
        name: 'memory a mailbox, set up and idle',
        before: '0.2–0.4 MB',
        wanted: '5 kB',
        measured: `${each.toFixed(1)} kB`,
        holds: each <= 5,
        how: `PSS ${time(SETTLE)} after the start with ${count} [[mailbox]] tables that nobody asks for, less that with the demo alone, shared among them`,
        bottleneck: 'the garbage of reading the config file counts, too',
      },
    ];
  } finally {
    await gateway.stop();
  }
}
