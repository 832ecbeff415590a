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

export const HELP = `Usage: npm run bench -- [options]

Measures Facteur beside the least that any extension could do (test/bench/floor), by turns, in fresh profiles of real
browsers. Ends with 1 if a limit doesn't hold. A whole run is kept in test/bench/results/.

  --rounds N                   how often both are measured (default 10; fewer say little)
  --browser chromium|firefox   in this one alone
  --only <groups>              some of ${GROUPS.join(',')}
  --dist <folder>              measure the builds there (default: dist)
  --json                       print the figures as JSON
  --help                       print this
`;

const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

/** @throws TypeError for what isn't understood */
export function parseOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '10' },
      browser: { type: 'string' },
      only: { type: 'string', default: GROUPS.join(',') },
      dist: { type: 'string', default: 'dist' },
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
