import { type Known, listOf, type Mailbox } from './mailbox';
import type { OutboxEntry } from './outbox-entry';
import { OPENING } from './schedule';

/** Removes entries from the outbox once an answer shows them. Times are ms since 1970. */

/** No check takes longer than this, in ms: the browser ends the background. */
const LONGEST_CHECK = 5 * 60_000;

/**
 * Drops the entries that the latest answer shows.
 * @param askedAt when the answer was asked for
 */
export function withoutShown(mailbox: Mailbox, askedAt: number): Mailbox {
  const { outbox, ...rest } = mailbox;
  if (!outbox) return mailbox;
  const listed = new Set(listOf(mailbox.messages).map(({ id }) => id));
  const left = outbox.filter(entry =>
    entry.action === 'open'
      ? entry.mails.some(({ id }) => listed.has(id)) && isAskedBefore(askedAt, entry.at + OPENING)
      : isNotShown(entry, askedAt),
  );
  return left.length > 0 ? { ...rest, outbox: left } : rest;
}

function isNotShown({ doneAt }: OutboxEntry, askedAt: number): boolean {
  return doneAt === undefined || isAskedBefore(askedAt, doneAt);
}

/** False if the clock was set back since: no entry stays for ever. */
function isAskedBefore(askedAt: number, moment: number): boolean {
  return askedAt < moment && askedAt > moment - LONGEST_CHECK;
}

/**
 * Corrects the known number of e-mails by those that the user has moved, if the answer shows the moves. Otherwise mail
 * that an undo moved back would count as new.
 * @param askedAt when the answer was asked for
 */
export function withMoves({ known, outbox = [] }: Mailbox, askedAt: number): Known | undefined {
  if (!known || typeof known.emails !== 'number') return known;
  const shown = outbox.filter(entry => entry.action !== 'open' && !isNotShown(entry, askedAt));
  const moved = shown.reduce((sum, { action, mails }) => sum + (MOVES[action] ?? 0) * mails.length, 0);
  return moved === 0 ? known : { ...known, emails: Math.max(0, known.emails + moved) };
}

/** How each mail of an action changes NoEMails. */
const MOVES: Partial<Record<OutboxEntry['action'], number>> = { archive: -1, delete: -1, restore: 1 };

/** The user withholds the mails: forgets them. */
export function withdrawn({ outbox: _outbox, lastAction: _last, refusals, ...mailbox }: Mailbox): Mailbox {
  return refusals ? { ...mailbox, refusals: refusals.map(it => ({ ...it, subject: '' })) } : mailbox;
}
