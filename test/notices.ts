import type { Account } from '../src/core/account/account';
import { type Announcement, announcementFor, type Circumstances } from '../src/core/announce/announcement';
import type { Notice } from '../src/core/announce/notices';
import type { Mailbox } from '../src/core/mailbox/mailbox';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings/settings';
import type { Translate } from '../src/core/text/text';
import { NOW } from './make';
import { t } from './translate';

export interface Scene extends Partial<Circumstances> {
  settings?: Partial<Settings>;
  /** ms since 1970 */
  snoozedUntil?: number;
  /** Whether there is a second account. */
  several?: boolean;
  t?: Translate;
}

/** The announcement of a mailbox's pending mail, by default at `NOW` with an active user. */
export function announce(account: Account, mailbox: Mailbox, scene: Scene = {}): Announcement {
  const { settings = {}, snoozedUntil = 0, several = false, t: translate = t, ...circumstances } = scene;
  const state = {
    accounts: several ? [account, { ...account, id: 'other' }] : [account],
    settings: { ...DEFAULT_SETTINGS, ...settings },
    snoozedUntil,
    quietEndedUntil: 0,
  };
  const here: Circumstances = { now: NOW, presence: 'active', webmailInFront: false, ...circumstances };
  return announcementFor(account, mailbox, state, here, translate);
}

/** The notices of that announcement, without their time and buttons. */
export function noticesOf(account: Account, mailbox: Mailbox, scene: Scene = {}): Notice[] {
  return announce(account, mailbox, scene).notices.map(({ at: _at, buttons: _buttons, ...notice }) => notice);
}
