// `npm test`: every check of the project, one after the other, and one closing line that counts them.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @typedef {{ passed: number, failed: number }} Tally */

if (process.argv.length > 2) {
  process.stderr.write('npm test takes no options: docs/testing.md says how to run a part of it.\n');
  process.exit(2);
}

const results = await mkdtemp(join(tmpdir(), 'facteur-test-'));

/** The checks in the order of what they cost. Each counts as one test, a test run as the tests it holds. */
const CHECKS = [
  { name: 'format and lint', run: () => check('biome', 'ci', '--error-on-warnings', '.') },
  { name: 'types', run: () => check('tsc', '--noEmit') },
  { name: 'unit and component tests', run: () => vitest('unit', 'component') },
  { name: 'random lives of mailboxes', run: () => vitest('lives') },
  { name: 'build for Chrome', run: () => check('vite', 'build', '--mode', 'chrome') },
  { name: 'build for Firefox', run: () => check('vite', 'build', '--mode', 'firefox') },
  { name: 'build the gateway', run: () => check('vite', 'build', '--mode', 'gateway') },
  { name: 'the gateway as it is shipped, on a real mail server', run: () => vitest('gateway') },
  { name: 'end-to-end tests in Chromium and Firefox', run: () => vitest('e2e*') },
];

/** @type {Tally} */
const total = { passed: 0, failed: 0 };
for (const { name, run } of CHECKS) {
  say(`\n── ${name}`);
  const { passed, failed } = await run();
  total.passed += passed;
  total.failed += failed;
}
await rm(results, { recursive: true });
say(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * @param {string} program one of node_modules/.bin
 * @param {string[]} args
 * @returns {Promise<number>} what it ended with
 */
function runProgram(program, args) {
  const path = join('node_modules', '.bin', program);
  const child = spawn(path, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  return new Promise(resolve => {
    child.on('error', () => resolve(1));
    child.on('close', code => resolve(code ?? 1));
  });
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<Tally>}
 */
async function check(program, ...args) {
  const code = await runProgram(program, args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {string[]} projects of vite.config.ts, a `*` in one for anything
 * @returns {Promise<Tally>}
 */
async function vitest(...projects) {
  const file = join(results, 'results.json');
  const args = [
    'run',
    ...projects.flatMap(project => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const code = await runProgram('vitest', args);
  try {
    const { numPassedTests, numTotalTests } = JSON.parse(await readFile(file, 'utf8'));
    // A test that was skipped has not passed, and a run may fail beside its tests.
    const failed = numTotalTests - numPassedTests;
    return { passed: numPassedTests, failed: code === 0 ? failed : Math.max(1, failed) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
