import type { Sender } from '../../core/answer/answer';
import type { PostAction, RefusalReason } from '../../core/answer/api-vocabulary';

/** Each count is 0 or more. */
export interface Counts {
  readonly emails: number;
  readonly unread: number;
  /** Unread text messages; `undefined` (not 0) if the mailbox doesn't support them. */
  readonly sms: number | undefined;
}

export interface FolderCounts {
  /** With `/` between its levels. */
  readonly name: string;
  /** Each 0 or more. A mail that lies in several folders counts in each. */
  readonly emails: number;
  readonly unread: number;
}

/** Texts are plain Unicode, without RFC 2047 words or markup. */
export interface MessageLine {
  /** Unique in its mailbox and never used again. Not empty. */
  readonly id: string;
  readonly from: Sender;
  readonly date: Date;
  readonly subject: string;
  readonly read: boolean;
}

export interface MessageSummary extends MessageLine {
  /** The preview: about 200 characters of the text, on one line. */
  readonly beginning: string;
  /** An http or https address, if the message isn't read in the gateway's own reader. */
  readonly link?: string;
}

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

export interface FullMessage extends MessageLine {
  /** The plain text; empty if there is only HTML. */
  readonly text: string;
  /** Not safe to show. */
  readonly html?: string;
  /** `data:` addresses by Content-ID, for `cid:…` in the HTML (RFC 2392). */
  readonly pictures?: ReadonlyMap<string, string>;
  readonly attachments?: readonly Attachment[];
  readonly cut?: boolean;
}

/** `accepted`: in use from now on. `needless`: the present one isn't refused. Otherwise too soon: seconds to wait. */
export type PasswordTrial = 'accepted' | 'needless' | { readonly wait: number };

/** `restore` undoes `archive` and `delete`. */
export type MessageAction = Exclude<PostAction, 'markAllRead'>;

/**
 * `gone`: there is no such message any more, so nothing is left to do. Of the reasons, `no-folder` means that there is none
 * to move a message to, and none can be made; `unreachable`: the mail server, also after one reconnection.
 */
export type ActionResult =
  | { readonly id: string; readonly status: 'done' | 'gone' }
  | { readonly id: string; readonly status: 'refused'; readonly reason: RefusalReason };

/** How many messages {@link GatewayMailbox.markAllRead} names at most. */
export const MOST_MARKED = 1000;

/** Every method may reject. Don't cache results: the user may read mail elsewhere. */
export interface GatewayMailbox {
  /** `folders` are names of watched folders, as in `folders()`. Without any that is watched, all. */
  counts(folders?: readonly string[]): Promise<Counts>;
  /** Newest first, at most `limit` (1 or more). `folders`: as for `counts`. */
  unread(limit: number, folders?: readonly string[]): Promise<readonly MessageSummary[]>;
  /** The watched folders, if there can be several. */
  folders?(): Promise<readonly FolderCounts[]>;
  /** Read or unread, newest first, at most `limit` (1 or more). */
  latest(limit: number): Promise<readonly MessageLine[]>;
  /** Doesn't mark it as read. `undefined` if it is gone. */
  message(id: string): Promise<FullMessage | undefined>;
  /**
   * One result for each id, in their order. To do again what is done already is `done` or `gone`. The next `counts` and
   * `unread` show the effect. A mail server that can't be reached is a result, not an error.
   */
  act(action: MessageAction, ids: readonly string[]): Promise<readonly ActionResult[]>;
  /**
   * Marks what is unread and not newer than the newest of these messages; without any, all. Returns the messages that
   * were marked, or refused: the newest {@link MOST_MARKED}, newest first. `folders`: as for `counts`.
   */
  markAllRead(notNewerThan: readonly string[], folders?: readonly string[]): Promise<readonly ActionResult[]>;
  /** Whether opening a message in the gateway's reader marks it as read, if the user has not chosen. */
  readonly readsOnOpen: boolean;
  readonly webmail?: string | undefined;
  /** Somebody uses it from this IP address, which the operator's own mail server is told. */
  usedFrom?(client: string): void;
  /** For a person who has signed in: connects now, or soon, even if a refusal has ended the tries. */
  retry?(): Promise<void>;
  /** The mail server has just accepted the login: ends the effects of an earlier refusal. */
  accept?(): void;
  /** Tries a new password while the mail server refuses the present one. Rejects if it can't be used. */
  tryPassword?(password: string): Promise<PasswordTrial>;
  /** It knows of a refusal or of failures: another mailbox for the same account would ask its server too early. */
  isTroubled?(): boolean;
  close?(): Promise<void>;
}

