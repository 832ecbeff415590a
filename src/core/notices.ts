import type { Account } from './account';
import type { Message } from './answer';
import { listOf, type Mailbox } from './mailbox';
import type { Text } from './text';

/** More new mails than this at once make one notice that says how many. */
const MAX_SINGLE = 3;

/** How many mails a summary names. */
const MAX_NAMED = 4;

/** A desktop notification to show. */
export interface Notice {
  /** Made of the account and the message: shown again, it replaces itself and never doubles. */
  id: string;
  title: string | Text;
  message: string;
  /** The account's name where there are several. */
  context?: string;
  /** Where a click leads; absent where no address is known. */
  link?: string;
  /** The mails that this notice announces. */
  messageIds: string[];
}

/** The notices that a mailbox's pending mails call for, oldest mail first. */
export function noticesFor(account: Account, mailbox: Mailbox, severalAccounts: boolean): Notice[] {
  const pending = new Set(mailbox.pending);
  const fresh = listOf(mailbox.messages)
    .filter(message => pending.has(message.id))
    .sort((a, b) => (a.date ?? 0) - (b.date ?? 0));
  const context = severalAccounts ? { context: account.name } : {};
  if (fresh.length === 0) return [];
  if (fresh.length > MAX_SINGLE) return [{ ...summary(account, fresh), ...context }];
  return fresh.map(message => ({ ...single(account, message), ...context }));
}

function single(account: Account, message: Message): Notice {
  const link = message.link ?? (account.webmail || undefined);
  return {
    id: noticeId(account.id, message.id),
    title: senderName(message) || { key: 'unknownSender' },
    message: [message.subject, message.beginning].filter(Boolean).join('\n'),
    ...(link && { link }),
    messageIds: [message.id],
  };
}

function summary(account: Account, fresh: Message[]): Notice {
  const named = fresh.slice(-MAX_NAMED).reverse();
  const lines = named.map(message => [senderName(message), message.subject].filter(Boolean).join(': '));
  if (fresh.length > named.length) lines.push('…');
  return {
    id: noticeId(account.id, 'summary'),
    title: { plural: 'newEmails', count: fresh.length },
    message: lines.join('\n'),
    ...(account.webmail && { link: account.webmail }),
    messageIds: fresh.map(message => message.id),
  };
}

/** How a sender is called; empty where nothing is known. A name that poses as another address brings its own along. */
export function senderName({ from: { name, address } }: Message): string {
  if (name.includes('@') && address && name !== address) return `${name} <${address}>`;
  return name || address;
}

function noticeId(accountId: string, what: string): string {
  return `${accountId}|${what}`;
}

/** The account that a notification's id names. */
export function accountOfNotice(noticeId: string): string {
  return noticeId.slice(0, noticeId.indexOf('|'));
}

/** Which of the notifications `showing` announce only mail that is unread no longer. */
export function staleNotices(mailbox: Mailbox, showing: readonly string[]): string[] {
  const listed = new Set(listOf(mailbox.messages).map(({ id }) => id));
  return mailbox.announced
    .filter(({ notice, messageIds }) => showing.includes(notice) && !messageIds.some(id => listed.has(id)))
    .map(({ notice }) => notice);
}
