import * as v from 'valibot';
import type { Count, Message } from './answer';
import type { Failure } from './failure';

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

export function listOf(messages: Mailbox['messages']): Message[] {
  return typeof messages === 'string' ? [] : messages;
}

/** The sum of the counts that are numbers, or undefined where none is. */
export function sumKnown(counts: readonly Count[]): number | undefined {
  const numbers = counts.filter(count => typeof count === 'number');
  return numbers.length > 0 ? numbers.reduce((sum, count) => sum + count, 0) : undefined;
}
