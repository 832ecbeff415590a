import { answerText } from './answers';
import type { BenchBrowser, Launch } from './browsers/bench-browser';
import type { Group } from './figures';
import { openPopups } from './popup';
import type { Samples } from './samples';
import type { BenchServer } from './server';
import { type Subject, storedFor } from './subject';
import { check, store, wakeByAlarm } from './wake';

/** Messages in the list of one account, and unread ones at first. */
const LISTED = 10;
const UNREAD = 1000;

/** The accounts of the group `growth`, the messages in the list of each, and how long each server takes, in ms. */
export const MANY = { accounts: 20, listed: 200, latency: 300 } as const;

/** How long a browser may take to start and to install the extension, in ms. */
const INSTALLATION = 30_000;

/** How often each series is measured in one browser. */
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
    if (groups.includes('popup')) {
      // The usual state: the extension's process began for a check and has shown no page yet. The process then lives
      // for longer than this takes.
      await wakeByAlarm(bench, server);
      const openings = await openPopups(bench, popup, TIMES.popup);
      samples.add(name, 'list', ...openings.map(({ listed }) => listed));
      samples.add(name, 'settled', ...openings.map(({ settled }) => settled));
      samples.add(name, 'memory', (await bench.memory()) / 1e6);
    }
    // The floor has one account and ten rows, whatever the server answers.
    if (groups.includes('growth') && name === 'facteur') await measureGrowth(bench, popup, server, samples);
  } finally {
    await bench.close();
  }
}

/** Launches a browser, gives the extension an account and lets it check that once. A blank tab is the only one then. */
export async function launchSettled(
  launch: Launch,
  { folder }: Subject,
  server: BenchServer,
): Promise<BenchBrowser> {
  server.answer = answerText(LISTED, UNREAD);
  // The extension may open its settings at installation, in a tab that the bench has just opened for itself.
  const installed = server.notes(() => true, INSTALLATION);
  const bench = await launch(folder);
  try {
    await installed;
    await store(bench, storedFor(server.addresses.slice(0, 1)));
    await check(bench, server);
    await bench.leaveBlankTab();
    return bench;
  } catch (error) {
    await bench.close();
    throw error;
  }
}

async function measureWakes(
  bench: BenchBrowser,
  { name }: Subject,
  server: BenchServer,
  samples: Samples,
): Promise<void> {
  for (let i = 1; i <= TIMES.wake; i++)
    for (const answer of ['unchanged', 'changed'] as const) {
      // One more mail, and so one more unread.
      if (answer === 'changed') server.answer = answerText(LISTED, UNREAD + i);
      const { evaluated, shown } = await wakeByAlarm(bench, server);
      samples.add(name, 'evaluated', evaluated);
      samples.add(name, answer, shown);
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
  const { shown } = await wakeByAlarm(bench, server, accounts);
  server.latency = 0;
  samples.add('facteur', 'check-of-many', shown);
  samples.add('facteur', 'at-once', server.atOnce);
  const openings = await openPopups(bench, popup, TIMES.popup);
  samples.add('facteur', 'list-of-many', ...openings.map(opening => opening.listed));
}
