import { render } from 'preact';
import type { Account } from '../core/account/account';
import { withAccount, withPreferences, withToken } from '../core/account/account-form';
import { LOCAL_ORIGIN } from '../core/account/gateway-address';
import { withPlace } from '../core/account/order';
import { webmailHosts } from '../core/account/webmail-hosts';
import { backupName, writeBackup } from '../core/backup/backup';
import { settingsOf } from '../core/policy/policy';
import { isPreset } from '../core/policy/presets';
import type { BackgroundIntents } from '../core/protocol';
import { snoozeEnd } from '../core/settings/snooze';
import { diagnose } from '../core/view/diagnostics';
import { progressOf } from '../core/view/first-run';
import { isOnToolbar } from '../platform/action';
import { loadBrowserFacts } from '../platform/browser-facts';
import { choicesItem, setSync, syncItem } from '../platform/choices-item';
import { onPermissionsChanged } from '../platform/events';
import { saveFile } from '../platform/files';
import { dateLocale, setPageLanguage, translate } from '../platform/i18n';
import { accountsItem, checkLogItem } from '../platform/items';
import { mailboxItem } from '../platform/mailboxes';
import { sender } from '../platform/messaging';
import { onOnline } from '../platform/network';
import { areNoticesBlocked } from '../platform/notifications';
import { addressesOf, askToContact, mayContact, releaseHosts } from '../platform/permissions';
import { loadShortcuts, openShortcutSettings } from '../platform/shortcuts';
import { ownSound } from '../platform/sound/own-sound';
import { lengthOf, playHere } from '../platform/sound/sound';
import {
  firstRunItem,
  loadPace,
  loadState,
  onCheckNoted,
  onStateChanged,
  quietEndedItem,
  snoozeItem,
} from '../platform/state';
import { isNothingShown, Unreadable } from '../ui/Unreadable';
import { type ConnectGatewayEffects, connectDemo, connectGateway } from './accounts/connect-gateway';
import { createRemovals } from './accounts/removals';
import { saveAccount } from './accounts/save-account';
import { importBackup, readBackupFile } from './backup/import-backup';
import { Options } from './Options';
import type { OptionsActions } from './props';
import { readOwnSound } from './sound/own-sound';
import type { SoundActions } from './sound/sounds';

const ask = sender<BackgroundIntents>('background');

async function findAccount(accountId: string): Promise<Account | undefined> {
  return (await accountsItem.get()).find(({ id }) => id === accountId);
}

/** The user needn't wait for the gateway, and it may be unreachable. */
async function release(account: Account): Promise<void> {
  await ask('release', account).catch(() => {});
}

const removals = createRemovals({
  updateAccounts: accountsItem.update,
  loadMailbox: accountId => mailboxItem(accountId).get(),
  storeMailbox: (accountId, mailbox) => mailboxItem(accountId).update(() => mailbox),
  release,
});

const connectEffects: ConnectGatewayEffects = {
  askToContact,
  release: address => releaseHosts([address]),
  findGateway: origin => ask('findGateway', { origin, deadline: 10_000 }),
  connect: account => ask('connect', account),
};

const actions: OptionsActions = {
  saveAccount: (account, anyway) =>
    saveAccount(account, anyway, {
      askToContact,
      async findFormer(accountId) {
        const { accounts, mailboxes } = await loadState();
        return { account: accounts.find(({ id }) => id === accountId), mailbox: mailboxes[accountId] };
      },
      tryAccount: wanted => ask('tryAccount', wanted),
      // The storage change makes the background check it.
      async store(wanted) {
        const former = await findAccount(wanted.id);
        await accountsItem.update(accounts => withAccount(accounts, wanted));
        if (former) await releaseHosts(addressesOf(former));
      },
    }),
  async signIn({ id, endpoint }) {
    // Signing in is useless without the permission. The browser asks only directly within the click.
    if (await askToContact(endpoint)) await ask('signIn', id);
  },
  visitPrivacyPage: accountId => ask('visitPrivacyPage', accountId),
  async signOut(account) {
    await accountsItem.update(accounts => withToken(accounts, account, ''));
    void release(account);
  },
  async removeAccount(accountId) {
    await removals.remove(accountId);
    await draw();
  },
  async restoreAccount(accountId) {
    await removals.restore(accountId);
    await draw();
  },
  endRemoval: removals.end,
  async tryAccount(account) {
    if (!(await askToContact(account.endpoint))) return { kind: 'failed', failure: { kind: 'permission' } };
    return ask('tryAccount', account);
  },
  async changeAccount(accountId, change) {
    await accountsItem.update(accounts => withPreferences(accounts, accountId, change));
    // The list of other folders; a pause or an interval only moves the next check.
    if (change.folders) void ask('checkNow', accountId).catch(() => {});
    await draw();
  },
  async placeAccount(accountId, placeOf) {
    await accountsItem.update(accounts => withPlace(accounts, accountId, placeOf, isPreset));
    await draw();
  },
  async changeSettings(change) {
    const { policy } = await loadState();
    await choicesItem.update(chosen => {
      const settings = settingsOf(chosen, policy);
      return { ...chosen, ...(typeof change === 'function' ? change(settings) : change) };
    });
    await draw();
  },
  async testNotification() {
    if (await areNoticesBlocked()) return 'blocked';
    await ask('testNotification', undefined);
    return 'shown';
  },
  async snooze(snooze) {
    await snoozeItem.set(snoozeEnd(snooze, Date.now()));
    await draw();
  },
  async endSnooze() {
    await snoozeItem.remove();
    await draw();
  },
  async quietAgain() {
    await quietEndedItem.remove();
    await draw();
  },
  async allowHost(address) {
    await askToContact(address);
    await draw();
  },
  openShortcuts: openShortcutSettings,
  async knock() {
    const answer = await ask('findGateway', { origin: LOCAL_ORIGIN, deadline: 2000 });
    return answer.kind === 'facts' ? answer.facts : undefined;
  },
  connect: (gateway, entries) => connectGateway(gateway, entries, connectEffects),
  connectDemo: gateway => connectDemo(gateway, connectEffects),
  async endFirstRun() {
    await firstRunItem.set('over');
    await draw();
  },
  setSync,
  async exportBackup(withSecrets) {
    const [choices, { accounts }, now] = [await choicesItem.get(), await loadState(), Date.now()];
    const name = backupName(now);
    saveFile(name, writeBackup(choices, accounts, withSecrets, now));
    return name;
  },
  readBackup: readBackupFile,
  importBackup: backup =>
    importBackup(backup, {
      loadPolicy: async () => (await loadState()).policy,
      updateChoices: choicesItem.update,
      updateAccounts: accountsItem.update,
      makeId: () => crypto.randomUUID(),
    }),
  resetSettings: () => choicesItem.set({}),
  copy: text => navigator.clipboard.writeText(text),
};

