import { USUAL_BUTTONS } from '../core/announce/notice-buttons';
import { accountOfNotice, noticeId } from '../core/announce/notice-id';
import type { State } from '../core/view/state';
import type { Acts } from './act';

export interface PressNoticeEffects extends Pick<Acts, 'act'> {
  loadState(): Promise<State>;
  /** Like a click on the notification itself. */
  open(noticeId: string): Promise<void>;
  snooze(): Promise<void>;
  clearNotice(id: string): Promise<void>;
}

/**
 * Does what the notification's button said when it was shown, with all its mails, and removes the notification. Pressing
 * it twice does it once. Reads stored data only: the click may have woken the background.
 * @param index the button's place, from 0
 */
export async function pressNotice(id: string, index: number, effects: PressNoticeEffects): Promise<void> {
  const { accounts, mailboxes, settings } = await effects.loadState();
  const account = accounts.find(it => it.id === accountOfNotice(id));
  const announced = account && mailboxes[account.id]?.announced.find(it => it.id === id);
  const isSample = id === noticeId('', 'sample');
  const button = (announced?.buttons ?? (isSample ? settings.noticeButtons : USUAL_BUTTONS))[index];
  if (button === 'open') return effects.open(id);
  if (button === 'snooze') await effects.snooze();
  else if (button && account && announced)
    await effects.act(account.id, { entryId: id, action: button, ids: announced.messageIds, noticeId: id });
  await effects.clearNotice(id);
}
