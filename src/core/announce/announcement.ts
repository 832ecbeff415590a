import type { Account } from '../account/account';
import type { Message } from '../answer/answer';
import { isPending, listOf, type Mailbox, NOTHING_PENDING } from '../mailbox/mailbox';
import type { SoundChoice } from '../settings/chimes';
import { quietOf } from '../settings/quiet';
import { isMutedMail, isVipMail } from '../settings/rules';
import { soundOf } from '../settings/senders';
import type { Settings } from '../settings/settings';
import type { Translate } from '../text/text';
import type { State } from '../view/state';
import { noticeButtons } from './notice-buttons';
import { mailNotices, type Notice, reminderNotice, smsNotice, stopNotice, type Wording } from './notices';
import { dueReminders } from './reminders';

export type Presence = 'active' | 'idle' | 'locked';

export interface Circumstances {
  /** ms since 1970 */
  now: number;
  presence: Presence;
  webmailInFront: boolean;
}

export interface Announcement {
  /** Drops news that is never announced, marks news that waits. Same mailbox if nothing changes. */
  settle(mailbox: Mailbox): Mailbox;
  /** To show now: a stop, then SMS, then mail (the oldest first), then reminders. */
  notices: Notice[];
  sound: SoundChoice;
  /** The sound is for mail that `settle` marks as heard. Otherwise it belongs to the notices. */
  isHeardOnce: boolean;
}

export function hasNews(mailbox: Mailbox, settings: Settings, now: number): boolean {
  return isPending(mailbox) || dueReminders(mailbox, settings, now).length > 0;
}

/** Decides what to show and sound now, what waits and what to drop. News that waited becomes one summary. */
export function announcementFor(
  account: Account,
  mailbox: Mailbox,
  state: Pick<State, 'accounts' | 'settings' | 'snoozedUntil' | 'quietEndedUntil'>,
  circumstances: Circumstances,
  t: Translate,
): Announcement {
  const { settings } = state;
  const { pending } = mailbox;
  const wording: Wording = { ...settings, t };
  const { vips, others, muted } = sortMails(mailbox, settings);
  const isQuiet = quietOf(state, circumstances.now) !== undefined;
  const isOff = !settings.notifications || !account.notify;
  const isHeld = isQuiet || isAway(circumstances.presence, settings);
  const isSeen =
    circumstances.webmailInFront && circumstances.presence === 'active' && !settings.notifyInWebmail;

  const shownVips = settings.notifications ? vips : [];
  const dropped = [...muted, ...(isSeen || isOff ? others : []), ...(settings.notifications ? [] : vips)];
  const tellsOthers = !isOff && !isSeen && !isHeld;
  const tellsRest = !isOff && !isHeld;
  const reminders = tellsOthers ? dueReminders(mailbox, settings, circumstances.now) : [];
  const notices = [
    ...(tellsRest && pending.stop ? stopNotice(account, mailbox, wording) : []),
    ...(tellsRest && settings.countSms ? smsNotice(account, mailbox, wording) : []),
    // Keeps VIP mail out of summaries with other mail.
    ...mailNotices(
      account,
      mailbox,
      { mails: shownVips },
      {
        ...wording,
        notificationsAtOnce: Math.max(1, wording.notificationsAtOnce),
      },
    ),
    ...(tellsOthers
      ? mailNotices(
          account,
          mailbox,
          { mails: others, unlisted: pending.unlisted, isHeld: pending.held },
          wording,
        )
      : []),
    ...reminderNotice(account, reminders, wording),
  ];

  const heard = new Set(pending.heard ?? []);
  const mayHear = !isQuiet && account.notify && !isSeen && !isMuted(circumstances.presence, settings);
  const audible = [...vips, ...(mayHear ? others : [])].filter(({ id }) => !heard.has(id));
  const usual = account.sound || settings.sound;
  const mailSound = audible.length > 0 ? soundOf(senders(audible), settings.vips, usual) : 'none';
  const isHeardOnce = mailSound !== 'none';
  const restSound = mayHear && notices.some(({ about }) => about !== 'mail') ? usual : 'none';

  const droppedIds = new Set(ids(dropped));
  return {
    settle: current =>
      settled(current, {
        dropped: droppedIds,
        heard: isHeardOnce ? ids(audible) : [],
        isHeld: isHeld && !isOff && isPending({ pending: { ...pending, mails: ids(others) } }),
        isOff,
        // With muted senders only, the unlisted mail is probably theirs.
        dropsUnlisted: isOff || isSeen || (muted.length > 0 && others.length + vips.length === 0),
        countSms: settings.countSms,
      }),
    notices: notices.map(notice => ({
      ...notice,
      at: circumstances.now,
      buttons: noticeButtons(notice, mailbox, settings),
      ...(state.accounts.length > 1 && { context: account.name }),
    })),
    sound: isHeardOnce ? mailSound : restSound,
    isHeardOnce,
  };
}

function sortMails({ messages, pending }: Mailbox, settings: Settings) {
  const waiting = new Set(pending.mails);
  const fresh = listOf(messages).filter(({ id }) => waiting.has(id));
  const vips = fresh.filter(mail => isVipMail(mail, settings));
  const muted = fresh.filter(mail => isMutedMail(mail, settings));
  return { vips, muted, others: fresh.filter(mail => !vips.includes(mail) && !muted.includes(mail)) };
}

function isAway(presence: Presence, { notifyWhileIdle, notifyWhileLocked }: Settings): boolean {
  return (presence === 'idle' && !notifyWhileIdle) || (presence === 'locked' && !notifyWhileLocked);
}

function isMuted(presence: Presence, { soundWhileIdle, soundWhileLocked }: Settings): boolean {
  return (presence === 'idle' && !soundWhileIdle) || (presence === 'locked' && !soundWhileLocked);
}

interface Settlement {
  dropped: ReadonlySet<string>;
  heard: readonly string[];
  isHeld: boolean;
  /** Drop everything, also for later. */
  isOff: boolean;
  dropsUnlisted: boolean;
  countSms: boolean;
}

function settled(
  mailbox: Mailbox,
  { dropped, heard, isHeld, isOff, dropsUnlisted, countSms }: Settlement,
): Mailbox {
  const { pending } = mailbox;
  const mails = pending.mails.filter(id => !dropped.has(id));
  const nowHeard = [...(pending.heard ?? []), ...heard].filter(id => mails.includes(id));
  const after = {
    ...NOTHING_PENDING,
    mails,
    unlisted: dropsUnlisted ? 0 : pending.unlisted,
    sms: isOff || !countSms ? 0 : pending.sms,
    stop: pending.stop && !isOff,
    ...((pending.held || isHeld) && { held: true as const }),
    ...(nowHeard.length > 0 && { heard: nowHeard }),
  };
  const isSame =
    after.mails.length === pending.mails.length &&
    after.unlisted === pending.unlisted &&
    after.sms === pending.sms &&
    after.stop === pending.stop &&
    after.held === pending.held &&
    nowHeard.length === (pending.heard ?? []).length;
  if (isSame) return mailbox;
  return { ...mailbox, pending: after, ...(pending.stop && isOff && { toldOfStop: true as const }) };
}

function ids(mails: readonly Message[]): string[] {
  return mails.map(({ id }) => id);
}

function senders(mails: readonly Message[]) {
  return mails.map(({ from }) => from);
}