/**
 * `refused`: the server rejects the password for certain, and isn't asked again. `unexplained`: it rejects the
 * sign-in without a reason, so the password may be right. `busy`: it can’t serve the gateway at present.
 * `noPassword`: it offers no sign-in by password. `unmarked`: it doesn't mark a message as read.
 */
export type Trouble =
  | 'refused'
  | 'unexplained'
  | 'busy'
  | 'noPassword'
  | 'certificate'
  | 'noFolder'
  | 'unmarked'
  | 'unreachable'
  | 'timeout'
  | 'unexpected';

/** The code of `refused` and `unexplained` if the person let the gateway in at a provider: no other password helps. */
export const GRANT = 'GRANT';

/** The code of `noPassword` where only access tokens are at hand, and the server takes none. */
export const NO_OAUTH = 'NO-OAUTH';

/** The code of `timeout` if too many sign in at the mail server at present: it was not asked. */
export const NO_PLACE = 'NO-PLACE';

/** Whether another password may help. */
export const isAboutPassword = (trouble: Trouble | undefined): boolean =>
  trouble === 'refused' || trouble === 'unexplained';

/** A certificate that a server shows, which may lie. Texts are printable and at most 200 characters each. */
export interface Certificate {
  /** The host names and IP addresses it is for, at most ten of them. */
  readonly names: readonly string[];
  /** The issuer's name and organisation; empty if it has none. */
  readonly issuer: string;
  readonly from: Date;
  readonly to: Date;
  /** The SHA-256 fingerprint: 32 bytes as upper-case hexadecimal pairs with colons between them. */
  readonly sha256: string;
}

export interface ErrorDetails {
  /** The server's own words about a sign-in: printable, without secrets, at most 200 characters. */
  readonly said?: string | undefined;
  /** Says why the server's certificate can't be trusted, such as `its certificate expired on 2026-11-01`. */
  readonly fault?: string | undefined;
  /** The certificate that can't be trusted, unless the server shows none. */
  readonly certificate?: Certificate | undefined;
  /** Reading one message alone has broken the connection, or got no answer: the server may be fine. */
  readonly byOneMail?: boolean | undefined;
  /** Nobody is signed in at the provider: no grant has ended. */
  readonly hasNoGrant?: boolean | undefined;
  /** Of a connection: whether the mail server takes nobody at present. Undefined if the server wasn't asked. */
  readonly isOfServer?: boolean | undefined;
  /** Of a connection: whether the mail server may have got the password. */
  readonly hasBegun?: boolean | undefined;
  /** The system lets the gateway open no more files and connections. */
  readonly isOutOfFiles?: boolean | undefined;
}

/** `message` is for the log. It contains `details.said` and `details.fault`, and no secret or mail content. */
export class MailboxError extends Error {
  constructor(
    readonly trouble: Trouble,
    message: string,
    readonly code?: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
  }
}

/** Whether the mail server doesn't accept what the provider has given, or the provider gives no more. */
export const isAboutGrant = (error: unknown): boolean =>
  error instanceof MailboxError && isAboutPassword(error.trouble) && error.code === GRANT;

/** Whether only a new sign-in at the provider helps. */
export const isGrantRefused = (error: unknown): boolean =>
  isAboutGrant(error) && (error as MailboxError).trouble === 'refused';
