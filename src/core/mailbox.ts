import * as v from 'valibot';
import type { Account } from './account';
import type { Count, Message } from './answer';
import type { Failure } from './failure';
import { migrateMailbox1 } from './mailbox-migrations';
import { NEVER_CHECKED } from './schedule';
import type { Format } from './stored-format';

/** ms since 1970, within what a `Date` can hold. */
const TimeSchema = v.pipe(v.number(), v.minValue(-8.64e15), v.maxValue(8.64e15));

const CountSchema = v.union([v.number(), v.picklist(['withheld', 'unreported'])]);

const MessageSchema = v.object({
  id: v.string(),
  from: v.object({ name: v.string(), address: v.string() }),
  date: v.exactOptional(TimeSchema),
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

/** What tells new mail from old. All of it or nothing: without it the next list is a first one, and silent. */
const KnownSchema = v.object({
  /** Ids of the e-mails that were listed, oldest first; they need no announcement any more. */
  ids: v.array(v.string()),
  /** How many of them, at the end, the last list held; absent where an older version stored this. */
  listed: v.exactOptional(v.number()),
  /** When a list last came, ms since 1970, by the server's clock where it tells the time. */
  asOf: TimeSchema,
  /** E-mails, and unread ones among them, at that time. */
  emails: CountSchema,
  unread: CountSchema,
  /** Whether the list was shorter than that, so that older mail may come into view. */
  partial: v.boolean(),
  /** Mail dated before this, ms since 1970, was hidden behind such a list once; absent where none was. */
  hiddenBefore: v.exactOptional(v.number()),
});

/** What has yet to be announced. */
const PendingSchema = v.object({
  /** Ids of listed mails. */
  mails: v.array(v.string()),
  /** How many more came than the list shows. */
  unlisted: v.number(),
  sms: v.number(),
  /** Whether checks have stopped, and the user has not been told. */
  stop: v.boolean(),
  /** Whether some of it was held back, so that all of it is summed up when it may be told. */
  held: v.exactOptional(v.literal(true)),
  /** Those of the mails whose sound has been played. */
  heard: v.exactOptional(v.array(v.string())),
});

const AnnouncedSchema = v.object({
  /** The notification's id. */
  id: v.string(),
  about: v.picklist(['mail', 'sms', 'stop', 'reminder']),
  /** What it said; forgotten with the mails that it announced, while its link serves a late click. */
  title: v.string(),
  message: v.string(),
  link: v.exactOptional(v.string()),
  /** The listed mails that it announced. */
  messageIds: v.array(v.string()),
  /** How many unread SMS there were, where it announced some. */
  sms: v.exactOptional(v.number()),
  /** When it was shown, ms since 1970; absent where an older version stored this, which reminded of nothing. */
  at: v.exactOptional(TimeSchema),
  /** Whether the user has been reminded of its mails. */
  reminded: v.exactOptional(v.literal(true)),
});

const FIELDS = {
  /** The API address that all of this is about. */
  endpoint: v.string(),
  /** The account's revision that the latest check was made with. */
  revision: v.number(),
  /** When an answer last came, ms since 1970; 0 before the first. Counts and messages are what that answer said. */
  checkedAt: TimeSchema,
  emails: CountSchema,
  unread: CountSchema,
  sms: CountSchema,
  messages: v.union([v.array(MessageSchema), v.picklist(['withheld', 'unreported'])]),
  /** Digest of that answer's text; empty where none is known, so that the next answer is read. */
  digest: v.string(),
  /** These four, of `Timing`, time the next check. */
  attemptedAt: TimeSchema,
  failures: v.number(),
  pending: PendingSchema,
  /** What was announced last, oldest first. */
  announced: v.array(AnnouncedSchema),
};

const OPTIONAL_FIELDS = {
  retryAt: v.exactOptional(TimeSchema),
  notBefore: v.exactOptional(TimeSchema),
  known: v.exactOptional(KnownSchema),
  /** The latest number of unread SMS reported; absent before the first. */
  knownSms: v.exactOptional(v.number()),
  /** Whether the user has been told that checks have stopped; absent again once an answer comes. */
  toldOfStop: v.exactOptional(v.literal(true)),
  /** Where the user changes what this service may see. */
  dashboard: v.exactOptional(v.string()),
  /** Why the latest check brought no answer; absent when it did. */
  failure: v.exactOptional(FailureSchema),
};

const MailboxSchema = v.object({ ...FIELDS, ...OPTIONAL_FIELDS });

/** All that is known of one account's mail. Badge, popup, title and notifications are functions of it. */
export type Mailbox = v.InferOutput<typeof MailboxSchema>;
export type Announced = v.InferOutput<typeof AnnouncedSchema>;
export type Pending = v.InferOutput<typeof PendingSchema>;
export type Known = v.InferOutput<typeof KnownSchema>;

export const NOTHING_PENDING: Pending = { mails: [], unlisted: 0, sms: 0, stop: false };

/** A mailbox of which nothing is known. */
export const UNKNOWN_MAILBOX: Mailbox = {
  endpoint: '',
  revision: 0,
  checkedAt: 0,
  emails: 'unreported',
  unread: 'unreported',
  sms: 'unreported',
  messages: 'unreported',
  digest: '',
  ...NEVER_CHECKED,
  pending: NOTHING_PENDING,
  announced: [],
};

export const MAILBOX_FORMAT: Format<Mailbox> = {
  fallback: UNKNOWN_MAILBOX,
  migrations: [migrateMailbox1],
  parse: parseMailbox,
};

/**
 * The mailbox in `raw`, whatever it is. Each field that is missing or corrupt takes its default, and then the next
 * answer is read again even if it is the same as the last one.
 */
function parseMailbox(raw: unknown): Mailbox {
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

/**
 * What is known of the account as it is now. Of another API address nothing is, nor of an account that the user has
 * signed out of; and what went wrong with former credentials says nothing of those that the user has entered since.
 */
export function mailboxOf({ endpoint, revision, token }: Account, stored: Mailbox | undefined): Mailbox {
  if (stored?.endpoint !== endpoint || (!token && stored.checkedAt > 0))
    return { ...UNKNOWN_MAILBOX, endpoint, revision, announced: (stored?.announced ?? []).map(forgotten) };
  if (stored.revision === revision) return stored;
  const { failure: _failure, toldOfStop: _told, retryAt: _retryAt, notBefore: _notBefore, ...known } = stored;
  return { ...known, ...NEVER_CHECKED, pending: { ...known.pending, stop: false }, revision };
}

/** An announcement of which nothing is left but its notification, which may show still and is to be taken down. */
function forgotten({ id, about }: Announced): Announced {
  return { id, about, title: '', message: '', messageIds: [] };
}

/**
 * The mailbox without what can be done without: beginnings of mails, and all but the latest announcements. The next
 * answer is read again, for it may find room.
 */
export function leanMailbox(mailbox: Mailbox): Mailbox {
  const { messages, announced } = mailbox;
  return {
    ...mailbox,
    messages: typeof messages === 'string' ? messages : messages.map(it => ({ ...it, beginning: '' })),
    announced: announced.slice(-5),
    digest: '',
  };
}

/** The lean mailbox without any announcement: so to have announced something takes less room than to have it pending. */
export function leanestMailbox(mailbox: Mailbox): Mailbox {
  return { ...leanMailbox(mailbox), announced: [] };
}

/** Whether something has yet to be announced. */
export function isPending({ pending }: Pick<Mailbox, 'pending'>): boolean {
  return pending.mails.length > 0 || pending.sms > 0 || pending.stop;
}

/** Whether no check of the account has come to an end. */
export function isUnchecked(mailbox: Mailbox | undefined): boolean {
  return !mailbox || (mailbox.checkedAt === 0 && !mailbox.failure);
}

export function listOf(messages: Mailbox['messages']): Message[] {
  return typeof messages === 'string' ? [] : messages;
}

/** The mails that the popup lists: none before an answer came. */
export function shownMessages({ checkedAt, messages }: Mailbox): Message[] {
  return checkedAt > 0 ? listOf(messages) : [];
}

/** The sum of the counts that are numbers, or undefined where none is. */
export function sumKnown(counts: readonly Count[]): number | undefined {
  const numbers = counts.filter(count => typeof count === 'number');
  return numbers.length > 0 ? numbers.reduce((sum, count) => sum + count, 0) : undefined;
}
