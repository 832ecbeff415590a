import { accountOfNotice } from '../core/notices';
import type { State } from '../core/state';

export interface OpenNoticeEffects {
  loadState(): Promise<State>;
  openLink(address: string): Promise<void>;
  openListInTab(): Promise<void>;
  /** Opens the settings at this account's form. */
  openSettings(accountId: string): Promise<void>;
  clearNotice(id: string): Promise<void>;
}

/** Opens what a clicked notification announced, known from storage alone: the worker may have just woken for the click. */
export async function openNotice(noticeId: string, effects: OpenNoticeEffects): Promise<void> {
  const { mailboxes } = await effects.loadState();
  const accountId = accountOfNotice(noticeId);
  const announced = mailboxes[accountId]?.announced.find(({ id }) => id === noticeId);
  if (announced?.about === 'stop') await effects.openSettings(accountId);
  else if (announced?.link) await effects.openLink(announced.link);
  else await effects.openListInTab();
  await effects.clearNotice(noticeId);
}
