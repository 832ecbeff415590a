import { answerText } from './answers';
import type { BenchBrowser, Launch } from './browsers/bench-browser';
import type { Group } from './figures';
import { openPopups } from './popup';
import { proportionalSize } from './processes';
import type { Samples } from './samples';
import type { BenchServer } from './server';
import { type Subject, storedFor } from './subject';
import { check, store, wakeByAlarm } from './wake';

/** Messages in the list of one account, and unread ones at first. */
const LISTED = 10;
const UNREAD = 1000;

/** How many there are of each in what has grown. */
export const MANY = { accounts: 20, listed: 200, latency: 300 } as const;

/** How often each is taken in one browser. */
export const TIMES = { wake: 2, popup: 3 } as const;

export interface Visit {
  readonly launch: Launch;
  readonly subject: Subject;
  readonly server: BenchServer;
  readonly groups: readonly Group[];
  readonly samples: Samples;
}

/** Measures an extension in a browser with a new profile. */
export async function visit({ launch, subject, server, groups, samples }: Visit): Promise<void> {
  const { name, folder, popup } = subject;
  const bench = await launch(folder);
  try {
    await settle(bench, server);
    if (groups.includes('wake')) await measureWakes(bench, { name, server, samples });
    if (groups.includes('popup') || groups.includes('memory')) {
      await check(bench, server);
      samples.add(name, 'popup', ...(await openPopups(bench, popup, TIMES.popup)));
      samples.add(name, 'memory', await memoryOf(bench));
    }
    // The floor has one account and ten rows, whatever comes.
    if (groups.includes('growth') && name === 'facteur') await measureGrowth(bench, popup, server, samples);
  } finally {
    await bench.close();
  }
}

/** Gives it an account and lets it check that once; no page is left open, those of an installation included. */
export async function settle(bench: BenchBrowser, server: BenchServer): Promise<void> {
  server.answer = answerText(LISTED, UNREAD);
  await store(bench, storedFor(server.addresses.slice(0, 1)));
  await check(bench, server);
  await bench.closePages();
}

async function measureWakes(
  bench: BenchBrowser,
  { name, server, samples }: Pick<Visit, 'server' | 'samples'> & Pick<Subject, 'name'>,
): Promise<void> {
  for (let i = 1; i <= TIMES.wake; i++)
    for (const answer of ['unchanged', 'changed'] as const) {
      // Another mail, and so one more unread.
      if (answer === 'changed') server.answer = answerText(LISTED, UNREAD + i);
      const { evaluated, shown, shownAfterStart } = await wakeByAlarm(bench, server);
      samples.add(name, 'evaluated', evaluated);
      samples.add(name, answer, shown);
      samples.add(name, `${answer}-after-start`, shownAfterStart);
    }
}

async function measureGrowth(
  bench: BenchBrowser,
  popup: string,
  server: BenchServer,
  samples: Samples,
): Promise<void> {
  const { accounts, listed, latency } = MANY;
  server.answer = answerText(listed, UNREAD);
  await store(bench, storedFor(server.addresses.slice(0, accounts)));
  await check(bench, server);
  server.latency = latency;
  server.atOnce = 0;
  const { shown } = await wakeByAlarm(bench, server);
  server.latency = 0;
  samples.add('facteur', 'check-of-many', shown);
  samples.add('facteur', 'at-once', server.atOnce);
  await check(bench, server);
  samples.add('facteur', 'popup-of-many', ...(await openPopups(bench, popup, TIMES.popup)));
}

/** MB */
async function memoryOf(bench: BenchBrowser): Promise<number> {
  const sizes = (await bench.extensionProcesses()).map(proportionalSize);
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0) / 1e6;
}
