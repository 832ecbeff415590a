import type { Account } from './account';
import type { Message } from './answer';
import { isolate, textDirection } from './direction';
import { failureHeadline, failureHelp, remedyFor, stopsChecks } from './failure';
import { type Announced, listOf, type Mailbox } from './mailbox';
import type { PrivacyLevel } from './settings';
import type { Translate } from './text';

/** More new mails than this at once make one notice that says how many. */
const MAX_SINGLE = 3;

/** How many mails a summary names. */
const MAX_NAMED = 4;

/** A desktop notification to show; what it announces with its words. */
export interface Notice extends Announced {
  /** The account's name where there are several. */
  context?: string;
}

/**
 * The notices that what is pending in a mailbox calls for: what needs the user, then SMS, then mail, the oldest first.
 * @param privacy how much of a mail they show
 */
export function noticesFor(
  account: Account,
  mailbox: Mailbox,
  severalAccounts: boolean,
  privacy: PrivacyLevel,
  t: Translate,
): Notice[] {
  const context = severalAccounts ? { context: account.name } : {};
  return [
    ...stopNotice(account, mailbox, t),
    ...smsNotice(account, mailbox, t),
    ...mailNotices(account, mailbox, privacy, t),
  ].map(notice => ({ ...notice, ...context }));
}

function stopNotice(account: Account, { failure, pending }: Mailbox, t: Translate): Notice[] {
  // An account that nobody has signed in to yet is one that the user is just setting up.
  if (!pending.stop || !failure || !stopsChecks(failure) || !account.token) return [];
  return [
    {
      id: noticeId(account.id, 'stop'),
      about: 'stop',
      title: t({ key: 'titleAccount', args: [account.name, failureHeadline(failure)] }),
      message: t(remedyFor(failure, account) === 'sign-in' ? 'clickToSignIn' : failureHelp(failure, account)),
      messageIds: [],
    },
  ];
}

function smsNotice(account: Account, { sms, pending }: Mailbox, t: Translate): Notice[] {
  if (pending.sms === 0 || typeof sms !== 'number') return [];
  return [
    {
      // The count tells one rise from the next, for an SMS has no id here.
      id: noticeId(account.id, 'sms', String(sms)),
      about: 'sms',
      title: t({ plural: 'newSms', count: pending.sms }),
      message: pending.sms < sms ? t({ plural: 'smsInAll', count: sms }) : '',
      ...(account.webmail && { link: account.webmail }),
      messageIds: [],
      sms,
    },
  ];
}

function mailNotices(
  account: Account,
  { messages, pending }: Mailbox,
  privacy: PrivacyLevel,
  t: Translate,
): Notice[] {
  const waiting = new Set(pending.mails);
  const fresh = listOf(messages)
    .filter(message => waiting.has(message.id))
    .sort((a, b) => (a.date ?? 0) - (b.date ?? 0));
  const count = fresh.length + pending.unlisted;
  if (fresh.length === 0) return [];
  // Notices that each say one would say no more than one that counts them.
  if (count > MAX_SINGLE || count > fresh.length || (privacy === 'count' && count > 1))
    return [summary(account, fresh, count, privacy, t)];
  return fresh.map(message => single(account, message, privacy, t));
}

function single(account: Account, message: Message, privacy: PrivacyLevel, t: Translate): Notice {
  const link = message.link ?? (account.webmail || undefined);
  return {
    id: noticeId(account.id, 'mail', message.id),
    about: 'mail',
    title:
      privacy === 'count' ? t({ plural: 'newEmails', count: 1 }) : senderName(message) || t('unknownSender'),
    message: privacy === 'everything' ? [message.subject, message.beginning].filter(Boolean).join('\n') : '',
    ...(link && { link }),
    messageIds: [message.id],
  };
}

function summary(
  account: Account,
  fresh: Message[],
  count: number,
  privacy: PrivacyLevel,
  t: Translate,
): Notice {
  const named = fresh.slice(-MAX_NAMED).reverse();
  const lines = summaryLines(named, privacy, t);
  if (count > named.length && lines.length > 0) lines.push('…');
  return {
    id: noticeId(account.id, 'mails', named[0]?.id),
    about: 'mail',
    title: t({ plural: 'newEmails', count }),
    message: lines.join('\n'),
    ...(account.webmail && { link: account.webmail }),
    messageIds: fresh.map(message => message.id),
  };
}

function summaryLines(named: readonly Message[], privacy: PrivacyLevel, t: Translate): string[] {
  switch (privacy) {
    case 'everything':
      return named.map(message => [lineSender(message), message.subject].filter(Boolean).join(': '));
    case 'sender':
      return [...new Set(named.map(message => senderName(message) || t('unknownSender')))];
    case 'count':
      return [];
  }
}

/** A sender's name to stand before the subject in a line, whichever way each of them runs. */
function lineSender(message: Message): string {
  const name = senderName(message);
  return isolate(name, textDirection(message.subject + name));
}

/** How a sender is called; empty where nothing is known. A name that poses as another address brings its own along. */
export function senderName({ from: { name, address } }: Message): string {
  if (name.includes('@') && address && name !== address) return `${name} <${address}>`;
  return name || address;
}

/** Chrome drops a notification whose id is longer than 500 characters, and says that it shows. */
const MAX_PART = 120;

/** Made of the account and of what is announced: shown again, a notification replaces itself and never doubles. */
function noticeId(accountId: string, kind: string, which?: string): string {
  return [accountId, kind, ...(which === undefined ? [] : [shortened(which)])].join('|');
}

/** A text of any length as one of few characters; no other text gets the same, but by a chance of 1 in 2^53. */
function shortened(text: string): string {
  return text.length <= MAX_PART ? text : `${text.slice(0, MAX_PART - 20)}…${hash(text)}`;
}

/** cyrb53, 53 bits in base 36. No secret depends on it. */
function hash(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

/** The account that a notification's id names. */
export function accountOfNotice(noticeId: string): string {
  return noticeId.slice(0, noticeId.indexOf('|'));
}

/** Which of the notifications `showing` say what is so no longer: their mail or SMS are read, or checks go on. */
export function staleNotices(mailbox: Mailbox, showing: readonly string[]): string[] {
  return mailbox.announced
    .filter(entry => showing.includes(entry.id) && isStale(entry, mailbox))
    .map(({ id }) => id);
}

function isStale({ about, messageIds, sms = 0 }: Announced, mailbox: Mailbox): boolean {
  // Signed out, or not let in any more: what was announced is none of its business now.
  const isUnknown = mailbox.checkedAt === 0 || mailbox.failure?.kind === 'privacy';
  switch (about) {
    case 'mail':
      return (
        isUnknown ||
        (typeof mailbox.messages !== 'string' && !mailbox.messages.some(({ id }) => messageIds.includes(id)))
      );
    case 'sms':
      return isUnknown || (typeof mailbox.sms === 'number' && mailbox.sms < sms);
    case 'stop':
      return !stopsChecks(mailbox.failure);
  }
}
