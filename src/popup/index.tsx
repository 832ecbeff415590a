import { render } from 'preact';
import type { Account } from '../core/account/account';
import { withPreferences } from '../core/account/account-form';
import { webmailOf } from '../core/account/webmail';
import type { Message } from '../core/answer/answer';
import { settingsOf } from '../core/policy/policy';
import type { BackgroundIntents } from '../core/protocol';
import { snoozeEnd } from '../core/settings/snooze';
import { withoutPausedMail } from '../core/view/state';
import { type Seen, seenAfter } from '../core/view/unseen';
import { choicesItem } from '../platform/choices-item';
import { dateLocale, setPageLanguage, translate } from '../platform/i18n';
import { accountsItem } from '../platform/items';
import { sender } from '../platform/messaging';
import { onOnline } from '../platform/network';
import { askToContact } from '../platform/permissions';
import {
  loadState,
  loadStateAndSeen,
  onStateChanged,
  quietEndedItem,
  seenItem,
  snoozeItem,
} from '../platform/state';
import { openBehind, openMail, openSettings } from '../platform/tabs';
import { isNothingShown, Unreadable } from '../ui/Unreadable';
import { Popup } from './Popup';
import type { PopupActions, SnoozeChoice } from './props';

const ask = sender<BackgroundIntents>('background');

/** Closes the popup once `opening` has ended. */
async function andClose(opening: Promise<void>): Promise<void> {
  await opening;
  window.close();
}

/** Opens an address as the settings say. Keeps the popup open if the tab opens in the background. */
async function openAndClose(account: Account, address: string): Promise<void> {
  const { settings } = await loadState();
  await openMail(address, webmailOf(account) ?? '', settings);
  if (!settings.openBehind) window.close();
}

/** Asks for a check soon, because the server marks opened mails as read. */
function mailOpened({ id }: Account, ...mails: readonly Message[]): void {
  void ask('mailOpened', { accountId: id, ids: mails.map(mail => mail.id) }).catch(() => {});
}

function snoozedUntil(choice: SnoozeChoice): number {
  if (choice === 'end') return 0;
  return typeof choice === 'string' ? snoozeEnd(choice, Date.now()) : choice.until;
}

const actions: PopupActions = {
  checkNow: () => ask('checkNow', undefined),
  openMail(account, mail) {
    // First, because the popup may be gone once the mail is in front.
    mailOpened(account, mail);
    void openAndClose(account, mail.link ?? '');
  },
  mailOpened,
  openAll(account, mails) {
    mailOpened(account, ...mails);
    void openBehind(mails.map(({ link }) => link ?? ''));
  },
  act: ({ id }, action, mails) =>
    ask('act', { accountId: id, entryId: crypto.randomUUID(), action, ids: mails.map(mail => mail.id) }),
  undo: ({ id }, entryId) => ask('undo', { accountId: id, entryId }),
  dismissRefusals: ({ id }) => ask('dismissRefusals', id),
  async changeSettings(change) {
    const { policy } = await loadState();
    await choicesItem.update(chosen => ({ ...chosen, ...change(settingsOf(chosen, policy)) }));
  },
  copy: text => navigator.clipboard.writeText(text),
  openWebmail: account => void openAndClose(account, webmailOf(account) ?? ''),
  openSettings: accountId => void andClose(openSettings(accountId)),
  snooze: choice => snoozeItem.set(snoozedUntil(choice)),
  endQuietHours: until => quietEndedItem.set(until),
  resume(accountId) {
    const now = { pausedUntil: Date.now() };
    void accountsItem.update(accounts => withPreferences(accounts, accountId, now)).catch(() => {});
  },
  async signIn({ id, endpoint }) {
    // Signing in is useless without the permission. The browser asks only directly within the click.
    if (await askToContact(endpoint)) await ask('signIn', id);
  },
  visitPrivacyPage: accountId => ask('visitPrivacyPage', accountId),
  allowServer: endpoint => void askToContact(endpoint),
};

/** Loaded once per opening: a mail that is marked as new stays so until the popup is opened again. */
let seenBefore: Seen | undefined;

async function draw(): Promise<void> {
  const known = await loadStateAndSeen().catch(() => undefined);
  if (!known) {
    if (isNothingShown()) render(<Unreadable t={translate} />, document.body);
    return;
  }
  const { state, seen } = known;
  seenBefore ??= seen;
  render(
    <Popup
      state={state}
      seen={seenBefore}
      now={Date.now()}
      locale={dateLocale()}
      t={translate}
      actions={actions}
    />,
    document.body,
  );
  // The benchmark (test/bench) reads this mark.
  performance.mark('list');
  // Nobody has seen a hidden tab. If storing fails, the mails are only marked as new once more.
  if (!document.hidden)
    await seenItem.update(former => seenAfter(former, withoutPausedMail(state, Date.now()))).catch(() => {});
}

async function open(): Promise<void> {
  setPageLanguage(document);
  onStateChanged(() => void draw());
  await draw();
  // No need to wait: the checks change the storage, which redraws.
  void ask('popupOpened', undefined).catch(() => {});
  onOnline(() => void ask('online', undefined).catch(() => {}));
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void draw();
  });
  // Keeps the shown ages current.
  setInterval(() => void draw(), 30_000);
}

void open();
