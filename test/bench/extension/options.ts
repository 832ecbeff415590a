import { parseArgs } from 'node:util';
import type { BrowserName } from '../../../src/launcher/browsers/session';
import { GROUPS, type Group } from './figures';

export interface BenchOptions {
  readonly rounds: number;
  readonly browsers: readonly BrowserName[];
  readonly groups: readonly Group[];
  readonly json: boolean;
  /** The folder of the builds. */
  readonly dist: string;
  readonly help: boolean;
}

/** Rounds from which on a figure says something. */
export const ENOUGH = 10;

export const HELP = `Usage: npm run bench -- [options]

Measures Facteur beside the least that any extension could do (test/bench/floor), by turns, in fresh profiles of real
browsers. Ends with 1 if a limit doesn't hold. The last whole run is kept in test/bench/results/.

  --rounds N                   how often both are measured (default ${ENOUGH}; fewer say little)
  --browser chromium|firefox   in this one alone
  --only <groups>              some of ${GROUPS.join(',')}
  --dist <folder>              measure the builds there (default: dist)
  --json                       print the figures as JSON
  --help                       print this
`;

/** Where the build puts the extensions. */
const DIST = 'dist';

const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

/** @throws TypeError for what isn't understood */
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
  const stranger = wanted.find(name => !GROUPS.some(group => group === name));
  if (stranger !== undefined) throw new TypeError(`--only takes ${GROUPS.join(', ')}, not "${stranger}".`);
  const groups = GROUPS.filter(group => wanted.includes(group));
  return { rounds, browsers, groups, json: values.json, dist: values.dist, help: values.help };
}

/** Whether all is measured, often enough and from the usual place: what is worth keeping. */
export const isWhole = ({
  rounds,
  groups,
  dist,
}: Pick<BenchOptions, 'rounds' | 'groups' | 'dist'>): boolean =>
  rounds >= ENOUGH && groups.length === GROUPS.length && dist === DIST;
