import { HOSTILE_ANSWERS } from '../../hostile-answers';
import { summarise } from '../statistics';
import { answerText } from './answers';
import type { Launch } from './browsers/bench-browser';
import type { Figure } from './figures';
import { serveReadingPage } from './reading';
import type { BenchServer } from './server';
import type { Subject } from './subject';

/** Characters of each answer. Facteur reads little more than that. */
const LENGTH = 4_190_000;

/** One round takes a minute. */
const MAX_ROUNDS = 3;

/** How long Facteur takes to read answers that are made to be slow, beside a plain one of the same size. */
export async function hostileFigures(
  launch: Launch,
  { folder }: Subject,
  server: BenchServer,
  rounds: number,
): Promise<Figure[]> {
  await serveReadingPage(server);
  const bench = await launch(folder);
  const plain: number[] = [];
  const times = HOSTILE_ANSWERS.map((): number[] => []);
  try {
    const page = await bench.open(new URL('/reading.html', server.notesAddress).href);
    const timeOf = async (text: string) => {
      server.files.set('/answers/hostile', { type: 'text/plain; charset=utf-8', text });
      return await page.evaluate(timeOneReading);
    };
    // The first round doesn't count: the engine compiles the code in it.
    for (let round = 0; round <= Math.min(rounds, MAX_ROUNDS); round++)
      for (const [index, [, textOf]] of HOSTILE_ANSWERS.entries()) {
        // In turns, because the load of the machine changes.
        const before = await timeOf(plainAnswer());
        const time = await timeOf(textOf(LENGTH));
        if (round > 0) {
          plain.push(before);
          times[index]?.push(time);
        }
      }
  } finally {
    await bench.close();
  }
  const floor = summarise(plain);
  return HOSTILE_ANSWERS.map(([kind], index) => ({
    name: `4 MiB of ${kind}`,
    unit: 'ms',
    floor,
    facteur: summarise(times[index] ?? []),
    limit: { text: '2 × a plain answer', value: 2 * floor.median },
    how: 'from the text of an answer to all that Facteur knows of it; in the floor’s place a plain, well-formed answer of the same size; in turns in one page, once a round after a first one',
  }));
}

let plainText: string | undefined;

function plainAnswer(): string {
  // About 460 characters a message.
  plainText ??= answerText(Math.floor(LENGTH / 460));
  return plainText;
}

async function timeOneReading(): Promise<number> {
  const response = await fetch('/answers/hostile');
  return window.timeOneReading(await response.text());
}
