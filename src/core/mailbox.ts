import * as v from 'valibot';
import type { Answer, Count, Message } from './answer';
import type { Failure } from './failure';

/** Ids remembered as seen, beyond those in the list. Enough for months of mail at about 40 bytes each. */
const MAX_SEEN = 1000;

/** Links of announced mails kept for a click on their notification. */
const MAX_ANNOUNCED = 50;

/**
 * How far behind the newest mail known a mail may be dated and still count as new, in ms. Grey-listing and slow
 * relays deliver hours late; a mail older than this that turns up unread was marked so.
 */
const LATE_DELIVERY = 24 * 60 * 60_000;

const CountSchema = v.union([v.number(), v.picklist(['withheld', 'unreported'])]);

const MessageSchema = v.object({
  id: v.string(),
  from: v.object({ name: v.string(), address: v.string() }),
  date: v.exactOptional(v.number()),
  subject: v.string(),
  beginning: v.string(),
  link: v.exactOptional(v.string()),
});

const FailureSchema = v.union([
  v.object({
    kind: v.picklist(['forbidden', 'not-found', 'busy', 'server-error', 'http']),
    status: v.number(),
  }),
  v.object({ kind: v.picklist(['account', 'internal']), code: v.number() }),
  v.object({ kind: v.picklist(['privacy']), url: v.exactOptional(v.string()) }),
  v.object({
    kind: v.picklist([
      'offline',
      'timeout',
      'network',
      'redirected',
      'too-large',
      'empty',
      'truncated',
      'web-page',
      'malformed',
      'signed-out',
      'permission',
      'fault',
    ]),
  }),
]);

const AnnouncedSchema = v.object({
  /** The notification's id. */
  notice: v.string(),
  /** What it said; forgotten with the mails that it announced, while its link serves a late click. */
  title: v.string(),
  message: v.string(),
  link: v.exactOptional(v.string()),
  messageIds: v.array(v.string()),
});

const FIELDS = {
  /** The API address that all of this is about. */
  endpoint: v.string(),
  /** When an answer last came, ms since 1970; 0 before the first. Counts and messages are what that answer said. */
  checkedAt: v.number(),
  emails: CountSchema,
  unread: CountSchema,
  sms: CountSchema,
  messages: v.union([v.array(MessageSchema), v.picklist(['withheld', 'unreported'])]),
  /** Digest of that answer's text; empty where none is known, so that the next answer is read. */
  digest: v.string(),
  /** When the latest check ended, well or not, ms since 1970; 0 before the first. */
  attemptedAt: v.number(),
  /** Ids of the mails that need no announcement any more, oldest first. */
  seen: v.array(v.string()),
  /** Ids of listed mails whose notification has yet to be shown. */
  pending: v.array(v.string()),
  /** What was announced last, oldest first. */
  announced: v.array(AnnouncedSchema),
};

const OPTIONAL_FIELDS = {
  /** Where the user changes what this service may see. */
  dashboard: v.exactOptional(v.string()),
  /** Why the latest check brought no answer; absent when it did. */
  failure: v.exactOptional(FailureSchema),
};

const MailboxSchema = v.object({ ...FIELDS, ...OPTIONAL_FIELDS });

/** All that is known of one account's mail. Badge, popup, title and notifications are functions of it. */
export type Mailbox = v.InferOutput<typeof MailboxSchema>;
export type Announced = Mailbox['announced'][number];

/** A mailbox of which nothing is known. */
export const UNKNOWN_MAILBOX: Mailbox = {
  endpoint: '',
  checkedAt: 0,
  emails: 'unreported',
  unread: 'unreported',
  sms: 'unreported',
  messages: 'unreported',
  digest: '',
  attemptedAt: 0,
  seen: [],
  pending: [],
  announced: [],
};

/**
 * The mailbox in `raw`, whatever it is. Each field that is missing or corrupt takes its default, and then the next
 * answer is read again even if it is the same as the last one.
 */
export function parseMailbox(raw: unknown): Mailbox {
  if (v.is(MailboxSchema, raw)) return raw;
  const stored: Partial<Record<string, unknown>> = typeof raw === 'object' && raw !== null ? { ...raw } : {};
  const sound = Object.entries({ ...FIELDS, ...OPTIONAL_FIELDS }).filter(([name, schema]) =>
    v.is(schema, stored[name]),
  );
  const kept = Object.fromEntries(sound.map(([name]) => [name, stored[name]]));
  // A failure of a kind that is none known, from a newer version perhaps, is a failure still.
  const failure: Failure | undefined = stored.failure === undefined ? undefined : { kind: 'network' };
  return { ...UNKNOWN_MAILBOX, ...(failure && { failure }), ...kept, digest: '' };
}

/** The mailbox if it is the one at `endpoint`; of another one nothing is known. */
export function mailboxAt(endpoint: string, mailbox: Mailbox | undefined): Mailbox {
  return mailbox?.endpoint === endpoint ? mailbox : { ...UNKNOWN_MAILBOX, endpoint };
}

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

export function listOf(messages: Mailbox['messages']): Message[] {
  return typeof messages === 'string' ? [] : messages;
}

/** The sum of the counts that are numbers, or undefined where none is. */
export function sumKnown(counts: readonly Count[]): number | undefined {
  const numbers = counts.filter(count => typeof count === 'number');
  return numbers.length > 0 ? numbers.reduce((sum, count) => sum + count, 0) : undefined;
}
