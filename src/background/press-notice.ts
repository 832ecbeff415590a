import { USUAL_BUTTONS } from '../core/announce/notice-buttons';
import { accountOfNotice, noticeId } from '../core/announce/notice-id';
import type { State } from '../core/view/state';
import type { Acts } from './act';

export interface PressNoticeEffects extends Pick<Acts, 'act'> {
  loadState(): Promise<State>;
  /** Like a click on the notification itself. */
  open(noticeId: string): Promise<void>;
  snooze(): Promise<void>;
  newId(): string;
  clearNotice(id: string): Promise<void>;
}

/**
 * Does what the notification's button said when it was shown, with those of its mails that are still listed, and removes
 * the notification. So pressing it twice does it once, and again what was refused. Without a stored notification, opens
 * the list. Reads stored data only: the click may have woken the background.
 * @param index the button's place, from 0
 */
export async function pressNotice(id: string, index: number, effects: PressNoticeEffects): Promise<void> {
  const { accounts, mailboxes, settings } = await effects.loadState();
  const account = accounts.find(it => it.id === accountOfNotice(id));
  const announced = account && mailboxes[account.id]?.announced.find(it => it.id === id);
  const isSample = id === noticeId('', 'sample');
  const buttons = announced ? (announced.buttons ?? USUAL_BUTTONS) : isSample ? settings.noticeButtons : [];
  const button = buttons[index] ?? 'open';
  if (button === 'open') return effects.open(id);
  if (button === 'snooze') await effects.snooze();
  else if (account && announced) {
    const wish = { entryId: effects.newId(), action: button, ids: announced.messageIds, noticeId: id };
    await effects.act(account.id, wish);
  }
  await effects.clearNotice(id);
}
