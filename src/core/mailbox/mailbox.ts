import type { Count, Message } from '../answer/answer';
import { MAIL_ACTIONS } from '../answer/api-vocabulary';
import { NOTICE_ACTIONS } from '../settings/settings';
import { arrayOf, either, isFlag, isText, numberIn, objectOf, oneOf, type TypeOf } from '../store/schema';
import type { Format } from '../store/stored-format';
import type { Failure } from './failure';
import { migrateMailbox1, migrateMailbox2, migrateMailbox3 } from './mailbox-migrations';
import { isMessage, isTime } from './message-schema';
import { areEntries, areRefusals, isEntry } from './outbox-entry';
import { NEVER_CHECKED } from './schedule';

const isNumber = numberIn();

const isCount = either(isNumber, oneOf('withheld', 'unreported'));

const isFailure = either(
  either(
    objectOf({
      kind: oneOf('forbidden', 'not-found', 'busy', 'server-error', 'http'),
      status: isNumber,
    }),
    objectOf({ kind: oneOf('account', 'service', 'internal'), code: isNumber }),
  ),
  either(
    objectOf({ kind: oneOf('privacy') }, { url: isText }),
    objectOf({
      kind: oneOf(
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
      ),
    }),
  ),
);

/** The data for detecting new mail. Without it the next list counts as the first and announces nothing. */
const isKnown = objectOf(
  {
    /** Ids of all e-mails listed so far; those of the last list at the end, newest first. */
    seen: arrayOf(isText),
    /** How many of `seen`, at its end, are the last list. */
    listed: isNumber,
    /** Time of the last list, ms since 1970, by the server's clock if that is right. */
    asOf: isTime,
    emails: isCount,
    unread: isCount,
    /** The last list may not have held all unread mail, so that older mail may come into view later. */
    partial: isFlag,
    order: isNumber,
  },
  {
    /** Ids that version 1.0.0 had seen by the time `until`, ms since 1970. */
    former: objectOf({ ids: arrayOf(isText), until: isTime }),
    /** Mail dated before this, ms since 1970, may have been hidden behind a list; absent if none was. */
    hiddenBefore: isNumber,
  },
);

const isStillPending = objectOf(
  {
    mails: arrayOf(isText),
    /** New mails that are not listed, or that can't be told from old ones in the list. */
    unlisted: isNumber,
    sms: isNumber,
    stop: isFlag,
  },
  {
    /** Quiet hours, a snooze or absence delayed some of it: announce all in one summary. */
    held: oneOf(true),
    heard: arrayOf(isText),
  },
);

const isFailing = objectOf({
  /** Time of the first failure, ms since 1970. */
  since: isTime,
  times: isNumber,
  /** How many of the last failures have the same kind and the same status or code. */
  same: isNumber,
});

const isAnnounced = objectOf(
  {
    id: isText,
    about: oneOf('mail', 'sms', 'stop', 'reminder'),
    /** Emptied when its mails leave the list; the link stays for a late click. */
    title: isText,
    message: isText,
    messageIds: arrayOf(isText),
  },
  {
    link: isText,
    sms: isNumber,
    /** Time of the notification, ms since 1970; absent if an older version stored it. */
    at: isTime,
    reminded: oneOf(true),
    /** The buttons shown, in order; absent if an older version stored it. */
    buttons: arrayOf(oneOf(...NOTICE_ACTIONS)),
  },
);

export const MAILBOX_FIELDS = {
  endpoint: isText,
  revision: isNumber,
  /** Time of the last answer, ms since 1970; 0 before the first. */
  checkedAt: isTime,
  emails: isCount,
  unread: isCount,
  sms: isCount,
  messages: either(arrayOf(isMessage), oneOf('withheld', 'unreported')),
  /** Digest of that answer's text; empty to make Facteur parse the next answer. */
  digest: isText,
  /** These two, and `retryAt` and `notBefore` below, are the `Timing`. */
  attemptedAt: isTime,
  failures: isNumber,
  pending: isStillPending,
  /** Oldest first. */
  announced: arrayOf(isAnnounced),
};

