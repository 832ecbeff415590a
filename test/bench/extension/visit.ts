import type { Files } from '../../../src/build/package/files';
import { answerText } from './answers';
import type { BenchBrowser, Launch } from './browsers/bench-browser';
import type { Group } from './figures';
import { openPopups } from './popup';
import { proportionalSize } from './processes';
import type { Samples } from './samples';
import type { BenchServer } from './server';
import { gzipped, loadedWith } from './sizes';
import { entriesOf, type Subject, storedFor } from './subject';
import { check, store, wakeByAlarm } from './wake';

/** Messages in the list of one account, and unread ones at first. */
const LISTED = 10;
const UNREAD = 1000;

/** How many there are of each in what has grown. */
export const MANY = { accounts: 20, listed: 200, latency: 300 } as const;

/** ms that a browser may take to start and to install the extension. */
const INSTALLATION = 30_000;

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
  const { name, popup } = subject;
  const bench = await launchSettled(launch, subject, server);
  try {
    if (groups.includes('wake')) await measureWakes(bench, subject, server, samples);
    if (groups.includes('popup') || groups.includes('memory')) {
      // As it is at most times: a process that began for a check, and that has shown no other page. It lives on for
      // longer than this takes.
      await wakeByAlarm(bench, server);
      samples.add(name, 'popup', ...(await openPopups(bench, popup, TIMES.popup)));
      samples.add(name, 'memory', await memoryOf(bench));
    }
    // The floor has one account and ten rows, whatever comes.
    if (groups.includes('growth') && name === 'facteur') await measureGrowth(bench, popup, server, samples);
  } finally {
    await bench.close();
  }
}

/** Launches a browser, gives the extension an account and lets it check that once. No page of it is left open. */
export async function launchSettled(
  launch: Launch,
  { folder }: Subject,
  server: BenchServer,
): Promise<BenchBrowser> {
  server.answer = answerText(LISTED, UNREAD);
  // Until then it may open a page of its own, in a tab that was meant for another.
  const installed = server.notes(() => true, INSTALLATION);
  const bench = await launch(folder);
  try {
    await installed;
    await store(bench, storedFor(server.addresses.slice(0, 1)));
    await check(bench, server);
    await bench.closePages();
    return bench;
  } catch (error) {
    await bench.close();
    throw error;
  }
}

async function measureWakes(
  bench: BenchBrowser,
  { name, files }: Subject,
  server: BenchServer,
  samples: Samples,
): Promise<void> {
  for (let i = 1; i <= TIMES.wake; i++)
    for (const answer of ['unchanged', 'changed'] as const) {
      // Another mail, and so one more unread.
      if (answer === 'changed') server.answer = answerText(LISTED, UNREAD + i);
      const { evaluated, shown, shownAfterStart, loaded } = await wakeByAlarm(bench, server);
      samples.add(name, 'evaluated', evaluated);
      samples.add(name, answer, shown);
      if (answer === 'unchanged') samples.add(name, 'loaded', loadedBytes(files, loaded) / 1000);
      samples.add(name, `${answer}-after-start`, shownAfterStart);
    }
}

/** Bytes of what a background began with and of what it loaded after, compressed. */
function loadedBytes(files: Files, later: readonly string[]): number {
  return gzipped(files, loadedWith(files, [...entriesOf(files).background, ...later], 'at-once'));
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
  const { shown } = await wakeByAlarm(bench, server, accounts);
  server.latency = 0;
  samples.add('facteur', 'check-of-many', shown);
  samples.add('facteur', 'at-once', server.atOnce);
  samples.add('facteur', 'popup-of-many', ...(await openPopups(bench, popup, TIMES.popup)));
}

/** MB */
async function memoryOf(bench: BenchBrowser): Promise<number> {
  const sizes = (await bench.extensionProcesses()).map(proportionalSize);
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0) / 1e6;
}
