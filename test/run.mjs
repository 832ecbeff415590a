// `npm test` runs every check of the project, the fast ones first, and counts them in its last line.
// `npm run check` runs only those that need neither a build nor a browser.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A program counts as one test, and a run of Vitest as the tests in it. What a check prints is shown if it fails, and
 * while it runs if it is `long`.
 * @typedef {{ name: string, program?: string[], vitest?: string[], quick?: boolean, long?: boolean }} Check
 * @type {Check[]}
 */
const CHECKS = [
  { name: 'format and lint', program: ['biome', 'ci', '--error-on-warnings', '.'], quick: true },
  { name: 'types', program: ['tsc', '--noEmit'], quick: true },
  { name: 'build for Chrome', program: ['vite', 'build', '--mode', 'chrome'] },
  { name: 'build for Firefox', program: ['vite', 'build', '--mode', 'firefox'] },
  { name: 'build the gateway', program: ['vite', 'build', '--mode', 'gateway'] },
  { name: 'unit and component tests', vitest: ['unit', 'component'], quick: true },
  { name: 'random tests', vitest: ['random'] },
  { name: 'the built gateway on a real mail server', vitest: ['gateway'], long: true },
  { name: 'end-to-end tests in Chromium and Firefox', vitest: ['e2e*'], long: true },
];

const [which, ...more] = process.argv.slice(2);
if ((which !== undefined && which !== 'check') || more.length > 0) {
  process.stderr.write('npm test takes no options: docs/testing.md says how to run a part of it.\n');
  process.exit(2);
}

const results = await mkdtemp(join(tmpdir(), 'facteur-test-'));
const checks = CHECKS.filter(({ quick }) => quick || which === undefined);
const total = { passed: 0, failed: 0 };
for (const [i, check] of checks.entries()) {
  const title = `${i + 1}/${checks.length} ${check.name} …`;
  process.stdout.write(check.long ? `${title}\n` : title);
  const start = performance.now();
  const { passed, failed, output } = await run(check);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${check.long ? title : ''} ${failed > 0 ? 'FAILED' : 'ok'} ${seconds} s\n`);
  if (failed > 0) process.stdout.write(`${output}\n`);
  total.passed += passed;
  total.failed += failed;
}
await rm(results, { recursive: true });
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

/**
 * @param {Check} check
 * @returns {Promise<{ passed: number, failed: number, output: string }>}
 */
async function run({ program, vitest, long = false }) {
  if (program) {
    const { code, output } = await start(program, long);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
  }
  const file = join(results, 'results.json');
  const projects = vitest?.flatMap(project => ['--project', project]) ?? [];
  // One line for each file, whatever its tests take.
  const reporters = [`--reporter=${long ? 'default' : 'minimal'}`, '--slowTestThreshold=1000000'];
  const json = ['--reporter=json', `--outputFile.json=${file}`];
  const { code, output } = await start(['vitest', 'run', ...projects, ...reporters, ...json], long);
  try {
    const { numPassedTests, numTotalTests } = JSON.parse(await readFile(file, 'utf8'));
    // A test that was skipped has not passed, and a run may fail beside its tests.
    const failed = numTotalTests - numPassedTests;
    return { passed: numPassedTests, failed: code === 0 ? failed : Math.max(1, failed), output };
  } catch {
    return { passed: 0, failed: 1, output };
  }
}

/**
 * Runs one of node_modules/.bin.
 * @param {string[]} command
 * @param {boolean} shown whether its output is shown at once; `output` is empty then
 * @returns {Promise<{ code: number, output: string }>}
 */
function start([name = '', ...args], shown) {
  const child = spawn(join('node_modules', '.bin', name), args, {
    stdio: shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', text => {
      output += text;
    });
  return new Promise(resolve => {
    child.on('error', error => resolve({ code: 1, output: error.message }));
    child.on('close', code => resolve({ code: code ?? 1, output }));
  });
}
