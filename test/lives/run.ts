import { listOf, type Mailbox, mailboxOf, NOTHING_PENDING } from '../../src/core/mailbox';
import { check } from '../checked';
import { makeAccount } from '../make';
import { type LifeStep, LivingMailbox, marksOf, type ServerKind } from './model';

/** What was told wrongly in a life, in mails. */
export interface Residue {
  /** Came and were neither named nor counted. */
  lost: number;
  /** Named though they were told before. */
  again: number;
  /** Named though they are old. */
  old: number;
  /** Counted though nothing more came. */
  overcounted: number;
}

export interface Life extends Residue {
  checks: number;
  /** Came, and was unread at a check. */
  came: number;
}

export const NO_RESIDUE: Residue = { lost: 0, again: 0, old: 0, overcounted: 0 };

/** Lives through the steps, with a check after each unless it says otherwise, and tells what was told wrongly. */
export function live(kind: ServerKind, steps: readonly LifeStep[]): Life {
  const server = new LivingMailbox(kind);
  const life: Life = { ...NO_RESIDUE, checks: 0, came: 0 };
  let mailbox: Mailbox = mailboxOf(makeAccount(), undefined);
  const ever = new Set<string>();

  const ask = () => {
    const answer = server.answer();
    const came = new Set(server.takeNews().map(({ mark }) => mark));
    mailbox = check(
      mailbox,
      { kind: 'answer', answer, digest: `d${life.checks}`, serverTime: server.now + server.clockOffset },
      server.now,
    );
    const { mails, unlisted } = mailbox.pending;
    const named = marksOf(listOf(mailbox.messages), mails);
    const right = named.filter(mark => came.has(mark));
    const wrong = named.filter(mark => !came.has(mark));
    const rest = came.size - right.length;
    life.checks += 1;
    life.came += came.size;
    life.again += wrong.filter(mark => ever.has(mark)).length;
    life.old += wrong.filter(mark => !ever.has(mark)).length;
    life.lost += Math.max(0, rest - unlisted);
    life.overcounted += Math.max(0, unlisted - rest);
    for (const mark of came) ever.add(mark);
    mailbox = { ...mailbox, pending: NOTHING_PENDING };
  };

  server.takeNews();
  ask();
  for (const { event, minutes, isChecked } of steps) {
    if (server.clashes(event)) ask();
    server.pass(minutes);
    server.happen(event);
    if (isChecked) ask();
  }
  ask();
  return life;
}
