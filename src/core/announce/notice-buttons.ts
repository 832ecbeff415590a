import { mayDo } from '../mailbox/apply-outbox';
import { type Announced, listOf, type Mailbox } from '../mailbox/mailbox';
import type { NoticeAction, Settings } from '../settings/settings';

/** Every server supports these. Notifications of an older version have these buttons, too. */
export const USUAL_BUTTONS: readonly NoticeAction[] = ['open', 'snooze'];

/**
 * The buttons that the user chose, as many. Those that the server can't do with these mails are replaced. None for a
 * stop, which asks for a click.
 */
export function noticeButtons(
  { about, messageIds }: Pick<Announced, 'about' | 'messageIds'>,
  mailbox: Mailbox,
  { noticeButtons: chosen }: Pick<Settings, 'noticeButtons'>,
): NoticeAction[] {
  if (about === 'stop') return [];
  const mails = listOf(mailbox.messages).filter(({ id }) => messageIds.includes(id));
  const can = (button: NoticeAction) =>
    button === 'open' ||
    button === 'snooze' ||
    (mails.length > 0 && mails.every(mail => mayDo(mailbox, button, mail)));
  const left = USUAL_BUTTONS.filter(button => !chosen.includes(button));
  return chosen.flatMap(button => (can(button) ? button : (left.shift() ?? [])));
}
