import { applyAnnounced } from '../core/apply-check';
import { type Badge, badgeFor } from '../core/badge';
import type { Announced, Mailbox } from '../core/mailbox';
import { type Notice, noticesFor, staleNotices } from '../core/notices';
import type { State } from '../core/state';

/** How what is stored gets onto the screen. */
export interface PresentEffects {
  loadState(): Promise<State>;
  drawBadge(badge: Badge): Promise<void>;
  /** Rejects where the browser can't show notifications. */
  showNotice(notice: Notice): Promise<Announced>;
  showingNotices(): Promise<string[]>;
  clearNotice(id: string): Promise<void>;
  updateMailbox(accountId: string, change: (mailbox: Mailbox) => Mailbox): Promise<unknown>;
}

export async function redraw(effects: PresentEffects): Promise<void> {
  await effects.drawBadge(badgeFor(await effects.loadState()));
}

/** Draws the toolbar, then announces an account's pending mail and takes down what announces read mail. */
export async function present(accountId: string, effects: PresentEffects): Promise<void> {
  await redraw(effects);
  const { accounts, settings, mailboxes } = await effects.loadState();
  const account = accounts.find(({ id }) => id === accountId);
  const mailbox = mailboxes[accountId];
  if (!account || !mailbox) return;

  for (const id of staleNotices(mailbox, await effects.showingNotices())) await effects.clearNotice(id);

  const notices = settings.notifications ? noticesFor(account, mailbox, accounts.length > 1) : [];
  for (const notice of notices) {
    // Pending until it shows: a worker killed in between shows it again, in the same notification's place.
    const announced = await effects.showNotice(notice);
    await effects.updateMailbox(accountId, now => applyAnnounced(now, notice.messageIds, [announced]));
  }
  if (!settings.notifications && mailbox.pending.length > 0)
    await effects.updateMailbox(accountId, now => applyAnnounced(now, mailbox.pending, []));
}