const sounds: SoundActions = {
  async play(choice, volume) {
    if (choice === 'none') return;
    if (choice !== 'own') return playHere({ kind: 'chime', name: choice }, volume);
    const own = await ownSound.get();
    if (own) await playHere({ kind: 'own', data: own.data }, volume);
  },
  async keepOwn(file) {
    const reading = await readOwnSound(file, { lengthOf });
    if (reading.kind === 'problem') return reading.why;
    await ownSound.set(reading.sound);
    await draw();
    return undefined;
  },
  async removeOwn() {
    await ownSound.remove();
    await draw();
  },
};

/** Loads everything that the page shows. Rejects if storage can't be read. */
async function loadKnown() {
  const [state, firstRun, onToolbar, shortcuts, own, browserFacts, sync, log, pace] = await Promise.all([
    loadState(),
    firstRunItem.get(),
    isOnToolbar(),
    // The page works without the list of shortcuts.
    loadShortcuts().catch(() => []),
    ownSound.get().catch(() => undefined),
    loadBrowserFacts(),
    syncItem.get(),
    checkLogItem.get(),
    loadPace(),
  ]);
  const blindWebmails = await notAllowed(webmailHosts(state.accounts));
  return { state, firstRun, onToolbar, shortcuts, own, browserFacts, sync, log, pace, blindWebmails };
}

const PIN_HINT = __FIREFOX__ ? 'pinHintFirefox' : 'pinHintChrome';

let drawings = 0;

/** Loads and renders the page. If a later call starts meanwhile, only that one renders. */
async function draw(): Promise<void> {
  drawings += 1;
  const drawing = drawings;
  const known = await loadKnown().catch(() => undefined);
  if (drawing !== drawings) return;
  if (!known) {
    if (isNothingShown()) render(<Unreadable t={translate} />, document.body);
    return;
  }
  const { state, firstRun, onToolbar, shortcuts, own, browserFacts, sync, log, pace, blindWebmails } = known;
  if (progressOf(firstRun, state) !== firstRun)
    void firstRunItem.update(former => progressOf(former, state)).catch(() => {});
  const isFirst = !document.body.hasChildNodes();
  render(
    <Options
      state={state}
      diagnostics={diagnose(browserFacts, state, sync, log, pace, Date.now())}
      now={Date.now()}
      locale={dateLocale()}
      t={translate}
      actions={actions}
      openForm={location.hash.slice(1) || undefined}
      firstRun={firstRun}
      pinHint={onToolbar ? undefined : PIN_HINT}
      canStay={!__FIREFOX__}
      blindWebmails={blindWebmails}
      shortcuts={shortcuts}
      sounds={sounds}
      ownSound={own?.name}
    />,
    document.body,
  );
  // The browser looked for the anchor before the page was rendered.
  if (isFirst && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

async function notAllowed(addresses: readonly string[]): Promise<string[]> {
  const allowed = await Promise.all(addresses.map(mayContact));
  return addresses.filter((_address, index) => !allowed[index]);
}

setPageLanguage(document);
document.title = translate('optionsTitle');
onStateChanged(() => void draw());
onPermissionsChanged(() => void draw());
onCheckNoted(() => void draw());
onOnline(() => void ask('online', undefined).catch(() => {}));
// The user changes shortcuts on a browser page, and there is no event for that.
addEventListener('focus', () => void draw());
addEventListener('pagehide', removals.endAll);
setInterval(() => void draw(), 30_000);
void draw();
