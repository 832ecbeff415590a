import type { BenchBrowser } from './browsers/bench-browser';
import { hasAlarm, joined, type Notes, type Wake, wakeOf } from './notes';
import type { BenchServer } from './server';
import { DRIVER_PAGE } from './subject';

/** The part of the extension API that is used in its pages here. */
interface ExtensionApi {
  storage: {
    local: { get(key: null): Promise<Record<string, unknown>>; set(values: object): Promise<void> };
  };
  alarms: { create(name: string, alarm: { when: number; periodInMinutes: number }): Promise<void> };
}
declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

/** ms until an alarm goes off that is set here: enough for the page to close and the background to end before. */
const SOON = 500;

/** ms that a check may take, with what the browser takes to tell. */
const DEADLINE = 10_000;

/** How often a wake-up is tried that something else has come before. */
const TRIES = 5;

/** Stores values as they are, from a page of the extension. */
export async function store(bench: BenchBrowser, values: object): Promise<void> {
  const page = await bench.open(DRIVER_PAGE);
  await page.evaluate(
    values => (typeof browser === 'undefined' ? chrome : browser).storage.local.set(values),
    values,
  );
  await page.close();
}

/**
 * Sets the alarm of both, with every account of Facteur's due, and leaves no page open.
 * @returns for when it is set, in ms since 1970
 */
async function setAlarm(bench: BenchBrowser, wait: number): Promise<number> {
  const page = await bench.open(DRIVER_PAGE);
  const due = await page.evaluate(async wait => {
    const { storage, alarms } = typeof browser === 'undefined' ? chrome : browser;
    const stored = Object.entries(await storage.local.get(null)).filter(([key]) =>
      key.startsWith('mailbox:'),
    );
    for (const [key, value] of stored) {
      const mailbox = value as { data: object };
      await storage.local.set({ [key]: { ...mailbox, data: { ...mailbox.data, retryAt: 1 } } });
    }
    const when = Date.now() + wait;
    await alarms.create('check-mail', { when, periodInMinutes: 5 });
    return when;
  }, wait);
  await page.close();
  return due;
}

/**
 * Has an alarm wake the background that isn't running, with no page open, and tells how that went.
 * @param requests how many servers it asks
 */
export async function wakeByAlarm(bench: BenchBrowser, server: BenchServer, requests = 1): Promise<Wake> {
  for (let tries = 0; tries < TRIES; tries++) {
    const due = await setAlarm(bench, SOON);
    const noted = untilAnswered(server, due, requests);
    await bench.stopBackground();
    const isCold = Date.now() < due;
    const notes = await noted;
    const wake = isCold && notes && wakeOf(notes, due);
    if (wake) return wake;
  }
  throw new Error(`something else woke the background each of ${TRIES} times`);
}

/** What the background that the alarm wakes tells until all servers have answered it. */
async function untilAnswered(server: BenchServer, due: number, requests: number): Promise<Notes | undefined> {
  const before = server.answered;
  const first = await server.notes(notes => hasAlarm(notes, due), DEADLINE);
  if (!first) return undefined;
  const parts: [Notes, ...Notes[]] = [first];
  // While a slow server is waited for, all is quiet.
  while (server.answered - before < requests) {
    const next = await server.notes(({ origin }) => origin === first.origin, DEADLINE);
    if (!next) return undefined;
    parts.push(next);
  }
  return joined(parts);
}

/** Has an alarm go off in whatever state the background is, and waits until what it does is done. */
export async function check(bench: BenchBrowser, server: BenchServer): Promise<Notes> {
  for (let tries = 0; tries < TRIES; tries++) {
    const due = await setAlarm(bench, 0);
    const notes = await server.notes(notes => hasAlarm(notes, due), DEADLINE);
    if (notes) return notes;
  }
  throw new Error(`no alarm went off in ${TRIES} × ${DEADLINE} ms`);
}
