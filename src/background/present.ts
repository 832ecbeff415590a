import type { Account } from '../core/account/account';
import { isPaused } from '../core/account/pause';
import {
  type Announcement,
  announcementFor,
  type Circumstances,
  hasNews,
  type Presence,
} from '../core/announce/announcement';
import { type Notice, staleNotices } from '../core/announce/notices';
import { nextMoment } from '../core/announce/reminders';
import { applyAnnounced } from '../core/mailbox/apply-check';
import { withToldRefusal } from '../core/mailbox/apply-outbox';
import type { Mailbox } from '../core/mailbox/mailbox';
import type { Refusal } from '../core/mailbox/outbox-entry';
import type { SoundChoice } from '../core/settings/chimes';
import type { Translate } from '../core/text/text';
import { type Badge, badgeFor } from '../core/view/badge';
import { refusalReason, refusalText } from '../core/view/refusals';
import type { State } from '../core/view/state';

export interface PresentEffects {
  loadState(): Promise<State>;
  /** ms since 1970 */
  now(): number;
  badgeWidth: number;
  drawBadge(badge: Badge): Promise<void>;
  presence(): Promise<Presence>;
  /** Whether this webmail is the active tab of the focused window; false if unknown. */
  isInFront(webmail: string): Promise<boolean>;
  /** Rejects if the browser can't show notifications. */
  showNotice(notice: Notice, stays: boolean): Promise<void>;
  showingNotices(): Promise<string[]>;
  clearNotice(id: string): Promise<void>;
  /** @param volume in percent */
  playSound(sound: SoundChoice, volume: number): Promise<void>;
  /** Schedules a presentAll at `time` (ms since 1970) or sooner. */
  presentAt(time: number): Promise<void>;
  updateMailbox(accountId: string, change: (mailbox: Mailbox) => Mailbox): Promise<Mailbox>;
  t: Translate;
  lock<T>(name: string, act: () => Promise<T>): Promise<T>;
}

/** Draws the toolbar. Under a lock, or the later of two runs could draw an older state. */
export function redraw(effects: PresentEffects): Promise<void> {
  return effects.lock('toolbar', async () => {
    const state = await effects.loadState();
    await effects.drawBadge(badgeFor(state, effects.now(), effects.badgeWidth));
  });
}

/**
 * Draws the toolbar, then shows the pending notifications of these accounts and removes stale ones. Sets the
 * present alarm for the pending ones that must wait.
 */
export async function present(accountIds: readonly string[], effects: PresentEffects): Promise<void> {
  const drawing = redraw(effects);
  // Announce even if drawing fails.
  await drawing.catch(() => {});
  await Promise.all(accountIds.map(id => effects.lock(`announce ${id}`, () => announce(id, effects))));
  const moment = nextMoment(await effects.loadState(), effects.now());
  if (moment !== undefined) await effects.presentAt(moment);
  // Then report the drawing error to the caller.
  await drawing;
}

export async function presentAll(effects: PresentEffects): Promise<void> {
  const { accounts } = await effects.loadState();
  await present(
    accounts.map(({ id }) => id),
    effects,
  );
}

async function announce(accountId: string, effects: PresentEffects): Promise<void> {
  const state = await effects.loadState();
  const account = state.accounts.find(({ id }) => id === accountId);
  const mailbox = state.mailboxes[accountId];
  if (!account || !mailbox || isPaused(account, effects.now())) return;

  // If the browser can't list them, show them again; the same id replaces the notification on screen.
  const showing = await effects.showingNotices().catch((): string[] => []);
  for (const id of staleNotices(mailbox, showing)) await effects.clearNotice(id).catch(() => {});
  for (const refusal of mailbox.refusals ?? [])
    if (refusal.noticeId !== undefined) await showRefusal(account, refusal, refusal.noticeId, state, effects);
  const now = effects.now();
  if (!hasNews(mailbox, state.settings, now)) return;

  const circumstances = await circumstancesOf(account.webmail, now, effects);
  const announcement = announcementFor(account, mailbox, state, circumstances, effects.t);
  await effects.updateMailbox(accountId, announcement.settle);
  const shown = await showNotices(
    accountId,
    announcement,
    showing,
    state.settings.notificationsStay,
    effects,
  );
  if (announcement.isHeardOnce || shown > 0) await play(announcement.sound, state.settings.volume, effects);
}

/** Shows the notification again whose button the user pressed, with the reason. */
async function showRefusal(
  account: Account,
  refusal: Refusal,
  noticeId: string,
  { accounts, mailboxes, settings }: State,
  effects: PresentEffects,
): Promise<void> {
  const announced = mailboxes[account.id]?.announced.find(({ id }) => id === noticeId);
  const what = settings.notificationPrivacy === 'everything' ? [effects.t(refusalText(refusal))] : [];
  const notice: Notice = {
    ...announced,
    id: noticeId,
    about: announced?.about ?? 'mail',
    title: announced?.title || account.name,
    message: [...what, effects.t(refusalReason(refusal))].join('\n'),
    messageIds: announced?.messageIds ?? [],
    ...(accounts.length > 1 && { context: account.name }),
  };
  const shown = await effects.showNotice(notice, settings.notificationsStay).then(
    () => true,
    () => false,
  );
  if (shown) await effects.updateMailbox(account.id, mailbox => withToldRefusal(mailbox, noticeId));
}

async function circumstancesOf(
  webmail: string,
  now: number,
  effects: PresentEffects,
): Promise<Circumstances> {
  // If unknown: the user is active and not looking at the webmail.
  const [presence, webmailInFront] = await Promise.all([
    effects.presence().catch((): Presence => 'active'),
    webmail ? effects.isInFront(webmail).catch(() => false) : false,
  ]);
  return { now, presence, webmailInFront };
}

/** Shows the notices not on screen yet and stores all as announced. Returns how many it showed. */
async function showNotices(
  accountId: string,
  { notices }: Announcement,
  showing: readonly string[],
  stays: boolean,
  effects: PresentEffects,
): Promise<number> {
  let count = 0;
  for (const notice of notices) {
    const { context: _context, counted = 0, ...announced } = notice;
    // A killed background may have shown it without storing that.
    const isNew = !showing.includes(notice.id);
    if (isNew) {
      const shown = await effects.showNotice(notice, stays).then(
        () => true,
        () => false,
      );
      // Leave it pending until the browser can show it.
      if (!shown) continue;
      count += 1;
    }
    await effects.updateMailbox(accountId, mailbox => applyAnnounced(mailbox, announced, counted));
  }
  return count;
}

/** Plays one sound at a time. A sound that fails must not fail the announcement. */
async function play(sound: SoundChoice, volume: number, effects: PresentEffects): Promise<void> {
  if (sound === 'none' || volume === 0) return;
  await effects.lock('sound', () => effects.playSound(sound, volume)).catch(() => {});
}
