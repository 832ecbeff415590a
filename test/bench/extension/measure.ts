import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildFolder } from '../../../src/launcher/browsers/launch';
import type { BrowserName } from '../../../src/launcher/browsers/session';
import type { Launch } from './browsers/bench-browser';
import { launchChromium } from './browsers/chromium';
import { launchFirefox } from './browsers/firefox';
import type { Figure, Group } from './figures';
import { sampledFigures } from './sampled-figures';
import { createSamples } from './samples';
import { startServer } from './server';
import { sizeFigures } from './size-figures';
import { prepareSubject, type SubjectName, sourceOf } from './subject';
import { MANY, visit } from './visit';

export interface MeasureOptions {
  readonly rounds: number;
  readonly groups: readonly Group[];
  /** The folder of the builds. */
  readonly dist: string;
  say(line: string): void;
}

const LAUNCH: Readonly<Record<BrowserName, Launch>> = { chromium: launchChromium, firefox: launchFirefox };

const SAMPLED: readonly Group[] = ['wake', 'popup', 'memory', 'growth'];

/** Takes the figures of one browser. */
export async function measure(browser: BrowserName, options: MeasureOptions): Promise<Figure[]> {
  const { rounds, groups, dist, say } = options;
  const folder = await mkdtemp(join(tmpdir(), 'facteur-bench-'));
  const server = await startServer(MANY.accounts);
  const source = (name: SubjectName) => sourceOf(name, resolve(dist, buildFolder(browser)));
  const prepare = (name: SubjectName) =>
    prepareSubject(name, source(name), join(folder, name), server.notesAddress);
  try {
    const [floor, facteur] = await Promise.all([prepare('floor'), prepare('facteur')]);
    const sizes = groups.includes('size') ? sizeFigures(floor.files, facteur.files) : [];
    const samples = createSamples();
    const wanted = groups.filter(group => SAMPLED.includes(group));
    for (let round = 1; round <= rounds && wanted.length > 0; round++) {
      say(`${browser}, round ${round} of ${rounds}`);
      // Each is the first by turns: what is measured second finds the files in memory.
      const order = round % 2 === 0 ? [facteur, floor] : [floor, facteur];
      for (const subject of order)
        await visit({ launch: LAUNCH[browser], subject, server, groups: wanted, samples });
    }
    return [...sizes, ...sampledFigures(samples, browser)];
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
