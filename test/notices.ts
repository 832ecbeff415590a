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
  /** Whether there is another account beside it. */
  several?: boolean;
  t?: Translate;
}

/** How what is pending in a mailbox is told: at `NOW`, to a user who is there, unless the scene says otherwise. */
export function announce(account: Account, mailbox: Mailbox, scene: Scene = {}): Announcement {
  const { settings = {}, snoozedUntil = 0, several = false, t: translate = t, ...circumstances } = scene;
  const state = {
    accounts: several ? [account, { ...account, id: 'other' }] : [account],
    settings: { ...DEFAULT_SETTINGS, ...settings },
    snoozedUntil,
  };
  const here: Circumstances = { now: NOW, presence: 'active', webmailInFront: false, ...circumstances };
  return announcementFor(account, mailbox, state, here, translate);
}

/** What is shown of that, without the time, which is that of the scene. */
export function noticesOf(account: Account, mailbox: Mailbox, scene: Scene = {}): Notice[] {
  return announce(account, mailbox, scene).notices.map(({ at: _at, ...notice }) => notice);
}
