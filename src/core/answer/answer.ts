/** A parsed answer of the Personal Messages API, as plain data for messages and storage. */

/**
 * A whole number from 0; `withheld` if the user hides it from this service (the node is under
 * `UserProtectedData`); `unreported` if the answer has no usable node for it. The two words don't mean 0.
 */
export type Count = number | 'withheld' | 'unreported';

export interface Sender {
  /** Up to 500 UTF-16 units; empty if the mail gives only an address. */
  name: string;
  /** Up to 320 UTF-16 units; empty if the mail gives none. */
  address: string;
}

/** One unread e-mail. Texts are cut to the limits in `answer-limits.ts`. */
export interface Message {
  /**
   * A digest that doesn't change while the mail is listed, even if the server's id does; unique in its
   * mailbox.
   */
  id: string;
  /** A digest of the server's id, or of the link if there is no id. */
  serverId: string;
  from: Sender;
  /** Date of sending, ms since 1970; absent if the answer's date can't be parsed. */
  date?: number;
  /** Up to 500 UTF-16 units; may be empty. */
  subject: string;
  /** The preview of the body, up to 500 UTF-16 units; may be empty. */
  beginning: string;
  /** Opens the mail: http or https, up to 2,048 UTF-16 units; absent without a safe address. */
  link?: string;
}

export interface Answer {
  emails: Count;
  unread: Count;
  sms: Count;
  /** Up to 200 unread e-mails, or why there is no list. */
  messages: Message[] | 'withheld' | 'unreported';
  /** Where the user changes what this service may see: http or https, up to 2,048 UTF-16 units. */
  dashboard?: string;
}

/** The result of parsing a server's answer. */
export type Reading =
  | { kind: 'answer'; answer: Answer }
  /** The API's error, in either of its forms. `url` is the privacy page of the suite's error −3. */
  | { kind: 'api-error'; code: number; url?: string }
  /** A web page instead of an answer: a captive portal, a proxy, a wrong address. */
  | { kind: 'web-page' }
  /** Only white space. */
  | { kind: 'empty' }
  /** Cut off inside a value or a message. */
  | { kind: 'truncated' }
  /** Not XML and not repairable, or an answer without any data. */
  | { kind: 'malformed' };
