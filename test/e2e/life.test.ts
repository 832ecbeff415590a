import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPending } from '../../src/core/mailbox/mailbox';
import { askForCheck } from '../../src/launcher/look';
import { waitFor } from '../../src/launcher/wait-for';
import { aLife } from '../lives/arbitrary';
import { type LifeEvent, type LifeStep, nameOf, type ServerKind } from '../lives/model';
import { NO_RESIDUE, Oracle } from '../lives/run';
import { makeAccount } from '../make';
import { seededRandom } from '../random';
import {
  checkNow,
  dismissAll,
  kill,
  noteAnnounced,
  storeAccounts,
  storedMailboxes,
  storeSettings,
  type Told,
} from './extension';
import { createFaultWorld, type FaultWorld } from './fault-world';
import { type ServedMailbox, serveMailbox } from './life-server';
import { BROWSERS } from './world';

const SEED = 20261129;
const ROUNDS = 60;

/** The longest time between a request and a kill, in ms: about when its answer is announced. */
const LONGEST = 150;

const TOLD = { emails: true, unread: true };
/** Eight kinds, chosen so that the orders, lengths and ids meet in many pairs. */
const KINDS: readonly ServerKind[] = [
  { order: 'newest first', length: 3, ids: 'lasting', ...TOLD },
  { order: 'newest first', length: 10, ids: 'changing', ...TOLD },
  { order: 'newest first', length: Number.POSITIVE_INFINITY, ids: 'sequence numbers', ...TOLD },
  { order: 'oldest first', length: 5, ids: 'changing', ...TOLD },
  { order: 'oldest first', length: 3, ids: 'absent', ...TOLD },
  { order: 'oldest first', length: 10, ids: 'sequence numbers', ...TOLD },
  { order: 'by date', length: 5, ids: 'lasting', ...TOLD },
  { order: 'by date', length: Number.POSITIVE_INFINITY, ids: 'absent', ...TOLD },
];

interface Life {
  id: string;
  kind: ServerKind;
  served: ServedMailbox;
  steps: LifeStep[];
  oracle: Oracle;
}

describe.each(BROWSERS)('eight random mailboxes in %s', browser => {
  let world: FaultWorld;
  let lives: Life[];
  let announced: () => Promise<Told[]>;
  let told = 0;
  let asked = 0;
  let onAsked = () => {};

  beforeAll(async () => {
    world = await createFaultWorld(browser);
    lives = KINDS.map((kind, index) => ({
      id: `box${index}`,
      kind,
      served: serveMailbox(world.server, `/box${index}`, kind, () => {
        asked += 1;
        onAsked();
      }),
      steps: fc.sample(aLife, { seed: SEED + index, numRuns: ROUNDS }).flat(),
      oracle: new Oracle(),
    }));
    for (const { served } of lives) served.mailbox.takeNews();
    announced = await noteAnnounced(world.settings);
    // Only the test's own checks, and no notification that closes by itself.
    await storeSettings(world.settings, { checkEvery: 60, notificationsStay: true });
    await storeAccounts(
      world.settings,
      lives.map(({ id }) => makeAccount({ id, name: id, endpoint: `${world.server.origin}/${id}` })),
    );
    await untilTold();
    await dismissAll(world.settings);
    told = (await announced()).length;
  });
  afterAll(() => world?.close());

  /** Waits until, for each mailbox, an answer since its latest event is stored and announced. */
  async function untilTold(): Promise<void> {
    await waitFor(
      () => storedMailboxes(world.settings),
      stored =>
        lives.every(({ id, served: { answeredAt } }) => {
          const mailbox = stored[id];
          return (
            mailbox !== undefined &&
            answeredAt !== undefined &&
            mailbox.checkedAt >= answeredAt &&
            !isPending(mailbox)
          );
        }),
    );
  }

  async function dieAmidCheck(requests: number, delay: number): Promise<void> {
    const isAsked = new Promise<void>(resolve => {
      onAsked = () => {
        if (asked >= requests) resolve();
      };
    });
    await askForCheck(world.settings);
    if (requests > 0) await isAsked;
    await new Promise(resolve => setTimeout(resolve, delay));
    await kill(world);
  }

  it(`announce each new mail once and nothing else, despite kills (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    for (let round = 1; round <= ROUNDS; round += 1) {
      const events = lives.map(liveOn);
      asked = 0;
      if (random() < 0.5)
        await dieAmidCheck(Math.floor(random() * (KINDS.length + 1)), Math.floor(random() * LONGEST));
      await checkNow(world.settings);
      await untilTold();

      const notices = (await announced()).slice(told);
      told += notices.length;
      const shown = await dismissAll(world.settings);
      const where = `seed ${SEED}, round ${round}`;
      expect(shown.toSorted(), where).toEqual(notices.map(({ id }) => id).toSorted());
      lives.forEach(({ id, kind, served, oracle }, index) => {
        const own = notices.filter(({ accountId }) => accountId === id);
        served.setClock();
        const came = served.mailbox.takeNews().map(({ mark }) => mark);
        oracle.note(
          came,
          own.flatMap(({ beginnings }) => beginnings),
          own.reduce((sum, notice) => sum + countedBy(notice), 0),
        );
        const story = JSON.stringify({ events: events[index], came, own });
        expect(oracle.life, `${where}, ${nameOf(kind)}: ${story}`).toMatchObject(NO_RESIDUE);
      });
      const unread = lives.flatMap(({ served }) => served.mailbox.mails.filter(mail => mail.isUnread));
      await world.badge(unread.length > 0 ? String(unread.length) : '');
    }
    expect(lives.reduce((sum, { oracle }) => sum + oracle.life.came, 0)).toBeGreaterThan(5 * ROUNDS);
  }, 300_000);
});

function liveOn({ served, steps }: Life): LifeEvent[] {
  const { mailbox } = served;
  const events: LifeEvent[] = [];
  served.setClock();
  for (let step = steps[0]; step && !mailbox.clashes(step.event); step = steps[0]) {
    steps.shift();
    if (mailbox.repeats(step.event)) continue;
    mailbox.happen(step.event);
    events.push(step.event);
    if (step.isChecked) break;
  }
  return events;
}

/** How many mails a summary counts in addition to those with a known preview. */
function countedBy({ id, title, beginnings }: Told): number {
  return id.includes('|mails|') ? Number.parseInt(title, 10) - beginnings.length : 0;
}
