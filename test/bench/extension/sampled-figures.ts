import type { BrowserName } from '../../../src/launcher/browsers/session';
import { summarise } from '../statistics';
import type { Figure, Limit } from './figures';
import type { Samples, Series } from './samples';
import { MANY, TIMES } from './visit';

/** A limit by the floor's median. */
type ByFloor = (floor: number) => Limit;

const times =
  (factor: number): ByFloor =>
  floor => ({ text: `${factor} × floor`, value: factor * floor });
const plus =
  (more: number, unit: string): ByFloor =>
  floor => ({ text: `floor + ${more} ${unit}`, value: floor + more });

/** The figures that the samples come to, in one browser. Series that were not taken make none. */
export function sampledFigures(samples: Samples, browser: BrowserName): Figure[] {
  const chromium = browser === 'chromium';
  const background = chromium ? 'worker' : 'event page';
  const fresh = `by turns with the floor, each time in a new profile of a headless browser, without a debugger on the ${background}`;
  const stopped = chromium
    ? 'the worker was stopped at chrome://serviceworker-internals, and its process had ended'
    : 'the event page was ended as Firefox ends it when idle; the process of all extensions lives on';
  const compare = (
    name: string,
    series: Series,
    unit: Figure['unit'],
    how: string,
    limit?: ByFloor,
  ): Figure[] => {
    const [floor, facteur] = [samples.of('floor', series), samples.of('facteur', series)];
    if (floor.length === 0 || facteur.length === 0) return [];
    const least = summarise(floor);
    return [
      {
        name,
        unit,
        floor: least,
        facteur: summarise(facteur),
        ...(limit && { limit: limit(least.median) }),
        how,
      },
    ];
  };
  const check = (which: string) =>
    `from when the alarm was due until badge and mail were stored and shown as they stay, ${which}, no page open; ${stopped}; ${TIMES.wake} times a round, ${fresh}`;
  const afterStart = (which: string) =>
    `the same wake-ups, from the ${background}’s global scope being made (its performance.timeOrigin), ${which}: without what the browser takes to start a process`;
  const changed = 'a new mail in an answer of 10';
  const unchanged =
    'the answer the same as the last time (Facteur then stores when it checked and leaves the badge as it is)';
  return [
    ...compare(
      'background, loaded by a check, unchanged',
      'loaded',
      'kB',
      `the scripts that one wake-up by an alarm loaded in all, ${unchanged}; compressed as above`,
      () => ({ text: '', value: 10 }),
    ),
    ...compare(
      `${background} woken → script evaluated`,
      'evaluated',
      'ms',
      `from the ${background}’s global scope being made (its performance.timeOrigin) until the last line of its script, when an alarm wakes it; ${stopped}; ${2 * TIMES.wake} times a round, ${fresh}`,
      chromium ? plus(2, 'ms') : undefined,
    ),
    ...compare('alarm → badge, unchanged', 'unchanged', 'ms', check(unchanged), times(1.2)),
    ...compare('… after the start', 'unchanged-after-start', 'ms', afterStart(unchanged)),
    ...compare('alarm → badge, changed', 'changed', 'ms', check(changed), plus(60, 'ms')),
    ...compare('… after the start', 'changed-after-start', 'ms', afterStart(changed)),
    ...compare(
      'popup → list of 10',
      'popup',
      'ms',
      `from the navigation of a tab to the popup until its ten rows were in the DOM (performance.mark, and they were counted), the ${background} awake, after a first time; ${TIMES.popup} times a round, ${fresh}`,
      times(1.25),
    ),
    ...compare(
      'memory, popup open',
      'memory',
      'MB',
      `PSS of the extension’s processes, the popup open in a tab and the ${background} awake, in a process that began for a check whose answer was the same as before; once a round, ${fresh}; MB of 1,000,000 bytes`,
      chromium ? plus(5, 'MB') : undefined,
    ),
    ...growth(samples),
  ];
}

function growth(samples: Samples): Figure[] {
  const { accounts, listed, latency } = MANY;
  const of = (series: Series) => samples.of('facteur', series);
  const figures: Figure[] = [];
  if (of('popup-of-many').length > 0)
    figures.push({
      name: `popup → list, ${accounts} accounts × ${listed}`,
      unit: 'ms',
      facteur: summarise(of('popup-of-many')),
      ...(of('popup').length > 0 && {
        limit: { text: '2 × that of 1 × 10', value: 2 * summarise(of('popup')).median },
      }),
      how: `as the popup of 10, with ${accounts} accounts of ${listed} messages each in storage; in every third round`,
    });
  if (of('check-of-many').length > 0)
    figures.push(
      {
        name: `check of ${accounts} accounts`,
        unit: 'ms',
        facteur: summarise(of('check-of-many')),
        limit: { text: 'a quarter of one after another', value: (accounts * latency) / 4 },
        how: `from when the alarm was due until the last account’s mail was stored and the badge was set, ${accounts} accounts of ${listed} messages, each on a server of its own that takes ${latency} ms to answer the same as the last time; in every third round`,
      },
      {
        name: '… asked at once',
        unit: '',
        facteur: summarise(of('at-once')),
        limit: { text: '', value: accounts, atLeast: true },
        how: 'how many of these servers’ answers were under way at the same time, at most',
      },
    );
  return figures;
}
