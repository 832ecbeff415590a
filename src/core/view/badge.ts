import type { Account } from '../account/account';
import { isShort, shownFailure } from '../mailbox/failing';
import { failureHeadline } from '../mailbox/failure-table';
import { isUnchecked, type Mailbox, sumKnown } from '../mailbox/mailbox';
import { type Quiet, quietOf, quietText } from '../settings/quiet';
import type { Text } from '../text/text';
import { countsText } from './counts';
import type { IconState } from './icon';
import { type Standing, type State, standingOf, unreadOf } from './state';

/** What the toolbar shows. */
export interface Badge {
  /** No longer than the browser shows. */
  text: string;
  background: string;
  color: string;
  icon: IconState;
  /** The lines of the button's title: that Facteur is quiet if it is, then one an account. */
  title: Text[];
}

/** White on each of these has a contrast of 4.5 : 1 or more. */
const BACKGROUND: Readonly<Record<Standing | 'no-account', string>> = {
  'no-account': '#1f5fbf',
  fine: '#c2262e',
  waiting: '#5f6368',
  failing: '#5f6368',
  'needs-you': '#a34b00',
};

/**
 * The badge for a state at `now` (ms since 1970), whatever the state: a total function.
 * @param width how many characters the browser shows, 3 or more
 */
export function badgeFor(state: State, now: number, width: number): Badge {
  const standing = overallStanding(state, now);
  const quiet = quietOf(state, now);
  const unread = totalUnread(state);
  const isHidden = quiet !== undefined && state.settings.hideBadgeWhenQuiet && standing !== 'needs-you';
  return {
    text: isHidden ? '' : badgeText(unread, standing, width),
    background: BACKGROUND[standing],
    color: '#ffffff',
    icon: iconFor(standing, quiet, isHidden ? 0 : unread),
    title: titleFor(state, quiet),
  };
}

/** What needs the user outweighs the quiet that they asked for; all else can wait for its end. */
function iconFor(standing: Standing | 'no-account', quiet: Quiet | undefined, unread: number): IconState {
  if (standing === 'needs-you') return 'needs-you';
  if (quiet) return 'snoozed';
  if (standing === 'failing') return 'failing';
  return unread > 0 ? 'unread' : 'normal';
}

function totalUnread({ accounts, mailboxes, settings }: State): number {
  const counts = accounts.map(account => unreadOf(mailboxes[account.id], settings) ?? 'unreported');
  return sumKnown(counts) ?? 0;
}

function overallStanding(state: State, now: number): Standing | 'no-account' {
  if (state.accounts.length === 0) return 'no-account';
  const standings = state.accounts.map(({ id }) =>
    standingOf(withoutShort(state.mailboxes[id], now), state.settings),
  );
  if (state.storageFull) standings.push('failing');
  for (const worst of ['needs-you', 'failing', 'fine'] as const) if (standings.includes(worst)) return worst;
  return 'waiting';
}

/** One short failure changes no look: the title and the popup tell of it. */
function withoutShort(mailbox: Mailbox | undefined, now: number): Mailbox | undefined {
  if (!mailbox || !isShort(mailbox, now)) return mailbox;
  const { failure: _failure, ...others } = mailbox;
  return others;
}

/** The mark is never left out: the number is shortened to make room for it, and title and popup have it in full. */
function badgeText(unread: number, standing: Standing | 'no-account', width: number): string {
  if (standing === 'no-account') return '+';
  const mark = MARK[standing];
  return compact(unread, width - mark.length) + mark;
}

/** What sets a state apart for those who can't tell it by its colour. */
const MARK: Readonly<Record<Standing, string>> = { fine: '', waiting: '…', failing: '?', 'needs-you': '!' };

/**
 * A count in at most `room` characters, 2 or more: nothing at 0, the number up to 999, then whole thousands, such as
 * 12k. One that doesn't fit is given as more than the largest that does: 99k⁺, 9k⁺ or 9⁺. The small plus is narrower than
 * a digit in every font, where a common one may be wider and push the mark out of sight.
 */
function compact(count: number, room: number): string {
  if (count <= 0) return '';
  const unit = count < 1000 ? '' : 'k';
  const number = (unit ? Math.floor(count / 1000) : count) + unit;
  if (number.length <= room) return number;
  const more = room > 2 ? `${unit}⁺` : '⁺';
  return more.padStart(room, '9');
}

function titleFor(state: State, quiet: Quiet | undefined): Text[] {
  if (state.accounts.length === 0) return [{ key: 'titleNoAccount' }];
  return [
    ...(quiet ? [quietText(quiet)] : []),
    ...(state.storageFull ? [{ key: 'storageFull' } as const] : []),
    ...state.accounts.map(account => titleLine(account, state)),
  ];
}

function titleLine(account: Account, state: State): Text {
  const mailbox = state.mailboxes[account.id];
  if (!mailbox || isUnchecked(mailbox))
    return { key: 'titleAccount', args: [account.name, { key: 'notCheckedYet' }] };
  const counts = countsText(mailbox.unread, mailbox.sms);
  // When that was is told where it matters, so that a check that finds nothing new has nothing to draw.
  const failure = shownFailure(mailbox);
  if (!failure) return { key: 'titleAccount', args: [account.name, counts] };
  const problem = failureHeadline(failure, account);
  if (mailbox.checkedAt === 0) return { key: 'titleAccount', args: [account.name, problem] };
  const lastKnown: Text = { key: 'titleCounts', args: [counts, { time: mailbox.checkedAt }] };
  return { key: 'titleFailing', args: [account.name, problem, lastKnown] };
}
