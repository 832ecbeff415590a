import type { Sender } from '../../core/answer/answer';

/** How many there are, each 0 or more. */
export interface Counts {
  readonly emails: number;
  readonly unread: number;
  /** Unread text messages; `undefined` where the mailbox has no such thing, which is not the number 0. */
  readonly sms: number | undefined;
}

/** One line of a list of messages. Texts are decoded: plain Unicode, no RFC 2047 words, no markup. */
export interface MessageLine {
  /** Unique in its mailbox and never given to another message. Any text that isn't empty. */
  readonly id: string;
  readonly from: Sender;
  readonly date: Date;
  /** May be empty. */
  readonly subject: string;
  readonly read: boolean;
}

/** One entry of the API's overview. */
export interface MessageSummary extends MessageLine {
  /** The first 200 characters or so of the text, on one line. */
  readonly beginning: string;
  /** The http or https address where the message is read, if not in the gateway's own reader. */
  readonly link?: string;
}

/** A file that came with a message, and is no picture within its text. */
export interface Attachment {
  /** May be empty. */
  readonly name: string;
  /** Such as `application/pdf`. */
  readonly type: string;
  /** About how many, as the server estimates. */
  readonly bytes: number;
}

/** A message with its whole text. */
export interface Message extends MessageLine {
  /** What the sender wrote as plain text; what the HTML says, where there is HTML alone. */
  readonly text: string;
  /** The sender's HTML, as it came: not to be trusted. Absent where there is none. */
  readonly html?: string;
  /** The pictures that the HTML names as `cid:…`, as `data:` addresses by their Content-ID (RFC 2392). */
  readonly pictures?: ReadonlyMap<string, string>;
  readonly attachments?: readonly Attachment[];
  /** Whether text or HTML were too long to be given whole. */
  readonly cut?: boolean;
}

/**
 * One person's mail, wherever it is kept. Every method may reject when the place it is kept in fails; the API then
 * answers with the code of its trouble. Nobody but the mailbox decides what is read: ask again rather than remember.
 */
export interface Mailbox {
  counts(): Promise<Counts>;
  /** The last unread messages, newest first, `limit` (1 or more) at most. */
  unread(limit: number): Promise<readonly MessageSummary[]>;
  /** The last messages, read or not, newest first, `limit` (1 or more) at most. */
  latest(limit: number): Promise<readonly MessageLine[]>;
  /** The message with that id, or `undefined` when there is none (any more). Does not mark it read. */
  message(id: string): Promise<Message | undefined>;
  /** Marks a message read. One that is read already, or isn't there any more, is left alone. */
  markRead(id: string): Promise<void>;
  /** Whether a message counts as read once it is opened in the gateway's reader; if not, its reader has to say so. */
  readonly readsOnOpen: boolean;
  /** The webmail that shows the same mailbox, if there is one: an http or https address. */
  readonly webmail?: string | undefined;
  /** Lets go of connections and timers. Whoever made the mailbox calls it, once. */
  close?(): Promise<void>;
}

/**
 * Why a mailbox can't say what it holds: its server refuses the password, shows a certificate that can't be verified
 * or no TLS at all, has no such folder, can't be reached, doesn't answer in time; or anything else. And why it can't mark
 * a message read where it can say all that: `unmarked`, for its server refuses to.
 */
export type Trouble =
  | 'refused'
  | 'certificate'
  | 'noFolder'
  | 'unmarked'
  | 'unreachable'
  | 'timeout'
  | 'unexpected';

/** What a mailbox rejects with. The message says it for the log: no secret and nothing out of a mail. */
export class MailboxError extends Error {
  constructor(
    readonly trouble: Trouble,
    message: string,
    /** What the system or the server calls it, such as `ECONNREFUSED`. */
    readonly code?: string,
  ) {
    super(message);
  }
}
