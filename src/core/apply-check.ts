import type { Answer, Message } from './answer';
import type { Failure } from './failure';
import { type Announced, listOf, type Mailbox } from './mailbox';

/** Ids remembered as seen, beyond those in the list. Enough for months of mail at about 40 bytes each. */
const MAX_SEEN = 1000;

/** Links of announced mails kept for a click on their notification. */
const MAX_ANNOUNCED = 50;

/**
 * How far behind the newest mail known a mail may be dated and still count as new, in ms. Grey-listing and slow
 * relays deliver hours late; a mail older than this that turns up unread was marked so.
 */
const LATE_DELIVERY = 24 * 60 * 60_000;

/** What a check came to. `unchanged` says that the answer's text was that of the last one. */
export type CheckResult =
  | { kind: 'answer'; answer: Answer; digest: string }
  | { kind: 'unchanged' }
  | { kind: 'failure'; failure: Failure };

/**
 * The mailbox after a check that ended at `now` (ms since 1970). A failure leaves what is known as it is.
 * The first answer of an account announces nothing.
 */
export function applyCheck(mailbox: Mailbox, result: CheckResult, now: number): Mailbox {
  const { failure: _healed, ...healthy } = mailbox;
  switch (result.kind) {
    case 'failure':
      return { ...mailbox, failure: result.failure, attemptedAt: now };
    case 'unchanged':
      return { ...healthy, checkedAt: now, attemptedAt: now };
    case 'answer':
      return applyAnswer(healthy, result.answer, result.digest, now);
  }
}

function applyAnswer(mailbox: Mailbox, answer: Answer, digest: string, now: number): Mailbox {
  const { dashboard: _former, ...rest } = mailbox;
  const listed = listOf(answer.messages);
  const ids = new Set(listed.map(message => message.id));
  const fresh = newMessages(mailbox, listed).map(message => message.id);
  const pending = [...mailbox.pending.filter(id => ids.has(id)), ...fresh];
  return {
    ...rest,
    ...answer,
    digest,
    checkedAt: now,
    attemptedAt: now,
    pending,
    seen: remember(mailbox.seen, ids),
    announced: mailbox.announced.map(entry =>
      entry.messageIds.some(id => ids.has(id)) ? entry : { ...entry, title: '', message: '' },
    ),
  };
}

/**
 * The listed mails that are new, in the answer's order: never seen before, not merely rotated into the
 * last-N list when a listed one was read, and not old mail marked unread (design.md, decision 4).
 */
function newMessages(mailbox: Mailbox, listed: Message[]): Message[] {
  // Without a former list there is nothing to be newer than.
  if (mailbox.checkedAt === 0 || typeof mailbox.messages === 'string') return [];
  const seen = new Set(mailbox.seen);
  const before = mailbox.messages;
  const dates = before.flatMap(({ date }) => date ?? []);
  // Only a list that showed less than all unread mail leaves older mail to rotate in.
  const couldRotate =
    before.length > 0 && (typeof mailbox.unread !== 'number' || mailbox.unread > before.length);
  const rotatedIn = couldRotate && dates.length > 0 ? Math.min(...dates) : Number.NEGATIVE_INFINITY;
  // A clock that runs more than a day ahead would take new mail for old, were it not for a list that knows better.
  const tooOld =
    Math.min(mailbox.checkedAt, ...(dates.length > 0 ? [Math.max(...dates)] : [])) - LATE_DELIVERY;
  return listed.filter(({ id, date }) => {
    if (seen.has(id)) return false;
    return date === undefined || (date >= tooOld && date >= rotatedIn);
  });
}

/** Ids seen, the listed ones last so that the limit drops none that could be met again soon. */
function remember(seen: string[], listed: ReadonlySet<string>): string[] {
  const older = seen.filter(id => !listed.has(id));
  return [...older.slice(-MAX_SEEN), ...listed];
}

/** The mailbox once `ids` have been announced as `announced` says. */
export function applyAnnounced(
  mailbox: Mailbox,
  ids: readonly string[],
  announced: readonly Announced[],
): Mailbox {
  const notices = new Set(announced.map(entry => entry.notice));
  const earlier = mailbox.announced.filter(entry => !notices.has(entry.notice));
  return {
    ...mailbox,
    pending: mailbox.pending.filter(id => !ids.includes(id)),
    announced: [...earlier, ...announced].slice(-MAX_ANNOUNCED),
  };
}
