import { render } from 'preact';
import type { BackgroundIntents } from '../core/protocol';
import { locale, setPageLanguage, translate } from '../platform/i18n';
import { loadState, onStateChanged } from '../platform/items';
import { sender } from '../platform/messaging';
import { askToContact } from '../platform/permissions';
import { openMail, openSettings } from '../platform/tabs';
import { Popup } from './Popup';
import type { PopupActions } from './props';

const ask = sender<BackgroundIntents>('background');

/** Leaves the popup, as a person expects once what they clicked has opened. */
async function andClose(opening: Promise<void>): Promise<void> {
  await opening;
  window.close();
}

const actions: PopupActions = {
  checkNow: () => ask('checkNow', undefined),
  openLink: address => void andClose(openMail(address, '', { openIn: 'new', openBehind: false })),
  openSettings: accountId => void andClose(openSettings(accountId)),
  async signIn({ id, endpoint }) {
    // Signing in is for naught without it; the browser asks only within the click.
    if (await askToContact(endpoint)) await ask('signIn', id);
  },
  visitPrivacyPage: accountId => ask('visitPrivacyPage', accountId),
  allowServer: endpoint => void askToContact(endpoint),
};

async function draw(): Promise<void> {
  const state = await loadState();
  render(
    <Popup state={state} now={Date.now()} locale={locale} t={translate} actions={actions} />,
    document.body,
  );
}

setPageLanguage(document);
onStateChanged(() => void draw());
// The ages shown grow while the popup stays open.
setInterval(() => void draw(), 30_000);
void draw();
