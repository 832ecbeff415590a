import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserName } from '../../../src/launcher/browsers/session';
import { summarise } from '../statistics';
import type { BenchBrowser, Launch } from './browsers/bench-browser';
import type { Figure } from './figures';
import type { BenchServer } from './server';
import type { Subject } from './subject';
import { launchSettled } from './visit';

/** A browser ends a background after this idle time, in s. */
const IDLE = 30;
/** The longest time it may take to end it, in s. */
const GRACE = 10;

/** Counts what still runs of each extension between two checks. */
export async function idleFigures(
  browser: BrowserName,
  launch: Launch,
  subjects: readonly Subject[],
  server: BenchServer,
): Promise<Figure[]> {
  const benches: BenchBrowser[] = [];
  try {
    // One after the other, because both send their notes to the same server.
    for (const subject of subjects) benches.push(await launchSettled(launch, subject, server));
    const [floor = 0, facteur = 0] = await Promise.all(benches.map(bench => untilNothing(bench.leftBehind)));
    return [
      {
        name: browser === 'chromium' ? 'processes between checks' : 'event pages between checks',
        unit: '',
        floor: summarise([floor]),
        facteur: summarise([facteur]),
        limit: { text: '', value: 0 },
        how: `${WHAT[browser]}, at most ${IDLE + GRACE} s after a check, no page of it open; once`,
      },
    ];
  } finally {
    for (const bench of benches) await bench.close();
  }
}

const WHAT: Readonly<Record<BrowserName, string>> = {
  chromium: 'the processes of the extension, with that of an offscreen page',
  firefox: 'the event pages that run; the process of all extensions is Firefox’s own and stays',
};

/** Waits until the count is 0 or the time is up. Returns the last count. */
async function untilNothing(count: () => Promise<number>): Promise<number> {
  const end = Date.now() + (IDLE + GRACE) * 1000;
  for (;;) {
    const left = await count();
    if (left === 0 || Date.now() > end) return left;
    await sleep(1000);
  }
}
