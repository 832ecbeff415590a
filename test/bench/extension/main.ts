import { BROWSER_NEEDS } from '../../../src/launcher/browsers/find';
import { ensureInstalled } from '../../../src/launcher/machine';
import { holds, tableOf } from './figures';
import { measure } from './measure';
import { ENOUGH, HELP, isWhole, parseOptions } from './options';
import { keep, resultsOf } from './results';

const print = (line: string) => void process.stdout.write(`${line}\n`);
const say = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { browsers, json, help, ...options } = parseOptions(process.argv.slice(2));
  if (help) {
    print(HELP);
    return 0;
  }
  ensureInstalled(
    browsers.map(name => BROWSER_NEEDS[name]),
    say,
  );
  if (options.rounds < ENOUGH)
    say(`Limits are made for ${ENOUGH} rounds or more. With ${options.rounds}, chance may break one.`);
  let good = true;
  for (const browser of browsers) {
    const run = await measure(browser, { ...options, say });
    print(json ? JSON.stringify(resultsOf(run)) : `\n${run.version}\n\n${tableOf(run.figures)}`);
    if (isWhole(options)) say(`Written to ${await keep(run, 'test/bench/results')}.`);
    good &&= run.figures.every(holds);
  }
  return good ? 0 : 1;
}

main().then(
  code => process.exit(code),
  error => {
    say(
      error instanceof TypeError
        ? `${error.message}\nTry: npm run bench -- --help`
        : String(error?.stack ?? error),
    );
    process.exit(2);
  },
);
