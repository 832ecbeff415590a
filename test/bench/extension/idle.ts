import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserName } from '../../../src/launcher/browsers/session';
import { summarise } from '../statistics';
import type { BenchBrowser } from './browsers/bench-browser';
import type { Figure } from './figures';

/** s without anything to do after which a browser ends a background, and what it may take for it. */
const IDLE = 30;
const GRACE = 10;

/**
 * What is left of both between two checks.
 * @param benches the floor's and Facteur's, which have just checked
 */
export async function idleFigures(browser: BrowserName, benches: readonly BenchBrowser[]): Promise<Figure[]> {
  const [floor = 0, facteur = 0] = await Promise.all(benches.map(bench => untilNothing(bench.leftBehind)));
  return [
    {
      name: browser === 'chromium' ? 'processes between checks' : 'event pages between checks',
      unit: '',
      floor: summarise([floor]),
      facteur: summarise([facteur]),
      limit: { text: '', value: 0 },
      how: `${WHAT[browser]}, at most ${IDLE + GRACE} s after a check whose answer was read, no page open; once`,
    },
  ];
}

const WHAT: Readonly<Record<BrowserName, string>> = {
  chromium: 'how many processes the extension has, an offscreen page’s among them',
  firefox: 'how many event pages run; the process of all extensions is Firefox’s own and lives on',
};

/** How much is left when there is nothing, or when the time is up. */
async function untilNothing(count: () => Promise<number>): Promise<number> {
  const end = Date.now() + (IDLE + GRACE) * 1000;
  for (;;) {
    const left = await count();
    if (left === 0 || Date.now() > end) return left;
    await sleep(1000);
  }
}
