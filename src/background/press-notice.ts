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
 * Acts on the notification's mails that are still listed, as its button said when it was shown, and removes the
 * notification. A second press finds only the mails that the server refused. If the notification isn't stored, opens the
 * list. Reads stored data only: the click may have woken the background.
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
