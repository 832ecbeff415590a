// `npm start`. Plain JavaScript: Node runs it without a build, also a Node that is too old for Facteur.
import { readFileSync } from 'node:fs';

const { engines, version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** @param {string} line */
function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}

const [oldest = ''] = /[\d.]+/.exec(engines.node) ?? [];
if (process.versions.node.localeCompare(oldest, 'en', { numeric: true }) < 0)
  fail(`Facteur needs Node.js ${oldest} or later, and this is ${process.versions.node}: https://nodejs.org/`);

try {
  const { runnerImport } = await import('vite');
  // Runs TypeScript without a build, so that a wrong option is reported at once.
  await runnerImport('./src/launcher/main.ts', { define: { __VERSION__: JSON.stringify(version) } });
} catch (error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  // "native binding": node_modules comes from another system and lacks a package's binary for this one.
  if (code !== 'ERR_MODULE_NOT_FOUND' && !/native binding/.test(message)) throw error;
  fail('A package that Facteur needs is missing. Install them all: npm ci');
}
