import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { BrowserName } from '../../../src/launcher/browsers/session';
import type { Summary } from '../statistics';
import { type Figure, holds, ratioOf } from './figures';

export interface Run {
  readonly browser: BrowserName;
  /** The browser's name and version. */
  readonly version: string;
  readonly rounds: number;
  readonly figures: readonly Figure[];
}

/** A run as JSON: what was measured, on what, and when. */
export function resultsOf({ browser, version, rounds, figures }: Run): object {
  return {
    browser,
    version,
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    machine: { platform: process.platform, cores: cpus().length, memoryGB: Math.round(totalmem() / 1e9) },
    rounds,
    figures: figures.map(figure => ({
      name: figure.name,
      unit: figure.unit,
      ...(figure.floor && { floor: told(figure.floor) }),
      facteur: told(figure.facteur),
      ratio: rounded(ratioOf(figure)),
      ...(figure.limit && { limit: { ...figure.limit, value: rounded(figure.limit.value) } }),
      holds: holds(figure),
      how: figure.how,
    })),
  };
}

const told = ({ median, min, max, count }: Summary) => ({
  median: rounded(median),
  min: rounded(min),
  max: rounded(max),
  count,
});

/** To what is of use, and stays the same where nothing has changed. */
const rounded = (value: number | undefined) =>
  value === undefined ? undefined : Number(value.toPrecision(4));

/** Keeps a run as the last one in this browser. */
export async function keep(run: Run, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${run.browser}.json`);
  await writeFile(file, `${JSON.stringify(resultsOf(run), null, 2)}\n`);
  return file;
}
