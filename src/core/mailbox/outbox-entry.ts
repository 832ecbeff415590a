import { POST_ACTIONS, REFUSAL_REASONS } from '../answer/api-vocabulary';
import { arrayOf, isText, numberIn, objectOf, oneOf, type TypeOf } from '../store/schema';
import { isMessage, isTime } from './message-schema';

/** Something that the user did with mails of one account. */
export const isEntry = objectOf(
  {
    /** Unique: an entry with a known id is not queued again. */
    id: isText,
    /** `open`: the user has opened the mail, which its reader probably marks as read. Never sent. */
    action: oneOf('open', ...POST_ACTIONS),
    /** The listed mails that it is about, newest first. */
    mails: arrayOf(isMessage),
    /** ms since 1970. */
    at: isTime,
  },
  {
    /** For all mails at once: how many unread ones there were. */
    count: numberIn(0),
    /** For all mails at once: the folders that the list was asked for; absent if all. */
    folders: arrayOf(isText),
    /** The server's ids to send, if not those of `mails`. */
    messageIds: arrayOf(isText),
    /** When sending began, ms since 1970: the server may have done it. */
    begunAt: isTime,
    /** When the server had done it, ms since 1970. Answers asked for later show it. */
    doneAt: isTime,
    /** The id of the entry that this one takes back. */
    undoes: isText,
    /** The notification whose button was pressed. */
    noticeId: isText,
  },
);

export const areEntries = arrayOf(isEntry);

export type OutboxEntry = TypeOf<typeof isEntry>;

/** Why an action didn't happen. `withheld`: the user lets Facteur no longer see it. `expired`: not sent within a day, or before a new sign-in. */
export const isRefusal = objectOf(
  {
    action: oneOf(...POST_ACTIONS),
    reason: oneOf('withheld', 'expired', ...REFUSAL_REASONS),
    /** How many mails. */
    count: numberIn(1),
    /** Of the first one; may be empty. */
    subject: isText,
    /** ms since 1970. */
    at: isTime,
  },
  {
    /** The notification whose button was pressed, until it tells the user. */
    noticeId: isText,
    /** Of the first mail, as Facteur tells mails apart. */
    mailId: isText,
  },
);

export const areRefusals = arrayOf(isRefusal);

export type Refusal = TypeOf<typeof isRefusal>;
