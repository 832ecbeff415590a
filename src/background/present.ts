import { applyAnnounced, applySilence } from '../core/apply-check';
import { type Badge, badgeFor } from '../core/badge';
import type { Mailbox } from '../core/mailbox';
import { type Notice, noticesFor, staleNotices } from '../core/notices';
import type { State } from '../core/state';
import type { Translate } from '../core/text';

/** How what is stored gets onto the screen. */
export interface PresentEffects {
  loadState(): Promise<State>;
  drawBadge(badge: Badge): Promise<void>;
  /** Rejects where the browser can't show notifications. */
  showNotice(notice: Notice): Promise<void>;
  /** Ids of the notifications that still show. */
  showingNotices(): Promise<string[]>;
  clearNotice(id: string): Promise<void>;
  updateMailbox(accountId: string, change: (mailbox: Mailbox) => Mailbox): Promise<Mailbox>;
  t: Translate;
  /** Runs `act` once all that was given before under this name has ended. */
  inTurn<T>(name: string, act: () => Promise<T>): Promise<T>;
}

/** Draws the toolbar. In turn, for of two at once the later one must not draw what is the older state. */
export function redraw(effects: PresentEffects): Promise<void> {
  return effects.inTurn('toolbar', async () => effects.drawBadge(badgeFor(await effects.loadState())));
}

/** Draws the toolbar, then announces what is pending in these accounts and takes down what is no news any more. */
export async function present(accountIds: readonly string[], effects: PresentEffects): Promise<void> {
  await redraw(effects);
  await Promise.all(accountIds.map(id => effects.inTurn(`announce ${id}`, () => announce(id, effects))));
}

async function announce(accountId: string, effects: PresentEffects): Promise<void> {
  const { accounts, settings, mailboxes } = await effects.loadState();
  const account = accounts.find(({ id }) => id === accountId);
  const stored = mailboxes[accountId];
  if (!account || !stored) return;
  const mailbox = applySilence(stored, settings);
  if (mailbox !== stored) await effects.updateMailbox(accountId, now => applySilence(now, settings));

  // A browser that can't tell what shows shows it anew, in place of what is there.
  const showing = await effects.showingNotices().catch((): string[] => []);
  for (const id of staleNotices(mailbox, showing)) await effects.clearNotice(id).catch(() => {});
  const privacy = settings.notificationPrivacy;
  const notices = noticesFor(account, mailbox, accounts.length > 1, privacy, effects.t);
  for (const { context, ...announced } of notices) {
    // One that shows already was shown by a worker that was killed before it could say so.
    if (!showing.includes(announced.id)) {
      const shown = await effects.showNotice({ ...announced, ...(context && { context }) }).then(
        () => true,
        () => false,
      );
      // It stays pending until the browser can show it.
      if (!shown) continue;
    }
    await effects.updateMailbox(accountId, now => applyAnnounced(now, announced));
  }
}
