import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { summarise } from '../statistics';
import { answerText } from './answers';
import type { Launch } from './browsers/bench-browser';
import type { Figure } from './figures';
import type { ReadingTimes } from './reading-page';
import type { BenchServer } from './server';
import type { Subject } from './subject';

/** How many messages each answer has. */
const COUNTS = [10, 100, 1_000, 10_000] as const;

/** A small answer is read several times in a row, until that many messages have been read. */
const MESSAGES = 2_000;

/** How long Facteur takes to read an answer of each size, in a page of the web. */
export async function readingFigures(
  launch: Launch,
  { folder }: Subject,
  server: BenchServer,
  rounds: number,
): Promise<Figure[]> {
  await serveReadingPage(server);
  for (const count of COUNTS)
    server.files.set(`/answers/${count}`, { type: 'text/plain; charset=utf-8', text: answerText(count) });
  const bench = await launch(folder);
  const times = new Map<number, ReadingTimes[]>(COUNTS.map(count => [count, []]));
  try {
    const page = await bench.open(new URL('/reading.html', server.notesAddress).href);
    // The first round doesn't count: the engine compiles the code in it.
    for (let round = 0; round <= rounds; round++)
      for (const count of COUNTS) {
        const repeats = Math.ceil(MESSAGES / count);
        const measured = await page.evaluate(timeReading, count, repeats);
        if (round > 0) times.get(count)?.push(measured);
      }
  } finally {
    await bench.close();
  }
  return figuresOf(times);
}

async function timeReading(count: number, repeats: number): Promise<ReadingTimes> {
  const response = await fetch(`/answers/${count}`);
  return window.timeReading(await response.text(), repeats);
}

/** Serves `/reading.html`, a page that reads answers and measures the time. */
export async function serveReadingPage({ files }: BenchServer): Promise<void> {
  const scripts = (await readdir(import.meta.dirname)).filter(name => name.endsWith('.js'));
  for (const name of scripts)
    files.set(`/${name}`, {
      type: 'text/javascript',
      text: await readFile(join(import.meta.dirname, name), 'utf8'),
    });
  files.set('/reading.html', {
    type: 'text/html; charset=utf-8',
    text: '<!doctype html><title>Reading</title><script type="module" src="reading-page.js"></script>',
  });
}

function figuresOf(times: ReadonlyMap<number, readonly ReadingTimes[]>): Figure[] {
  const of = (count: number, reader: keyof ReadingTimes) => (times.get(count) ?? []).map(it => it[reader]);
  const figures = COUNTS.map((count): Figure => {
    const floor = summarise(of(count, 'floor'));
    return {
      name: `reading ${count.toLocaleString('en')} messages`,
      unit: 'ms',
      floor,
      facteur: summarise(of(count, 'facteur')),
      ...(count === MOST && { limit: { text: '1.5 × the parser alone', value: 1.5 * floor.median } }),
      how: `from the text of an answer to all that Facteur knows of it; the floor is the browser’s DOMParser alone; in turns in one page, once a round after a first one${count < MESSAGES ? `, each time the average of ${MESSAGES / count} readings` : ''}`,
    };
  });
  const growth = (reader: keyof ReadingTimes) => {
    const least = of(LEAST, reader);
    return summarise(of(MOST, reader).map((ms, round) => ms / MOST / ((least[round] ?? 0) / LEAST)));
  };
  return [
    ...figures,
    {
      name: 'reading, a message of 10,000 beside one of 10',
      unit: '×',
      floor: growth('floor'),
      facteur: growth('facteur'),
      limit: { text: 'linear', value: 1.5 },
      how: 'the time for each message of the largest answer, as a multiple of that for each of the smallest',
    },
  ];
}

const LEAST = COUNTS[0];
const MOST = COUNTS[3];
