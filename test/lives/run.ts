import { listOf, type Mailbox, NOTHING_PENDING } from '../../src/core/mailbox/mailbox';
import { mailboxOf } from '../../src/core/mailbox/mailbox-of';
import { check } from '../checked';
import { MINUTE, makeAccount, NOW } from '../make';
import { inSeconds, type LifeStep, LivingMailbox, marksOf, type ServerKind } from './model';

/** Wrong announcements in a life, in mails. */
export interface Residue {
  /** New, but neither named nor counted. */
  lost: number;
  /** Named a second time. */
  again: number;
  /** Named, but old. */
  old: number;
  /** Counted, but not new. */
  overcounted: number;
}

export interface Life extends Residue {
  checks: number;
  /** New mails that were unread at a check. */
  came: number;
}

export const NO_RESIDUE: Residue = { lost: 0, again: 0, old: 0, overcounted: 0 };

/** Compares the announcements with the mail that came, check by check. */
export class Oracle {
  readonly life: Life = { ...NO_RESIDUE, checks: 0, came: 0 };
  private readonly ever = new Set<string>();

  /**
   * @param came the marks of the new mails
   * @param named the marks of the named mails
   * @param counted how many more were counted
   */
  note(came: readonly string[], named: readonly string[], counted: number): void {
    const { life, ever } = this;
    const unnamed = new Set(came);
    for (const mark of named) {
      if (unnamed.delete(mark)) continue;
      if (ever.has(mark) || came.includes(mark)) life.again += 1;
      else life.old += 1;
    }
    life.checks += 1;
    life.came += came.length;
    life.lost += Math.max(0, unnamed.size - counted);
    life.overcounted += Math.max(0, counted - unnamed.size);
    for (const mark of came) ever.add(mark);
  }
}

/**
 * Runs the steps, with a check after each unless it says otherwise, and counts wrong announcements.
 * @param minute the length of a step's minute, in ms
 */
export function live(kind: ServerKind, steps: readonly LifeStep[], minute = MINUTE): Life {
  const server = new LivingMailbox(kind, NOW);
  const oracle = new Oracle();
  let mailbox: Mailbox = mailboxOf(makeAccount(), undefined);
  let time = NOW;

  const ask = () => {
    const answer = server.answer();
    const came = server.takeNews().map(({ mark }) => mark);
    mailbox = check(
      mailbox,
      {
        kind: 'answer',
        answer,
        digest: `d${oracle.life.checks}`,
        serverTime: server.now + server.clockOffset,
      },
      server.now,
    );
    const { mails, unlisted } = mailbox.pending;
    oracle.note(came, marksOf(listOf(mailbox.messages), mails), unlisted);
    mailbox = { ...mailbox, pending: NOTHING_PENDING };
  };

  server.takeNews();
  ask();
  for (const { event, minutes, isChecked } of steps) {
    if (server.clashes(event)) ask();
    time += minutes * minute;
    server.now = inSeconds(time);
    if (server.repeats(event)) continue;
    server.happen(event);
    if (isChecked) ask();
  }
  ask();
  return oracle.life;
}
