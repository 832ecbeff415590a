import type { Account } from '../core/account';
import { withToken } from '../core/account-form';
import { applyCheck } from '../core/apply-check';
import type { Clock } from '../core/apply-unchanged';
import { readOf } from '../core/failure-table';
import type { Mailbox } from '../core/mailbox';
import { menuCommand } from '../core/menu';
import { sampleNotice } from '../core/sample-notice';
import { BADGE_WIDTH, drawBadge } from '../platform/action';
import { presentAt } from '../platform/alarms';
import { translate } from '../platform/i18n';
import { openWindow, redirectUri } from '../platform/identity';
import { presence } from '../platform/idle';
import { accountsItem } from '../platform/items';
import { inTurn } from '../platform/locks';
import { drawMenu } from '../platform/menu';
import { clearNotice, showingNotices, showNotice } from '../platform/notifications';
import { sounds } from '../platform/sounds';
import {
  glimpseItem,
  loadAndNotePace,
  menuItem,
  noteManaged,
  loadState as readState,
  removeOrphans,
  snoozeItem,
  visitsItem,
} from '../platform/state';
import { closeToContentScripts } from '../platform/storage';
import { isInFront, openListInTab, openMail, openSettings } from '../platform/tabs';
import type { Told } from './check-mail';
import type { Checks, ChecksEffects } from './checks';
import { coalesced } from './coalesced';
import { createCommands } from './commands';
import { drawMenuFor } from './draw-menu';
import { oneAtATime } from './one-at-a-time';
import { openNotice } from './open-notice';
import { type PresentEffects, present, presentAll } from './present';
import { signIn } from './sign-in';
import { tryAccount } from './try-account';
import type { VisitEffects } from './visit';
import { visitPrivacyPage } from './visit-privacy-page';

/**
 * What most wake-ups do without.
 * @param effects what it shares with the checks
 * @param checks gives them once they are there
 */
export function createLate(effects: ChecksEffects, checks: () => Checks) {
  // Twenty accounts that have news at once would have all of it read forty times.
  const loadState = coalesced(readState);
  const presentEffects: PresentEffects = {
    loadState,
    updateMailbox: effects.updateMailbox,
    presentAt,
    now: Date.now,
    presence,
    isInFront,
    badgeWidth: BADGE_WIDTH,
    drawBadge,
    noteGlimpse: glimpseItem.set,
    showNotice,
    showingNotices,
    clearNotice,
    playSound: sounds.play,
    inTurn,
    t: translate,
  };

  const visits: VisitEffects = {
    redirectUri,
    openWindow,
    async noteVisit(accountId, problem) {
      await visitsItem.update(({ [accountId]: _former, ...others }) =>
        problem ? { ...others, [accountId]: { problem, at: Date.now() } } : others,
      );
    },
  };
  // Whoever asks twice for a window has lost sight of the one that is open, and needs no second one.
  const signInOnce = oneAtATime((accountId: string) =>
    signIn(accountId, {
      ...visits,
      findAccount: async id => (await accountsItem.get()).find(account => account.id === id),
      randomState: () => crypto.randomUUID(),
      async saveToken(account, token) {
        const after = await accountsItem.update(all => withToken(all, account, token));
        return after.some(({ id, token: saved }) => id === account.id && saved === token);
      },
    }),
  );
  const visitPrivacyPageOnce = oneAtATime((accountId: string) =>
    visitPrivacyPage(accountId, {
      ...visits,
      findMailbox: async id => (await loadState()).mailboxes[id],
      checkNow: id => checks().checkAfresh(id),
    }),
  );

  const openIn = async ({ webmail }: Account, address: string) =>
    openMail(address, webmail, (await loadState()).settings);
  const commands = createCommands({
    loadState,
    checkNow: () => checks().checkNow(),
    openIn,
    openSettings,
    setSnooze: snoozeItem.set,
    now: Date.now,
  });
  const openClicked = (noticeId: string) =>
    openNotice(noticeId, {
      loadState,
      openIn,
      mailOpened: id => checks().onMailOpened(id),
      openListInTab,
      openSettings,
      signIn: signInOnce,
      showNotice,
      clearNotice,
      t: translate,
    });
  const redrawMenu = () =>
    drawMenuFor({
      loadState,
      now: Date.now,
      drawnMenu: menuItem.get,
      noteDrawnMenu: menuItem.set,
      drawMenu,
      inTurn,
    });

  return {
    loadPace: loadAndNotePace,
    removeOrphans,
    readOf,
    change: (result: Told) => (mailbox: Mailbox, ended: Clock) => applyCheck(mailbox, result, ended),
    present: (accountIds: readonly string[]) => present(accountIds, presentEffects),
    async presentAll(): Promise<void> {
      await Promise.all([
        presentAll(presentEffects),
        redrawMenu(),
        noteManaged().catch(() => {}),
        closeToContentScripts(),
      ]);
    },
    openClicked,
    async pressed(noticeId: string, button: 'open' | 'snooze'): Promise<void> {
      if (button === 'open') return openClicked(noticeId);
      await Promise.all([commands.snooze('hour'), clearNotice(noticeId)]);
    },
    async runEntry(menuId: string): Promise<void> {
      const command = menuCommand(menuId);
      if (command) await commands.run(command);
    },
    openWebmail: commands.openWebmail,
    openSettings,
    tryAccount: (account: Account) => tryAccount(account, effects),
    async testNotification(): Promise<void> {
      const { settings } = await loadState();
      await showNotice(sampleNotice({ ...settings, t: translate }), settings.notificationsStay);
    },
    signIn: async (accountId: string) => void (await signInOnce(accountId)),
    visitPrivacyPage: async (accountId: string) => void (await visitPrivacyPageOnce(accountId)),
  };
}
