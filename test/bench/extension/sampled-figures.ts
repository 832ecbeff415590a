import type { BrowserName } from '../../../src/launcher/browsers/session';
import { summarise } from '../statistics';
import type { Bound, Figure } from './figures';
import type { Samples, Series } from './samples';
import { MANY, TIMES } from './visit';

/**
 * How many ms longer 1.0.0 took than the floor from the alarm to the badge. To measure that anew on another machine, build
 * 1.0.0 to a folder and run `npm run bench -- --only wake --dist <folder>`.
 */
const BEFORE: Readonly<Record<BrowserName, Readonly<Record<'unchanged' | 'changed', number>>>> = {
  chromium: { unchanged: 7.1, changed: 58.4 },
  firefox: { unchanged: 16.3, changed: 30.9 },
};

/** How many ms longer than 1.0.0 a check may take. */
const SLACK = 3;

/** A bound that depends on the floor's median. */
type ByFloor = (floor: number) => Bound;

const times =
  (factor: number): ByFloor =>
  floor => ({ text: `${factor} × floor`, value: factor * floor });
const plus =
  (ms: number, text = `floor + ${ms} ms`): ByFloor =>
  floor => ({ text, value: floor + ms });

/** The figures of the rounds in one browser. A series without samples gives no figure. */
export function sampledFigures(samples: Samples, browser: BrowserName): Figure[] {
  const compare = (name: string, series: Series, limit: ByFloor, aim: ByFloor, how: string): Figure[] => {
    const [floor, facteur] = [samples.of('floor', series), samples.of('facteur', series)];
    if (floor.length === 0 || facteur.length === 0) return [];
    const { median } = summarise(floor);
    return [
      {
        name,
        unit: 'ms',
        floor: summarise(floor),
        facteur: summarise(facteur),
        limit: limit(median),
        aim: aim(median),
        how: `${how} a round, in turns with the floor, each in a new profile of a headless browser with a blank tab and no debugger on the background`,
      },
    ];
  };
  const asBefore = (answer: 'unchanged' | 'changed') =>
    plus(BEFORE[browser][answer] + SLACK, `1.0.0 + ${SLACK} ms`);
  const stopped = {
    chromium: 'Chromium had stopped the worker at chrome://serviceworker-internals and ended its process',
    firefox:
      'Firefox had ended the event page as it does when that is idle; the process of all extensions stays',
  }[browser];
  const check = (answer: string) =>
    `from the time the alarm was set for until the badge and the stored mail had changed for the last time; the answer ${answer}; no page of the extension open; ${stopped}; ${TIMES.wake} times`;
  const popup = `${TIMES.popup} times after a first one, the background awake,`;
  return [
    ...compare(
      'background woken → script evaluated',
      'evaluated',
      times(3),
      times(1.45),
      `from the background’s performance.timeOrigin until the last line of its script, woken by an alarm; ${stopped}; ${2 * TIMES.wake} times`,
    ),
    ...compare(
      'alarm → badge, unchanged',
      'unchanged',
      times(2),
      asBefore('unchanged'),
      check('was the same as the last time, so that Facteur leaves the badge as it is'),
    ),
    ...compare(
      'alarm → badge, changed',
      'changed',
      plus(75),
      asBefore('changed'),
      check('had a new mail among ten'),
    ),
    ...compare(
      'popup → list of 10',
      'list',
      times(2),
      times(1.4),
      `from a tab’s navigation to the popup until its ten rows were in the DOM (performance.mark('list')); ${popup}`,
    ),
    ...compare(
      'popup → settled',
      'settled',
      times(2),
      times(1.5),
      `from the same navigation until the popup’s last render (performance.mark('settled')); the floor’s first render is its last; ${popup}`,
    ),
    ...memory(samples),
    ...growth(samples),
  ];
}

function memory(samples: Samples): Figure[] {
  const floor = samples.of('floor', 'memory');
  const facteur = samples.of('facteur', 'memory');
  if (floor.length === 0 || facteur.length === 0) return [];
  return [
    {
      name: 'memory above the floor’s, popup open',
      unit: 'MB',
      facteur: summarise(facteur.map((all, round) => all - (floor[round] ?? Number.NaN))),
      limit: { text: '', value: 40 },
      aim: { text: '', value: 5 },
      how: 'the memory of the whole browser (PSS of all its processes) with the popup open in a tab beside a blank one, less that of the floor’s browser in the same round; the background awake, in a process that began for a check whose answer was the same as the last time; once a round; MB of 1,000,000 bytes',
    },
  ];
}

function growth(samples: Samples): Figure[] {
  const { accounts, listed, latency } = MANY;
  const list = samples.of('facteur', 'list');
  const listOfMany = samples.of('facteur', 'list-of-many');
  const checks = samples.of('facteur', 'check-of-many');
  if (checks.length === 0) return [];
  const byList = (factor: number): Bound => ({
    text: `${factor} × list of 10`,
    value: factor * summarise(list).median,
  });
  return [
    {
      name: `popup → list, ${accounts} accounts × ${listed}`,
      unit: 'ms',
      facteur: summarise(listOfMany),
      ...(list.length > 0 && { limit: byList(3), aim: byList(2) }),
      how: `as the popup of 10, with ${accounts} accounts of ${listed} messages each in storage; in every third round`,
    },
    {
      name: `check of ${accounts} accounts`,
      unit: 'ms',
      facteur: summarise(checks),
      limit: { text: 'a quarter of one after another', value: (accounts * latency) / 4 },
      how: `from the time the alarm was set for until badge and mail had changed for the last time; ${accounts} accounts of ${listed} messages, each on a server of its own that takes ${latency} ms to answer the same as the last time; in every third round`,
    },
    {
      name: `${accounts} accounts, asked at once`,
      unit: '',
      facteur: summarise(samples.of('facteur', 'at-once')),
      limit: { text: '', value: accounts, atLeast: true },
      how: 'the most of these servers that were answering at the same time',
    },
  ];
}
