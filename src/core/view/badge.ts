import type { Account } from '../account/account';
import { isPaused, pausedText } from '../account/pause';
import { isShort, shownFailure } from '../mailbox/failing';
import { failureHeadline } from '../mailbox/failure-table';
import { isUnchecked, listOf, type Mailbox, sumKnown } from '../mailbox/mailbox';
import { type Quiet, quietOf, quietText } from '../settings/quiet';
import { isMutedMail } from '../settings/rules';
import type { Settings } from '../settings/settings';
import type { Text } from '../text/text';
import { countsText } from './counts';
import type { IconState } from './icon';
import { type Standing, type State, standingOf, unreadEmails, unreadOf, withoutPaused } from './state';
import { type Seen, unseenIds } from './unseen';

export interface Badge {
  text: string;
  background: string;
  color: string;
  icon: IconState;
  /** The lines of the tooltip: the quiet time if there is one, then one for each account. */
  title: Text[];
}

/** White has a contrast of 4.5 : 1 or more on each. */
const BACKGROUND: Readonly<Record<Standing | 'no-account', string>> = {
  'no-account': '#1f5fbf',
  fine: '#c2262e',
  waiting: '#5f6368',
  failing: '#5f6368',
  'needs-you': '#a34b00',
};

/**
 * @param now ms since 1970
 * @param width how many characters the browser shows: 3, or 4 if the last one is narrow
 */
export function badgeFor(state: State, now: number, width: number): Badge {
  const active = withoutPaused(state, now);
  const standing = state.accounts.length > 0 ? overallStanding(active, now) : 'no-account';
  const quiet = quietOf(state, now);
  const isAllPaused = standing === 'fine' && active.accounts.length === 0;
  const unread = totalCounted(active);
  const isHidden = quiet !== undefined && state.settings.hideBadgeWhenQuiet && standing !== 'needs-you';
  return {
    text: isHidden ? '' : badgeText(unread, standing, width),
    background: BACKGROUND[standing],
    color: '#ffffff',
    icon: iconFor(standing, quiet !== undefined || isAllPaused, isHidden ? 0 : unread),
    title: titleFor(state, quiet, now),
  };
}

/** Only a problem that the user must solve is shown during quiet time. */
function iconFor(standing: Standing | 'no-account', isQuiet: boolean, unread: number): IconState {
  if (standing === 'needs-you') return 'needs-you';
  if (isQuiet) return 'snoozed';
  if (standing === 'failing') return 'failing';
  return unread > 0 ? 'unread' : 'normal';
}

function totalCounted(state: State): number {
  return sumKnown(state.accounts.map(account => countedOf(account, state) ?? 'unreported')) ?? 0;
}

/** The number that the badge counts of an account; undefined if no number is known or the account isn't counted. */
function countedOf({ id, badge }: Account, { mailboxes, settings, seen }: State): number | undefined {
  const mailbox = mailboxes[id];
  if (badge === 'none' || !mailbox) return undefined;
  const list = seen?.[id];
  // Before the popup was first open, everything is new.
  return badge === 'new' && list ? newOf(mailbox, id, seen, settings) : unreadOf(mailbox, settings);
}

/** Mails that aren't listed and SMS beyond the last number can't be told apart from old ones. */
function newOf(mailbox: Mailbox, accountId: string, seen: Seen, settings: Settings): number {
  const unseen = unseenIds(seen, accountId, mailbox);
  const mails = listOf(mailbox.messages).filter(
    mail => unseen.has(mail.id) && (settings.countMuted || !isMutedMail(mail, settings)),
  );
  const sms = settings.countSms && typeof mailbox.sms === 'number' ? mailbox.sms : 0;
  return mails.length + Math.max(0, sms - (seen?.[accountId]?.sms ?? sms));
}

/** `fine` if all accounts are paused. */
function overallStanding(state: State, now: number): Standing {
  const standings = state.accounts.map(({ id }) =>
    standingOf(withoutShort(state.mailboxes[id], now), state.settings),
  );
  if (state.storageFull) standings.push('failing');
  for (const worst of ['needs-you', 'failing', 'fine'] as const) if (standings.includes(worst)) return worst;
  return standings.length > 0 ? 'waiting' : 'fine';
}

/** A short failure doesn't change the look: only the tooltip and the popup show it. */
function withoutShort(mailbox: Mailbox | undefined, now: number): Mailbox | undefined {
  if (!mailbox || !isShort(mailbox, now)) return mailbox;
  const { failure: _failure, ...others } = mailbox;
  return others;
}

function badgeText(unread: number, standing: Standing | 'no-account', width: number): string {
  if (standing === 'no-account') return '+';
  const mark = MARK[standing];
  const room = mark === NARROW ? width : Math.min(width, 3);
  return compact(unread, room - mark.length) + mark;
}

/** The one mark that fits behind three digits in Chromium. */
const NARROW = '!';

const MARK: Readonly<Record<Standing, string>> = {
  fine: '',
  waiting: '…',
  failing: '?',
  'needs-you': NARROW,
};

/**
 * At most `room` characters, 2 or 3: thousands as 12k, longer counts as 9k⁺ or 9⁺. The superscript plus is
 * narrow in every font.
 */
function compact(count: number, room: number): string {
  if (count <= 0) return '';
  const unit = count < 1000 ? '' : 'k';
  const number = (unit ? Math.floor(count / 1000) : count) + unit;
  if (number.length <= room) return number;
  const more = room > 2 ? `${unit}⁺` : '⁺';
  return more.padStart(room, '9');
}

function titleFor(state: State, quiet: Quiet | undefined, now: number): Text[] {
  if (state.accounts.length === 0) return [{ key: 'titleNoAccount' }];
  return [
    ...(quiet ? [quietText(quiet)] : []),
    ...(state.storageFull ? [{ key: 'storageFull' } as const] : []),
    ...state.accounts.map(account => titleLine(account, state, now)),
  ];
}

function titleLine(account: Account, state: State, now: number): Text {
  if (isPaused(account, now)) return { key: 'titleAccount', args: [account.name, pausedText(account)] };
  const mailbox = state.mailboxes[account.id];
  if (!mailbox || isUnchecked(mailbox))
    return { key: 'titleAccount', args: [account.name, { key: 'notCheckedYet' }] };
  const counts = countsText(unreadEmails(mailbox, state.settings), mailbox.sms);
  // The time is shown only after a failure, so that a check without news redraws nothing.
  const failure = shownFailure(mailbox);
  if (!failure) return { key: 'titleAccount', args: [account.name, counts] };
  const problem = failureHeadline(failure, account);
  if (mailbox.checkedAt === 0) return { key: 'titleAccount', args: [account.name, problem] };
  const lastKnown: Text = { key: 'titleCounts', args: [counts, { time: mailbox.checkedAt }] };
  return { key: 'titleFailing', args: [account.name, problem, lastKnown] };
}
