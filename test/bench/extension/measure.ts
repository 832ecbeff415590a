import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildFolder } from '../../../src/launcher/browsers/launch';
import type { BrowserName } from '../../../src/launcher/browsers/session';
import type { Launch } from './browsers/bench-browser';
import { launchChromium } from './browsers/chromium';
import { launchFirefox } from './browsers/firefox';
import type { Figure, Group } from './figures';
import { hostileFigures } from './hostile';
import { idleFigures } from './idle';
import { readingFigures } from './reading';
import type { Run } from './results';
import { sampledFigures } from './sampled-figures';
import { createSamples } from './samples';
import { type BenchServer, startServer } from './server';
import { sizeFigures } from './size-figures';
import { prepareSubject, type Subject, type SubjectName, sourceOf } from './subject';
import { MANY, visit } from './visit';

export interface MeasureOptions {
  readonly rounds: number;
  readonly groups: readonly Group[];
  readonly dist: string;
  say(line: string): void;
}

const LAUNCH: Readonly<Record<BrowserName, Launch>> = { chromium: launchChromium, firefox: launchFirefox };

/** The groups that each round measures. */
const SAMPLED: readonly Group[] = ['wake', 'popup', 'growth'];

/** `growth` takes as long as the rest of a round. It comes in the first round and in every third one after it. */
const GROWTH_EVERY = 3;

export async function measure(browser: BrowserName, options: MeasureOptions): Promise<Run> {
  const { rounds, groups, dist } = options;
  const folder = await mkdtemp(join(tmpdir(), 'facteur-bench-'));
  const server = await startServer(MANY.accounts);
  const prepare = (name: SubjectName) =>
    prepareSubject(
      name,
      sourceOf(name, resolve(dist, buildFolder(browser))),
      join(folder, name),
      server.notesAddress,
    );
  try {
    const subjects = [await prepare('floor'), await prepare('facteur')] as const;
    const bench: Bench = { browser, launch: LAUNCH[browser], subjects, server, ...options };
    const figures = [
      ...(groups.includes('size') ? sizeFigures(subjects[0].files, subjects[1].files) : []),
      ...(await measureRounds(bench)),
      ...(await measureOnce(bench)),
    ];
    return { browser, version: await versionOf(bench), rounds, figures };
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Bench extends MeasureOptions {
  readonly browser: BrowserName;
  readonly launch: Launch;
  readonly subjects: readonly [Subject, Subject];
  readonly server: BenchServer;
}

async function measureRounds({
  browser,
  launch,
  subjects,
  server,
  rounds,
  groups,
  say,
}: Bench): Promise<Figure[]> {
  const samples = createSamples();
  const wanted = groups.filter(group => SAMPLED.includes(group));
  for (let round = 1; round <= rounds && wanted.length > 0; round++) {
    say(`${browser}, round ${round} of ${rounds}`);
    // They take turns at being first: the second one finds its browser's files in memory.
    const order = round % 2 === 0 ? subjects.toReversed() : subjects;
    const now = (round - 1) % GROWTH_EVERY === 0 ? wanted : wanted.filter(group => group !== 'growth');
    for (const subject of order) await visit({ launch, subject, server, groups: now, samples });
  }
  return sampledFigures(samples, browser);
}

/** Measures the groups that need no rounds, once a run. */
async function measureOnce(bench: Bench): Promise<Figure[]> {
  const { browser, launch, subjects, server, rounds, groups, say } = bench;
  const take = async (group: Group, figures: () => Promise<Figure[]>) => {
    if (!groups.includes(group)) return [];
    say(`${browser}, ${group}`);
    return await figures();
  };
  return [
    ...(await take('idle', () => idleFigures(browser, launch, subjects, server))),
    ...(await take('reading', () => readingFigures(launch, subjects[0], server, rounds))),
    ...(await take('hostile', () => hostileFigures(launch, subjects[0], server, rounds))),
  ];
}

async function versionOf({ launch, subjects }: Bench): Promise<string> {
  const bench = await launch(subjects[0].folder);
  await bench.close();
  return bench.version;
}
