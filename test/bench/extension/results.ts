import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { BrowserName } from '../../../src/launcher/browsers/session';
import type { Summary } from '../statistics';
import { type Bound, type Figure, holds, ratioOf, reaches } from './figures';

export interface Run {
  readonly browser: BrowserName;
  /** The browser's name and version. */
  readonly version: string;
  readonly rounds: number;
  readonly figures: readonly Figure[];
}

/** A run as JSON: the figures, the machine and the date. */
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
      ...(figure.limit && { limit: bound(figure.limit), holds: holds(figure) }),
      ...(figure.aim && { aim: bound(figure.aim), reached: reaches(figure) }),
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

const bound = ({ value, ...rest }: Bound) => ({ ...rest, value: rounded(value) });

/** Four digits. More would only change from run to run. */
const rounded = (value: number | undefined) =>
  value === undefined ? undefined : Number(value.toPrecision(4));

/** Writes a run to the folder as the last one of its browser. Gives the file's path. */
export async function keep(run: Run, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${run.browser}.json`);
  await writeFile(file, `${JSON.stringify(resultsOf(run), null, 2)}\n`);
  return file;
}