export const OPTIONAL_MAILBOX_FIELDS = {
  retryAt: isTime,
  notBefore: isTime,
  known: isKnown,
  knownSms: isNumber,
  /** A notification said that checks have stopped; cleared by the next answer. */
  toldOfStop: oneOf(true),
  dashboard: isText,
  /** Why the last check failed; absent if it brought an answer. */
  failure: isFailure,
  /** Absent without a failure, or with one that an older version stored. */
  failing: isFailing,
  /** The actions that the server supports; absent if none. */
  actions: arrayOf(oneOf(...MAIL_ACTIONS)),
  /** The folders that the server watches; absent if it tells none. */
  folders: arrayOf(objectOf({ name: isText, emails: isCount, unread: isCount })),
  /** The folders that the latest answer was asked for, or the next one will be; absent if all. */
  askedFolders: arrayOf(isText),
  /** The user's actions that the latest answer may not show yet, oldest first. */
  outbox: areEntries,
  /** The latest entry that can be undone. */
  lastAction: isEntry,
  /** The actions that the server refused or never got, oldest first, until the user has read it. */
  refusals: areRefusals,
  /** The interval that the server's latest answer suggests, in ms; absent without a suggestion. */
  pollInterval: numberIn(0, 3_600_000),
};

export const isMailbox = objectOf(MAILBOX_FIELDS, OPTIONAL_MAILBOX_FIELDS);

export type Mailbox = TypeOf<typeof isMailbox>;
export type Announced = TypeOf<typeof isAnnounced>;
export type Pending = TypeOf<typeof isStillPending>;
export type Failing = TypeOf<typeof isFailing>;
export type Known = TypeOf<typeof isKnown>;

export const NOTHING_PENDING: Pending = { mails: [], unlisted: 0, sms: 0, stop: false };

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

export function isPending({ pending }: Pick<Mailbox, 'pending'>): boolean {
  return pending.mails.length > 0 || pending.unlisted > 0 || pending.sms > 0 || pending.stop;
}

export function isUnchecked(mailbox: Mailbox | undefined): boolean {
  return !mailbox || (mailbox.checkedAt === 0 && !mailbox.failure);
}

export function listOf(messages: Mailbox['messages']): Message[] {
  return typeof messages === 'string' ? [] : messages;
}

export function shownMessages({ checkedAt, messages }: Mailbox): Message[] {
  return checkedAt > 0 ? listOf(messages) : [];
}

/** Undefined if no count is a number. */
export function sumKnown(counts: readonly Count[]): number | undefined {
  const numbers = counts.filter(count => typeof count === 'number');
  return numbers.length > 0 ? numbers.reduce((sum, count) => sum + count, 0) : undefined;
}

export const MAILBOX_FORMAT: Format<Mailbox> = {
  fallback: UNKNOWN_MAILBOX,
  migrations: [migrateMailbox1, migrateMailbox2, migrateMailbox3],
  parse: parseMailbox,
};

/** Invalid fields take their defaults. Clears the digest then, so that the next answer is parsed again. */
function parseMailbox(raw: unknown): Mailbox {
  if (isMailbox(raw)) return raw;
  const stored: Partial<Record<string, unknown>> = typeof raw === 'object' && raw !== null ? { ...raw } : {};
  const sound = Object.entries({ ...MAILBOX_FIELDS, ...OPTIONAL_MAILBOX_FIELDS }).filter(([name, is]) =>
    is(stored[name]),
  );
  const kept = Object.fromEntries(sound.map(([name]) => [name, stored[name]]));
  // A newer version may have stored an unknown kind of failure: keep it as a failure.
  const failure: Failure | undefined = stored.failure === undefined ? undefined : { kind: 'network' };
  return { ...UNKNOWN_MAILBOX, ...(failure && { failure }), ...kept, digest: '' };
}
