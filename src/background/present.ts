import {
  type Announcement,
  announcementFor,
  type Circumstances,
  hasNews,
  type Presence,
} from '../core/announce/announcement';
import { nextMoment } from '../core/announce/moments';
import { type Notice, staleNotices } from '../core/announce/notices';
import { applyAnnounced } from '../core/mailbox/apply-check';
import type { Mailbox } from '../core/mailbox/mailbox';
import type { SoundChoice } from '../core/settings/chimes';
import type { Translate } from '../core/text/text';
import { type Badge, badgeFor } from '../core/view/badge';
import type { State } from '../core/view/state';

/** How what is stored gets onto the screen, and to the ear. */
export interface PresentEffects {
  loadState(): Promise<State>;
  /** ms since 1970 */
  now(): number;
  /** How many characters of a badge the browser shows. */
  badgeWidth: number;
  drawBadge(badge: Badge): Promise<void>;
  presence(): Promise<Presence>;
  /** Whether the user is looking at this webmail; false where the browser doesn't tell. */
  isInFront(webmail: string): Promise<boolean>;
  /** Rejects where the browser can't show notifications. */
  showNotice(notice: Notice, stays: boolean): Promise<void>;
  /** Ids of the notifications that still show. */
  showingNotices(): Promise<string[]>;
  clearNotice(id: string): Promise<void>;
  /** @param volume in percent */
  playSound(sound: SoundChoice, volume: number): Promise<void>;
  /** Has everything presented again at `time` (ms since 1970), or sooner if that was asked for before. */
  presentAt(time: number): Promise<void>;
  updateMailbox(accountId: string, change: (mailbox: Mailbox) => Mailbox): Promise<Mailbox>;
  t: Translate;
  /** Runs `act` once all that was given before under this name has ended. */
  lock<T>(name: string, act: () => Promise<T>): Promise<T>;
}

/** Draws the toolbar. One at a time, or the later of two could draw the older state. */
export function redraw(effects: PresentEffects): Promise<void> {
  return effects.lock('toolbar', async () => {
    const state = await effects.loadState();
    await effects.drawBadge(badgeFor(state, effects.now(), effects.badgeWidth));
  });
}

/**
 * Draws the toolbar, then announces what is pending in these accounts and takes down what is no news any more. What
 * waits comes up again by itself.
 */
export async function present(accountIds: readonly string[], effects: PresentEffects): Promise<void> {
  const drawing = redraw(effects);
  // What can't be drawn is no reason not to announce.
  await drawing.catch(() => {});
  await Promise.all(accountIds.map(id => effects.lock(`announce ${id}`, () => announce(id, effects))));
  const moment = nextMoment(await effects.loadState(), effects.now());
  if (moment !== undefined) await effects.presentAt(moment);
  // But whoever has it presented is told.
  await drawing;
}

/** The same in every account. */
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
  if (!account || !mailbox) return;

  // A browser that can't tell what shows shows it anew, in place of what is there.
  const showing = await effects.showingNotices().catch((): string[] => []);
  for (const id of staleNotices(mailbox, showing)) await effects.clearNotice(id).catch(() => {});
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

async function circumstancesOf(
  webmail: string,
  now: number,
  effects: PresentEffects,
): Promise<Circumstances> {
  // Who can't be asked about is there, and not looking.
  const [presence, webmailInFront] = await Promise.all([
    effects.presence().catch((): Presence => 'active'),
    webmail ? effects.isInFront(webmail).catch(() => false) : false,
  ]);
  return { now, presence, webmailInFront };
}

/** Shows what doesn't show yet, notes all of it as announced, and tells how many were shown. */
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
    // One that shows already was shown by a worker that was killed before it could say so.
    const isNew = !showing.includes(notice.id);
    if (isNew) {
      const shown = await effects.showNotice(notice, stays).then(
        () => true,
        () => false,
      );
      // It stays pending until the browser can show it.
      if (!shown) continue;
      count += 1;
    }
    await effects.updateMailbox(accountId, mailbox => applyAnnounced(mailbox, announced, counted));
  }
  return count;
}

/** One after the other, for two at once are noise. That a sound fails is no reason to fail what it announces. */
async function play(sound: SoundChoice, volume: number, effects: PresentEffects): Promise<void> {
  if (sound === 'none' || volume === 0) return;
  await effects.lock('sound', () => effects.playSound(sound, volume)).catch(() => {});
}
