import type { Account } from '../account/account';
import type { Message } from '../answer/answer';
import { senderName } from '../answer/sender-name';
import { stopsChecks } from '../mailbox/failure';
import { failureHeadline, failureHelp, remedyFor } from '../mailbox/failure-table';
import { type Announced, listOf, type Mailbox } from '../mailbox/mailbox';
import type { Settings } from '../settings/settings';
import { isolate, textDirection } from '../text/direction';
import type { Translate } from '../text/text';
import { noticeId } from './notice-id';

const MAX_NAMED = 4;

/** Characters in one line of a summary. A desktop cuts longer lines anywhere. */
const MAX_SENDER = 30;
const MAX_SUBJECT = 50;

export interface Notice extends Announced {
  /** The account's name; absent with a single account. */
  context?: string;
  /** SMS or unlisted mails without ids; absent if none. */
  counted?: number;
}

export type Wording = Pick<Settings, 'notificationsAtOnce' | 'notificationPrivacy'> & { t: Translate };

export function stopNotice(account: Account, { failure }: Mailbox, { t }: Wording): Notice[] {
  // Without a token, the user is still setting up the account.
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

export function smsNotice(account: Account, { sms, pending }: Mailbox, { t }: Wording): Notice[] {
  if (pending.sms === 0 || typeof sms !== 'number') return [];
  return [
    {
      // SMS have no ids: the count makes the notification's id unique.
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

export interface NewMails {
  /** Newest first. */
  mails: readonly Message[];
  unlisted?: number;
  /** They were delayed: two or more become one summary. */
  isHeld?: boolean | undefined;
}

/** One notice for each mail, the oldest first; or one summary if there are more than the user wants. */
export function mailNotices(
  account: Account,
  { checkedAt }: Mailbox,
  { mails, unlisted = 0, isHeld = false }: NewMails,
  wording: Wording,
): Notice[] {
  const count = mails.length + unlisted;
  // With privacy "count" each would read "1 new e-mail": show one with the total.
  const summed = unlisted > 0 || (count > 1 && (isHeld || wording.notificationPrivacy === 'count'));
  if (!summed && count <= wording.notificationsAtOnce)
    return mails.map(message => single(account, message, wording)).toReversed();
  return [
    {
      ...listing(account, mails, count, wording),
      // Without listed mail, the time of the check makes the id unique.
      id: noticeId(account.id, 'mails', mails[0]?.id ?? String(checkedAt)),
      about: 'mail',
      title: wording.t({ plural: 'newEmails', count }),
      ...(unlisted > 0 && { counted: unlisted }),
    },
  ];
}

/** @param mails newest first */
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
        : senderName(message.from) || t('unknownSender'),
    message:
      notificationPrivacy === 'everything'
        ? [message.subject, message.beginning].filter(Boolean).join('\n')
        : '',
    ...(link && { link }),
    messageIds: [message.id],
  };
}

function listing(account: Account, mails: readonly Message[], count: number, wording: Wording) {
  const named = mails.slice(0, MAX_NAMED);
  const lines = namedLines(named, wording);
  const more = count - named.length;
  if (more > 0 && lines.length > 0) lines.push(wording.t({ plural: 'andMore', count: more }));
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
      return [...new Set(named.map(message => senderName(message.from) || t('unknownSender')))];
    case 'count':
      return [];
  }
}

/** @param inShort for one of several lines */
function lineOf(message: Message, inShort: boolean): string {
  const { from, subject } = message;
  const whole = senderName(message.from);
  // Never shorten an address: its end names the domain.
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

/** Which of the notifications `showing` are out of date: the mail was read, or checks go on. */
export function staleNotices(mailbox: Mailbox, showing: readonly string[]): string[] {
  return mailbox.announced
    .filter(entry => showing.includes(entry.id) && isStale(entry, mailbox))
    .map(({ id }) => id);
}

function isStale({ about, messageIds, sms = 0 }: Announced, mailbox: Mailbox): boolean {
  // Signed out, or access withdrawn.
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

/** A test notification. A second one replaces the first. */
export function sampleNotice({
  notificationPrivacy,
  noticeButtons,
  t,
}: Pick<Settings, 'notificationPrivacy' | 'noticeButtons'> & Pick<Wording, 't'>): Notice {
  return {
    id: noticeId('', 'sample'),
    about: 'mail',
    title: notificationPrivacy === 'count' ? t({ plural: 'newEmails', count: 1 }) : 'Facteur',
    message: notificationPrivacy === 'everything' ? t('sampleMail') : '',
    messageIds: [],
    buttons: noticeButtons,
  };
}
