import { parseArgs } from 'node:util';
import type { BrowserName } from '../../src/launcher/browsers/session';
import { setup } from '../e2e/machine';
import { seededRandom } from '../random';
import { isBalanced } from './ledger';
import { type SoakReport, soak } from './soak';

const HELP = `Usage: npm run soak -- [options]

Runs Facteur in a real Chromium and a real Firefox, in parallel, with random mail, random network faults and random
kills of its background. Prints how many mails arrived and were announced. Exits with 1 if one was lost or announced
twice.

  --minutes N                  how long mail arrives (default 1)
  --browser chromium|firefox   only in this browser
  --seed N                     repeats a run (default: random, and printed)
  --help                       print this
`;

const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

async function main(): Promise<number> {
  const { minutes, browsers, seed, help } = readOptions(process.argv.slice(2));
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  setup();
  const started = Date.now();
  const log = (line: string) =>
    void process.stdout.write(`${((Date.now() - started) / 60_000).toFixed(1).padStart(5)} min  ${line}\n`);
  log(`seed ${seed}`);
  const reports = await Promise.all(
    browsers.map((name, index) =>
      soak(name, { duration: minutes * 60_000, random: seededRandom(seed + index), log }),
    ),
  );
  for (const report of reports) process.stdout.write(`\n${describe(report)}\n`);
  const good = reports.every(({ ledger }) => isBalanced(ledger));
  process.stdout.write(`\n${good ? 'Nothing was lost, nothing doubled.' : 'The ledger does not balance.'}\n`);
  return good ? 0 : 1;
}

function describe({ browser, ledger, requests, kills, memory }: SoakReport): string {
  const { arrived, times, lost, doubled, sms, strange } = ledger;
  const outcomes = Object.entries(requests).map(([name, count]) => `${count} ${name}`);
  return [
    browser,
    `  e-mails   ${arrived} arrived, ${times.size} announced, ${lost.length} lost, ${doubled.length} doubled`,
    `  SMS       ${sms.arrived} arrived, ${sms.announced} announced`,
    `  requests  ${outcomes.join(', ')}`,
    `  kills     ${kills}`,
    `  memory    ${memory.map(bytes => Math.round(bytes / 2 ** 20)).join(' ')} MiB, the whole browser, once a minute`,
    ...(lost.length > 0 ? [`  lost      ${lost.join(' ')}`] : []),
    ...(doubled.length > 0 ? [`  doubled   ${doubled.join(' ')}`] : []),
    ...strange.map(text => `  strange   ${text}`),
  ].join('\n');
}

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '1' },
      browser: { type: 'string' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const minutes = Number(values.minutes);
  const seed = Number(values.seed);
  const browsers = BROWSERS.filter(name => values.browser === undefined || values.browser === name);
  if (!(minutes > 0)) throw new TypeError(`--minutes takes a number above 0, not "${values.minutes}".`);
  if (!Number.isInteger(seed)) throw new TypeError(`--seed takes a whole number, not "${values.seed}".`);
  if (browsers.length === 0)
    throw new TypeError(`--browser takes chromium or firefox, not "${values.browser}".`);
  return { minutes, seed, browsers, help: values.help };
}

main().then(
  code => process.exit(code),
  error => {
    process.stderr.write(
      `${error instanceof TypeError ? `${error.message}\nTry: npm run soak -- --help` : (error?.stack ?? error)}\n`,
    );
    process.exit(error instanceof TypeError ? 2 : 1);
  },
);
