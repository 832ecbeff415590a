import type { Account } from '../account/account';
import type { Message } from '../answer/answer';
import { stopsChecks } from '../mailbox/failure';
import { failureHeadline, failureHelp, remedyFor } from '../mailbox/failure-table';
import { type Announced, listOf, type Mailbox } from '../mailbox/mailbox';
import type { Settings } from '../settings/settings';
import { isolate, textDirection } from '../text/direction';
import type { Translate } from '../text/text';
import { noticeId } from './notice-id';

/** How many mails a summary names. */
const MAX_NAMED = 4;

/** Of a sender and of a subject in such a line, in characters: a desktop cuts off what is too much for it, anywhere. */
const MAX_SENDER = 30;
const MAX_SUBJECT = 50;

/** A desktop notification to show; what it announces with its words. */
export interface Notice extends Announced {
  /** The account's name where there are several. */
  context?: string;
  /** How many it counts whose ids it doesn't know: SMS, and mails that are not listed; absent where there are none. */
  counted?: number;
}

/** How the user wants things told, and in which language. */
export type Wording = Pick<Settings, 'notificationsAtOnce' | 'notificationPrivacy'> & { t: Translate };

/** Tells that checks have stopped; nothing where they go on. */
export function stopNotice(account: Account, { failure }: Mailbox, { t }: Wording): Notice[] {
  // An account that nobody has signed in to yet is one that the user is just setting up.
  if (!failure || !stopsChecks(failure) || !account.token) return [];
  return [
    {
      id: noticeId(account.id, 'stop'),
      about: 'stop',
      title: t({ key: 'titleAccount', args: [account.name, failureHeadline(failure, account)] }),
      message: t(remedyFor(failure, account) === 'sign-in' ? 'clickToSignIn' : failureHelp(failure, account)),
      messageIds: [],
    },
  ];
}

/** Tells of the SMS that are pending. */
export function smsNotice(account: Account, { sms, pending }: Mailbox, { t }: Wording): Notice[] {
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
      counted: pending.sms,
    },
  ];
}

/** New mails to tell of. */
export interface NewMails {
  /** The listed ones, newest first. */
  mails: readonly Message[];
  /** How many more came. */
  unlisted?: number;
  /** Whether they were held back, so that more than one are summed up however few they are. */
  isHeld?: boolean | undefined;
}

/** Tells of new mails, the oldest first: one notice each, or one for all where there are more than the user wants. */
export function mailNotices(
  account: Account,
  { checkedAt }: Mailbox,
  { mails, unlisted = 0, isHeld = false }: NewMails,
  wording: Wording,
): Notice[] {
  const count = mails.length + unlisted;
  // Notices that each say one would say no more than one that counts them.
  const summed = unlisted > 0 || (count > 1 && (isHeld || wording.notificationPrivacy === 'count'));
  if (!summed && count <= wording.notificationsAtOnce)
    return mails.map(message => single(account, message, wording)).toReversed();
  return [
    {
      ...listing(account, mails, count, wording),
      // Where no mail is known, the check that counted them tells one sum from the next.
      id: noticeId(account.id, 'mails', mails[0]?.id ?? String(checkedAt)),
      about: 'mail',
      title: wording.t({ plural: 'newEmails', count }),
      ...(unlisted > 0 && { counted: unlisted }),
    },
  ];
}

/**
 * Reminds of mails that stay unread.
 * @param mails newest first
 */
export function reminderNotice(account: Account, mails: readonly Message[], wording: Wording): Notice[] {
  if (mails.length === 0) return [];
  const { t } = wording;
  return [
    {
      ...listing(account, mails, mails.length, wording),
      id: noticeId(account.id, 'reminder', mails[0]?.id),
      about: 'reminder',
      title: t({ plural: 'stillUnread', count: mails.length }),
    },
  ];
}

function single(account: Account, message: Message, { notificationPrivacy, t }: Wording): Notice {
  const link = message.link ?? (account.webmail || undefined);
  return {
    id: noticeId(account.id, 'mail', message.id),
    about: 'mail',
    title:
      notificationPrivacy === 'count'
        ? t({ plural: 'newEmails', count: 1 })
        : senderName(message) || t('unknownSender'),
    message:
      notificationPrivacy === 'everything'
        ? [message.subject, message.beginning].filter(Boolean).join('\n')
        : '',
    ...(link && { link }),
    messageIds: [message.id],
  };
}

/** What a notice of several mails, newest first, says of them, and where it leads. */
function listing(account: Account, mails: readonly Message[], count: number, wording: Wording) {
  const named = mails.slice(0, MAX_NAMED);
  const lines = namedLines(named, wording);
  if (count > named.length && lines.length > 0) lines.push('…');
  const only = count === 1 ? mails[0]?.link : undefined;
  const link = only ?? (account.webmail || undefined);
  return {
    message: lines.join('\n'),
    ...(link && { link }),
    messageIds: mails.map(({ id }) => id),
  };
}

function namedLines(named: readonly Message[], { notificationPrivacy, t }: Wording): string[] {
  switch (notificationPrivacy) {
    case 'everything':
      return named.map(message => lineOf(message, named.length > 1));
    case 'sender':
      return [...new Set(named.map(message => senderName(message) || t('unknownSender')))];
    case 'count':
      return [];
  }
}

/**
 * A sender and a subject, whichever way each of them runs.
 * @param inShort whether the line is to leave room for others
 */
function lineOf(message: Message, inShort: boolean): string {
  const { from, subject } = message;
  const whole = senderName(message);
  // The end of an address is what tells whose it is.
  const name = inShort && whole === from.name ? shortened(whole, MAX_SENDER) : whole;
  const sender = isolate(name, textDirection(subject + name));
  return [sender, inShort ? shortened(subject, MAX_SUBJECT) : subject].filter(Boolean).join(': ');
}

function shortened(text: string, length: number): string {
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  const beginning = characters.slice(0, length - 1).join('');
  return `${beginning.trimEnd()}…`;
}

/** How a sender is called; empty where nothing is known. A name that poses as another address brings its own along. */
export function senderName({ from: { name, address } }: Message): string {
  if (/[@\uff20\ufe6b]/.test(name) && address && name !== address) return `${name} <${address}>`;
  return name || address;
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
    case 'reminder':
      return (
        isUnknown ||
        (messageIds.length === 0
          ? mailbox.unread === 0
          : typeof mailbox.messages !== 'string' &&
            !listOf(mailbox.messages).some(({ id }) => messageIds.includes(id)))
      );
    case 'sms':
      return isUnknown || (typeof mailbox.sms === 'number' && mailbox.sms < sms);
    case 'stop':
      return !stopsChecks(mailbox.failure);
  }
}
