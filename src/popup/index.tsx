import { render } from 'preact';
import type { Account } from '../core/account/account';
import type { BackgroundIntents } from '../core/protocol';
import { snoozeEnd } from '../core/settings/snooze';
import { seenAfter } from '../core/view/seen-after';
import type { Seen } from '../core/view/unseen';
import { setPageLanguage, textLocale, translate } from '../platform/i18n';
import { sender } from '../platform/messaging';
import { onOnline } from '../platform/network';
import { askToContact } from '../platform/permissions';
import { loadState, loadStateAndSeen, onStateChanged, seenItem, snoozeItem } from '../platform/state';
import { openMail, openSettings } from '../platform/tabs';
import { isNothingShown, Unreadable } from '../ui/Unreadable';
import { Popup } from './Popup';
import type { PopupActions } from './props';

const ask = sender<BackgroundIntents>('background');

/** Leaves the popup, as a person expects once what they clicked has opened. */
async function andClose(opening: Promise<void>): Promise<void> {
  await opening;
  window.close();
}

/** As the user wants things opened. What opens behind leaves the popup where it is. */
async function openAndClose({ webmail }: Account, address: string): Promise<void> {
  const { settings } = await loadState();
  await openMail(address, webmail, settings);
  if (!settings.openBehind) window.close();
}

/** Has the account checked sooner than usual, for opening a mail reads it. */
function mailOpened({ id }: Account): void {
  void ask('mailOpened', id).catch(() => {});
}

const actions: PopupActions = {
  checkNow: () => ask('checkNow', undefined),
  openMail(account, link) {
    // First, for the popup may be gone as soon as the mail is in front.
    mailOpened(account);
    void openAndClose(account, link);
  },
  mailOpened,
  openWebmail: account => void openAndClose(account, account.webmail),
  openSettings: accountId => void andClose(openSettings(accountId)),
  snooze: choice => snoozeItem.set(choice === 'end' ? 0 : snoozeEnd(choice, Date.now())),
  async signIn({ id, endpoint }) {
    // Signing in is for naught without it; the browser asks only within the click.
    if (await askToContact(endpoint)) await ask('signIn', id);
  },
  visitPrivacyPage: accountId => ask('visitPrivacyPage', accountId),
  allowServer: endpoint => void askToContact(endpoint),
};

/** As it was when the popup opened: a mail that is marked as new stays so until the popup is opened again. */
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
      locale={textLocale()}
      t={translate}
      actions={actions}
    />,
    document.body,
  );
  // Read by the bench (test/bench).
  performance.mark('list');
  // In a tab behind another one, nobody has seen it yet. Where it can't be stored, the mail is marked once more.
  if (!document.hidden) await seenItem.update(former => seenAfter(former, state)).catch(() => {});
}

async function open(): Promise<void> {
  setPageLanguage(document);
  onStateChanged(() => void draw());
  await draw();
  // The checks that these begin are stored, and so drawn.
  void ask('popupOpened', undefined).catch(() => {});
  onOnline(() => void ask('online', undefined).catch(() => {}));
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void draw();
  });
  // The ages shown grow while the popup stays open.
  setInterval(() => void draw(), 30_000);
}

void open();
