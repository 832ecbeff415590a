/** What an answer of the Personal Messages API says, as plain data that crosses contexts and fits in storage. */

/**
 * A count of the answer: a number (a whole one, 0 or more), `withheld` where the user keeps it from this
 * service (the node is under `UserProtectedData`), or `unreported` where the answer has no usable node for it.
 * None of the two words is the number 0.
 */
export type Count = number | 'withheld' | 'unreported';

export interface Sender {
  /** The name to show, up to 500 UTF-16 units; empty where the mail gives an address alone. */
  name: string;
  /** The e-mail address, up to 320 UTF-16 units; empty where the mail gives none. */
  address: string;
}

/** One unread e-mail of the overview. Its texts are cut between characters; `answer-limits.ts` has the limits. */
export interface Message {
  /** A digest that stays the same while the mail is listed, whatever the server calls it; unique within its mailbox. */
  id: string;
  /** A digest of the id, or else the link, that the server gave it this time. */
  serverId: string;
  from: Sender;
  /** When it was sent, ms since 1970; absent where the answer's date can't be understood. */
  date?: number;
  /** Up to 500 UTF-16 units; empty where the mail has no subject. */
  subject: string;
  /** The beginning of the body, up to 500 UTF-16 units; may be empty. */
  beginning: string;
  /**
   * An http or https address that shows the mail, up to 2,048 UTF-16 units; absent where the answer gives none that is
   * safe to open.
   */
  link?: string;
}

export interface Answer {
  emails: Count;
  unread: Count;
  sms: Count;
  /** The unread e-mails of the overview in the answer's order, up to 200, or why there are none to list. */
  messages: Message[] | 'withheld' | 'unreported';
  /** Where the user changes what this service may see; http or https, up to 2,048 UTF-16 units. */
  dashboard?: string;
}

/** What the text of a server's answer turned out to be. */
export type Reading =
  | { kind: 'answer'; answer: Answer }
  /** The API's own error form, in either of its shapes. `url` is the privacy page of the suite's error −3. */
  | { kind: 'api-error'; code: number; url?: string }
  /** A web page where an answer was expected: a captive portal, a proxy, a wrong address. */
  | { kind: 'web-page' }
  /** Nothing but white space. */
  | { kind: 'empty' }
  /** An answer that breaks off amid a value or a message. */
  | { kind: 'truncated' }
  /** Neither XML nor anything that can be repaired into an answer, or an answer that tells nothing. */
  | { kind: 'malformed' };
