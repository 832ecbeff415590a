import type { Sender } from '../../core/answer/answer';

/** Each count is 0 or more. */
export interface Counts {
  readonly emails: number;
  readonly unread: number;
  /** Unread text messages; `undefined` (not 0) if the mailbox doesn't support them. */
  readonly sms: number | undefined;
}

/** A message of a list. Texts are decoded: plain Unicode, no RFC 2047 words, no markup. */
export interface MessageLine {
  /** Unique in its mailbox and never used again. Not empty. */
  readonly id: string;
  readonly from: Sender;
  readonly date: Date;
  /** May be empty. */
  readonly subject: string;
  readonly read: boolean;
}

/** A message of the API's overview. */
export interface MessageSummary extends MessageLine {
  /** The preview: about 200 characters of the text, on one line. */
  readonly beginning: string;
  /** An http or https address, if the message isn't read in the gateway's own reader. */
  readonly link?: string;
}

/** An attached file that isn't a picture in the text. */
export interface Attachment {
  /** May be empty. */
  readonly name: string;
  /** Such as `application/pdf`. */
  readonly type: string;
  /** The server's estimate. */
  readonly bytes: number;
}

/** A message with its whole text. */
export interface Message extends MessageLine {
  /** The plain text; made from the HTML if there is no other. */
  readonly text: string;
  /** The sender's HTML. Not safe to show. */
  readonly html?: string;
  /** Pictures that the HTML names as `cid:…`: `data:` addresses by Content-ID (RFC 2392). */
  readonly pictures?: ReadonlyMap<string, string>;
  readonly attachments?: readonly Attachment[];
  /** The text or HTML was too long and is cut off. */
  readonly cut?: boolean;
}

/**
 * One person's mail. Every method may reject; the API sends the error code of a {@link MailboxError}. Don't
 * cache results: the user may read mail elsewhere.
 */
export interface Mailbox {
  counts(): Promise<Counts>;
  /** The newest unread messages, newest first, at most `limit` (1 or more). */
  unread(limit: number): Promise<readonly MessageSummary[]>;
  /** The newest messages, read or unread, newest first, at most `limit` (1 or more). */
  latest(limit: number): Promise<readonly MessageLine[]>;
  /** Returns `undefined` if the message doesn't exist (any more). Doesn't mark it as read. */
  message(id: string): Promise<Message | undefined>;
  /** Marks a message as read. Does nothing if it is read already or gone. */
  markRead(id: string): Promise<void>;
  /**
   * Whether the gateway's reader marks a message as read when the user opens it. If not, the user does so.
   */
  readonly readsOnOpen: boolean;
  /** Http or https address of the mailbox's webmail. */
  readonly webmail?: string | undefined;
  /** Closes connections and stops timers. The creator of the mailbox calls it once. */
  close?(): Promise<void>;
}

/**
 * `refused`: the server rejects the password. `certificate`: it has no TLS, or its certificate can't be
 * verified. `noFolder`: a watched folder doesn't exist. `unmarked`: the server doesn't let us mark a message
 * as read.
 */
export type Trouble =
  | 'refused'
  | 'certificate'
  | 'noFolder'
  | 'unmarked'
  | 'unreachable'
  | 'timeout'
  | 'unexpected';

/** A mailbox's error. The message is for the log, without secrets or mail content. */
export class MailboxError extends Error {
  constructor(
    readonly trouble: Trouble,
    message: string,
    /** The code of the system or the server, such as `ECONNREFUSED`. */
    readonly code?: string,
  ) {
    super(message);
  }
}
