import type { BenchBrowser } from './browsers/bench-browser';
import { hasAlarm, joined, type Notes, type Wake, wakeOf } from './notes';
import type { BenchServer } from './server';
import { DRIVER_PAGE } from './subject';

/** The part of the extension API that the bench uses in the extension's pages. */
interface ExtensionApi {
  storage: {
    local: { get(key: null): Promise<Record<string, unknown>>; set(values: object): Promise<void> };
  };
  alarms: { create(name: string, alarm: { when: number; periodInMinutes: number }): Promise<void> };
}
declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

/** ms until the alarm. The page closes and the background ends before that. */
const SOON = 500;

/** How long a check may take until its notes arrive, in ms. */
const DEADLINE = 10_000;

/** How often a wake-up is tried. Another event may wake the background before the alarm. */
const TRIES = 5;

export async function store(bench: BenchBrowser, values: object): Promise<void> {
  const page = await bench.open(DRIVER_PAGE);
  await page.evaluate(
    values => (typeof browser === 'undefined' ? chrome : browser).storage.local.set(values),
    values,
  );
  await page.close();
}

/**
 * Sets the alarm that makes an extension check, and makes each account of Facteur due. Closes its page afterwards.
 * @returns the time the alarm is set for, in ms since 1970
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
 * Ends the background and lets an alarm wake it, with no page of the extension open.
 * @param requests how many answers the check waits for
 */
export async function wakeByAlarm(bench: BenchBrowser, server: BenchServer, requests = 1): Promise<Wake> {
  for (let tries = 0; tries < TRIES; tries++) {
    // More time with each try: on a busy machine the background may end too late.
    const due = await setAlarm(bench, SOON * (tries + 1));
    const noted = untilAnswered(server, due, requests);
    await bench.stopBackground();
    const isCold = Date.now() < due;
    const notes = await noted;
    const wake = isCold && notes && wakeOf(notes, due);
    if (wake) return wake;
  }
  throw new Error(`something else woke the background each of ${TRIES} times`);
}

/** The notes of the background that the alarm wakes, until all servers have answered; undefined when the time is up. */
async function untilAnswered(server: BenchServer, due: number, requests: number): Promise<Notes | undefined> {
  const before = server.answered;
  const first = await server.notes(notes => hasAlarm(notes, due), DEADLINE);
  if (!first) return undefined;
  const parts: [Notes, ...Notes[]] = [first];
  // Notes are sent also while the background waits for a slow server.
  while (server.answered - before < requests) {
    const next = await server.notes(({ origin }) => origin === first.origin, DEADLINE);
    if (!next) return undefined;
    parts.push(next);
  }
  return joined(parts);
}

/** Lets an alarm go off, whether the background runs or not, and waits until the check is done. */
export async function check(bench: BenchBrowser, server: BenchServer): Promise<Notes> {
  for (let tries = 0; tries < TRIES; tries++) {
    const due = await setAlarm(bench, 0);
    const notes = await server.notes(notes => hasAlarm(notes, due), DEADLINE);
    if (notes) return notes;
  }
  throw new Error(`no alarm went off in ${TRIES} × ${DEADLINE} ms`);
}
