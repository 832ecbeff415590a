import { render } from 'preact';
import type { Account } from '../core/account';
import type { BackgroundIntents } from '../core/protocol';
import { seenAfter } from '../core/seen-after';
import { snoozeEnd } from '../core/snooze';
import { locale, translate } from '../platform/i18n';
import { sender } from '../platform/messaging';
import { onOnline } from '../platform/network';
import { askToContact } from '../platform/permissions';
import { loadState, onStateChanged, seenItem, snoozeItem } from '../platform/state';
import { openMail, openSettings } from '../platform/tabs';
import { isNothingShown, Unreadable } from '../ui/Unreadable';
import sheet from './late.css?url';
import { Popup } from './Popup';
import type { Handover, PopupActions } from './props';
import { Shell } from './Shell';

const ask = sender<BackgroundIntents>('background');

/** Leaves the popup, as a person expects once what they clicked has opened. */
async function andClose(opening: Promise<void>): Promise<void> {
  await opening;
  window.close();
}

/** As the user wants things opened. What opens behind leaves the popup where it is. */
async function open({ webmail }: Account, address: string): Promise<void> {
  const { settings } = await loadState();
  await openMail(address, webmail, settings);
  if (!settings.openBehind) window.close();
}

/** Has the account checked sooner than usual, for opening a mail reads it. */
function mailOpened({ id }: Account): void {
  void ask('mailOpened', id).catch(() => {});
}

export const actions: PopupActions = {
  checkNow: () => ask('checkNow', undefined),
  openMail(account, link) {
    // First, for the popup may be gone as soon as the mail is in front.
    mailOpened(account);
    void open(account, link);
  },
  mailOpened,
  openWebmail: account => void open(account, account.webmail),
  openSettings: accountId => void andClose(openSettings(accountId)),
  snooze: choice => snoozeItem.set(choice === 'end' ? 0 : snoozeEnd(choice, Date.now())),
  async signIn({ id, endpoint }) {
    // Signing in is for naught without it; the browser asks only within the click.
    if (await askToContact(endpoint)) await ask('signIn', id);
  },
  visitPrivacyPage: accountId => ask('visitPrivacyPage', accountId),
  allowServer: endpoint => void askToContact(endpoint),
};

/** As it was when the popup opened: what is new stays so until it is opened again. */
const seenBefore = seenItem.get();

async function loadKnown() {
  const [state, seen] = await Promise.all([loadState(), seenBefore]);
  return { state, seen };
}

function drawUnreadable(): void {
  if (isNothingShown()) render(<Shell draw={() => <Unreadable t={translate} />} />, document.body);
}

let handover: Handover | undefined;

async function draw(): Promise<void> {
  const [known] = await Promise.all([loadKnown().catch(() => undefined), styles]);
  if (!known) return drawUnreadable();
  const { state, seen } = known;
  const first = handover;
  handover = undefined;
  const props = { state, seen, now: Date.now(), locale, t: translate, actions };
  render(
    <Shell draw={() => Popup({ ...props, initialPanel: first?.panel, initialCheck: first?.check })} />,
    document.body,
  );
  first?.drawn();
  // In a tab behind another one, nobody has seen it yet. Where there is no room to note it, it is new once more.
  if (!document.hidden) await seenItem.update(former => seenAfter(former, state)).catch(() => {});
}

/** Ends when the styles of what the first frame does without are there. */
function loadStyles(): Promise<void> {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: sheet });
  return new Promise(resolve => {
    link.addEventListener('load', () => resolve());
    // Without them it is plain, and says what it has to say.
    link.addEventListener('error', () => resolve());
    document.head.append(link);
  });
}

const styles = loadStyles();

/** Shows the whole popup, and keeps it as what is stored. Ends when it has been drawn. */
export async function start(from: Handover): Promise<void> {
  handover = from;
  onStateChanged(() => void draw());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void draw();
  });
  // The ages shown grow while the popup stays open.
  setInterval(() => void draw(), 30_000);
  await draw();
  // What comes of it is stored, and so drawn.
  void ask('popupOpened', undefined).catch(() => {});
  onOnline(() => void ask('online', undefined).catch(() => {}));
}
