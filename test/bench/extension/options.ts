import { parseArgs } from 'node:util';
import type { BrowserName } from '../../../src/launcher/browsers/session';
import { GROUPS, type Group } from './figures';

export interface BenchOptions {
  readonly rounds: number;
  readonly browsers: readonly BrowserName[];
  readonly groups: readonly Group[];
  readonly json: boolean;
  readonly dist: string;
  readonly help: boolean;
}

/** The fewest rounds with useful results. */
export const ENOUGH = 10;

export const HELP = `Usage: npm run bench -- [options]

Measures Facteur and the floor, the least that any extension could do (test/bench/floor). They take turns in new profiles
of real browsers. Writes the last whole run to test/bench/results/. Ends with 1 if a limit is broken. An aim that is not
reached yet doesn't change that.

  --rounds N                   how often to measure both (default ${ENOUGH}; fewer say little)
  --browser chromium|firefox   measure in this browser only
  --only <groups>              measure some of ${GROUPS.join(',')}
  --dist <folder>              measure the builds in this folder (default: dist)
  --json                       print the figures as JSON
  --help                       print this
`;

/** Where the build puts the extensions. */
const DIST = 'dist';

const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

/** @throws TypeError for an unknown option or value */
export function parseOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: String(ENOUGH) },
      browser: { type: 'string' },
      only: { type: 'string', default: GROUPS.join(',') },
      dist: { type: 'string', default: DIST },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new TypeError(`--rounds takes a whole number from 1, not "${values.rounds}".`);
  const browsers = BROWSERS.filter(name => values.browser === undefined || values.browser === name);
  if (browsers.length === 0)
    throw new TypeError(`--browser takes chromium or firefox, not "${values.browser}".`);
  const wanted = values.only.split(',');
  const unknown = wanted.find(name => !GROUPS.some(group => group === name));
  if (unknown !== undefined) throw new TypeError(`--only takes ${GROUPS.join(', ')}, not "${unknown}".`);
  const groups = GROUPS.filter(group => wanted.includes(group));
  return { rounds, browsers, groups, json: values.json, dist: values.dist, help: values.help };
}

/** Whether the run is worth keeping: all groups, enough rounds, the usual builds. */
export const isWhole = ({
  rounds,
  groups,
  dist,
}: Pick<BenchOptions, 'rounds' | 'groups' | 'dist'>): boolean =>
  rounds >= ENOUGH && groups.length === GROUPS.length && dist === DIST;
