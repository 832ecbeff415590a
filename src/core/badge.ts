import type { Account } from './account';
import { countsText } from './counts';
import { isShort, shownFailure } from './failing';
import { failureHeadline } from './failure-table';
import type { IconState } from './icon';
import { isUnchecked, type Mailbox, sumKnown } from './mailbox';
import { type Quiet, quietOf, quietText } from './quiet';
import { type Standing, type State, standingOf, unreadOf } from './state';
import type { Text } from './text';

/** What the toolbar shows. */
export interface Badge {
  /** At most 4 characters, for a badge shows no more. */
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

/** The badge for a state at `now` (ms since 1970), whatever the state: a total function. */
export function badgeFor(state: State, now: number): Badge {
  const standing = overallStanding(state, now);
  const quiet = quietOf(state, now);
  const unread = totalUnread(state);
  const isHidden = quiet !== undefined && state.settings.hideBadgeWhenQuiet && standing !== 'needs-you';
  return {
    text: isHidden ? '' : badgeText(unread, standing),
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

function badgeText(unread: number, standing: Standing | 'no-account'): string {
  if (standing === 'no-account') return '+';
  const number = compact(unread);
  const marked = number + MARK[standing];
  return marked.length <= MAX_BADGE ? marked : number;
}

/** A browser shows about this many characters. */
const MAX_BADGE = 4;

/** What sets a state apart for those who can't tell it by its colour. */
const MARK: Readonly<Record<Standing, string>> = { fine: '', waiting: '…', failing: '?', 'needs-you': '!' };

/** Nothing at 0, the number up to 999, then thousands: 1k, 12k, 999k. */
function compact(count: number): string {
  if (count <= 0) return '';
  return count < 1000 ? String(count) : `${Math.min(999, Math.floor(count / 1000))}k`;
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
  const problem = failureHeadline(failure);
  if (mailbox.checkedAt === 0) return { key: 'titleAccount', args: [account.name, problem] };
  const lastKnown: Text = { key: 'titleCounts', args: [counts, { time: mailbox.checkedAt }] };
  return { key: 'titleFailing', args: [account.name, problem, lastKnown] };
}
