import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { Worker } from 'node:worker_threads';
import { UserError } from '../../src/launcher/user-error';
import type { Traffic } from './fleet';
import { measure, shownOf } from './measure';
import { HELP, parseOptions } from './options';
import { drawPlot } from './plot';
import { SCENARIOS } from './scenarios';
import { formatRate, legendOf, tableOf, violationsOf } from './table';
import type { Task } from './worker';

const PICTURE = join(import.meta.dirname, '..', 'simulation.svg');

const print = (line: string) => void process.stdout.write(`${line}\n`);
const printError = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { installations, seed, help } = parseOptions(process.argv.slice(2));
  if (help) {
    print(HELP.trimEnd());
    return 0;
  }
  const subject = `${formatRate(installations)} installations, seed ${seed}`;
  print(`${subject}; clocks are right, and a check takes no time.\n`);
  const traffics = await simulateAll(installations, seed);
  const results = SCENARIOS.flatMap((scenario, index) => {
    const traffic = traffics[index];
    if (!traffic) return [];
    const numbers = measure(traffic, scenario, installations);
    return { number: index + 1, scenario, numbers, requests: shownOf(traffic, scenario) };
  });
  print(`${tableOf(results)}\n\n${legendOf(results)}\n`);
  writeFileSync(PICTURE, drawPlot(results, subject));
  print(`Requests per second over time: ${relative('', PICTURE)}`);
  const violations = violationsOf(results);
  for (const violation of violations) printError(violation);
  return violations.length === 0 ? 0 : 1;
}

async function simulateAll(installations: number, seed: number): Promise<Traffic[]> {
  const traffics: Traffic[] = [];
  const waiting = SCENARIOS.keys();
  const lane = async () => {
    for (const index of waiting) traffics[index] = await inThread({ index, installations, seed });
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return traffics;
}

function inThread(workerData: Task): Promise<Traffic> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'worker.js'), { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    printError(error instanceof UserError ? error.message : String(error?.stack ?? error));
    process.exitCode = error instanceof UserError ? 2 : 1;
  },
);
