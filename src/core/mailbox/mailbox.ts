import type { Account } from '../account/account';
import type { Count, Message } from '../answer/answer';
import {
  arrayOf,
  either,
  isFlag,
  isText,
  LAST_MOMENT,
  numberIn,
  objectOf,
  oneOf,
  type TypeOf,
} from '../store/schema';
import { NEVER_CHECKED } from './schedule';

/** ms since 1970, within what a `Date` can hold. */
const isTime = numberIn(-LAST_MOMENT, LAST_MOMENT);

const isNumber = numberIn();

const isCount = either(isNumber, oneOf('withheld', 'unreported'));

const isMessage = objectOf(
  {
    id: isText,
    serverId: isText,
    from: objectOf({ name: isText, address: isText }),
    subject: isText,
    beginning: isText,
  },
  { date: isTime, link: isText },
);

const isFailure = either(
  either(
    objectOf({
      kind: oneOf('forbidden', 'not-found', 'busy', 'server-error', 'http'),
      status: isNumber,
    }),
    objectOf({ kind: oneOf('account', 'internal'), code: isNumber }),
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

/** What tells new mail from old. All of it or nothing: without it the next list is a first one, and silent. */
const isKnown = objectOf(
  {
    /**
     * Ids of the e-mails that were listed, those of the last list at the end and newest first; they need no announcement
     * any more. Version 1.0.0 has other ids, under another name, so that it takes these for none.
     */
    seen: arrayOf(isText),
    /** How many of them the last list held. */
    listed: isNumber,
    /** When a list last came, ms since 1970, by the server's clock where it is right. */
    asOf: isTime,
    /** E-mails, and unread ones among them, at that time. */
    emails: isCount,
    unread: isCount,
    /** Whether the list was shorter than that, so that older mail may come into view. */
    partial: isFlag,
    /** Which end of the server's lists is the newest (src/core/mailbox/list-order.ts). */
    order: isNumber,
  },
  {
    /** The ids of those that version 1.0.0 has seen, as it knew them, `until` then, ms since 1970. */
    former: objectOf({ ids: arrayOf(isText), until: isTime }),
    /** Mail dated before this, ms since 1970, was hidden behind such a list once; absent where none was. */
    hiddenBefore: isNumber,
  },
);

/** What has yet to be announced. */
const isStillPending = objectOf(
  {
    /** Ids of listed mails. */
    mails: arrayOf(isText),
    /** How many more came that the list doesn't show, or that can't be told from others in it. */
    unlisted: isNumber,
    sms: isNumber,
    /** Whether checks have stopped, and the user has not been told. */
    stop: isFlag,
  },
  {
    /** Whether some of it was held back, so that all of it is summed up when it may be told. */
    held: oneOf(true),
    /** Those of the mails whose sound has been played. */
    heard: arrayOf(isText),
  },
);

/** The failures since the last answer. */
const isFailing = objectOf({
  /** When the first of them was known, ms since 1970. */
  since: isTime,
  times: isNumber,
  /** How many of them, at the end, were the same: of one kind, with one status or code. */
  same: isNumber,
});

const isAnnounced = objectOf(
  {
    /** The notification's id. */
    id: isText,
    about: oneOf('mail', 'sms', 'stop', 'reminder'),
    /** What it said; forgotten with the mails that it announced, while its link serves a late click. */
    title: isText,
    message: isText,
    /** The listed mails that it announced. */
    messageIds: arrayOf(isText),
  },
  {
    link: isText,
    /** How many unread SMS there were, where it announced some. */
    sms: isNumber,
    /** When it was shown, ms since 1970; absent where an older version stored this, which reminded of nothing. */
    at: isTime,
    /** Whether the user has been reminded of its mails. */
    reminded: oneOf(true),
  },
);

export const MAILBOX_FIELDS = {
  /** The API address that all of this is about. */
  endpoint: isText,
  /** The account's revision that the latest check was made with. */
  revision: isNumber,
  /** When an answer last came, ms since 1970; 0 before the first. Counts and messages are what that answer said. */
  checkedAt: isTime,
  emails: isCount,
  unread: isCount,
  sms: isCount,
  messages: either(arrayOf(isMessage), oneOf('withheld', 'unreported')),
  /** Digest of that answer's text; empty where none is known, so that the next answer is read. */
  digest: isText,
  /** These two and `retryAt`, `notBefore` and `openedAt` below, of `Timing`, time the next check. */
  attemptedAt: isTime,
  failures: isNumber,
  pending: isStillPending,
  /** What was announced last, oldest first. */
  announced: arrayOf(isAnnounced),
};

export const OPTIONAL_MAILBOX_FIELDS = {
  retryAt: isTime,
  notBefore: isTime,
  openedAt: isTime,
  known: isKnown,
  /** The latest number of unread SMS reported; absent before the first. */
  knownSms: isNumber,
  /** Whether the user has been told that checks have stopped; absent again once an answer comes. */
  toldOfStop: oneOf(true),
  /** Where the user changes what this service may see. */
  dashboard: isText,
  /** Why the latest check brought no answer; absent when it did. */
  failure: isFailure,
  /** Absent while all is well, and where an older version stored a failure. */
  failing: isFailing,
  /** How often the latest answer's server suggests to be asked, in ms; absent where it doesn't. */
  pollInterval: numberIn(0, 3_600_000),
};

export const isMailbox = objectOf(MAILBOX_FIELDS, OPTIONAL_MAILBOX_FIELDS);

/** All that is known of one account's mail. Badge, popup, title and notifications are functions of it. */
export type Mailbox = TypeOf<typeof isMailbox>;
export type Announced = TypeOf<typeof isAnnounced>;
export type Pending = TypeOf<typeof isStillPending>;
export type Failing = TypeOf<typeof isFailing>;
export type Known = TypeOf<typeof isKnown>;

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

/**
 * What is known of the account as it is now. Of another API address nothing is, nor of an account that the user has
 * signed out of; and what went wrong with former credentials says nothing of those that the user has entered since.
 */
export function mailboxOf({ endpoint, revision, token }: Account, stored: Mailbox | undefined): Mailbox {
  if (stored?.endpoint !== endpoint || (!token && stored.checkedAt > 0))
    return { ...UNKNOWN_MAILBOX, endpoint, revision, announced: (stored?.announced ?? []).map(forgotten) };
  if (stored.revision === revision) return stored;
  const {
    failure: _failure,
    failing: _failing,
    toldOfStop: _told,
    retryAt: _retryAt,
    notBefore: _notBefore,
    ...known
  } = stored;
  return { ...known, ...NEVER_CHECKED, pending: { ...known.pending, stop: false }, revision };
}

/** An announcement of which nothing is left but its notification, which may show still and is to be taken down. */
function forgotten({ id, about }: Announced): Announced {
  return { id, about, title: '', message: '', messageIds: [] };
}

/** Whether something has yet to be announced. */
export function isPending({ pending }: Pick<Mailbox, 'pending'>): boolean {
  return pending.mails.length > 0 || pending.unlisted > 0 || pending.sms > 0 || pending.stop;
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
