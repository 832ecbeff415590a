import type { Sender } from '../core/answer';

/** How many there are, each 0 or more. */
export interface Counts {
  readonly emails: number;
  readonly unread: number;
  /** Unread text messages; `undefined` where the mailbox has no such thing, which is not the number 0. */
  readonly sms: number | undefined;
}

/** One line of an overview. Texts are decoded: plain Unicode, no RFC 2047 words, no markup. */
export interface MessageSummary {
  /** Unique in its mailbox and never given to another message. Any text that isn't empty. */
  readonly id: string;
  readonly from: Sender;
  readonly date: Date;
  /** May be empty. */
  readonly subject: string;
  /** The first 200 characters or so of the text, on one line. */
  readonly beginning: string;
  readonly read: boolean;
}

/** A message with its whole text. */
export interface Message extends MessageSummary {
  readonly text: string;
}

/**
 * One person's mail, wherever it is kept. Every method may reject when the place it is kept in fails; the API then
 * answers with code 900. Nobody but the mailbox decides what is read: ask again rather than remember.
 */
export interface Mailbox {
  counts(): Promise<Counts>;
  /** The last unread messages, newest first, `limit` (1 or more) at most. */
  unread(limit: number): Promise<readonly MessageSummary[]>;
  /** The last messages, read or not, newest first, `limit` (1 or more) at most. */
  latest(limit: number): Promise<readonly MessageSummary[]>;
  /** The message with that id, or `undefined` when there is none (any more). Does not mark it read. */
  message(id: string): Promise<Message | undefined>;
  /** Marks a message read. One that is read already, or isn't there any more, is left alone. */
  markRead(id: string): Promise<void>;
  /** Lets go of connections and timers. Whoever made the mailbox calls it, once. */
  close?(): Promise<void>;
}
