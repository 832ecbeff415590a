import type { ActionStatus, MailAction, RefusalReason } from './api-vocabulary';

/** A parsed answer of the Personal Messages API, as plain data for messages and storage. */

/**
 * A whole number from 0; `withheld` by the user (under `UserProtectedData`); `unreported` without a usable
 * node. The words don't mean 0.
 */
export type Count = number | 'withheld' | 'unreported';

export interface Sender {
  /** Up to 500 UTF-16 units; empty if the mail gives only an address. */
  name: string;
  /** Up to 320 UTF-16 units; empty if the mail gives none. */
  address: string;
}

export interface Message {
  /** A digest; stable while the mail is listed, even if the server's id changes. Unique in its mailbox. */
  id: string;
  /** A digest of the server's id, or of the link if there is no id. */
  serverId: string;
  /** The server's id as sent, for actions: up to 1,000 UTF-16 units; absent if the server gives none or a longer one. */
  messageId?: string;
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
  /** Up to 200. */
  messages: Message[] | 'withheld' | 'unreported';
  /** Where the user changes what this service may see: http or https, up to 2,048 UTF-16 units. */
  dashboard?: string;
  /** The actions that the server supports; absent if none. */
  actions?: MailAction[];
  /** The folders that the server watches, up to 100; absent if it tells none. */
  folders?: Folder[];
}

export interface Folder {
  /** Up to 500 UTF-16 units. */
  name: string;
  emails: Count;
  unread: Count;
}

/** The server's result for one message. */
export interface ActionResult {
  /** The server's id. */
  messageId: string;
  status: ActionStatus;
  /** Only with `refused`. */
  reason?: RefusalReason;
}

export type Reading =
  | { kind: 'answer'; answer: Answer }
  /** To an action, in the server's order; up to 1,000. */
  | { kind: 'results'; results: ActionResult[] }
  /** The API's error, in either of its forms. `url` is the privacy page of the suite's error −3. */
  | { kind: 'api-error'; code: number; url?: string }
  | { kind: 'web-page' }
  | { kind: 'empty' }
  /** Cut off inside a value or a message. */
  | { kind: 'truncated' }
  /** Not XML and not repairable, or an answer without any data. */
  | { kind: 'malformed' };
