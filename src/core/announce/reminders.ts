import type { Message } from '../answer/answer';
import { type Announced, listOf, type Mailbox } from '../mailbox/mailbox';
import type { Settings } from '../settings/settings';

const MINUTE = 60_000;

/** The listed mails that the user is to be reminded of at `now` (ms since 1970), newest first: announced long enough ago, and unread since. */
export function dueReminders(mailbox: Mailbox, settings: Settings, now: number): Message[] {
  const due = new Set(
    waiting(mailbox, settings)
      .filter(entry => reminderTime(entry, settings) <= now)
      .flatMap(({ messageIds }) => messageIds),
  );
  return listOf(mailbox.messages).filter(({ id }) => due.has(id));
}

/** When the next reminder of an account comes due after `now`, ms since 1970; undefined where none does. */
export function nextReminder(mailbox: Mailbox, settings: Settings, now: number): number | undefined {
  const times = waiting(mailbox, settings)
    .map(entry => reminderTime(entry, settings))
    .filter(time => time > now);
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** Announcements of mails that are still unread, and of which the user has not been reminded. */
function waiting(mailbox: Mailbox, { remindAfter }: Settings): Announced[] {
  const listed = new Set(listOf(mailbox.messages).map(({ id }) => id));
  return mailbox.announced.filter(
    ({ about, at, reminded, messageIds }) =>
      remindAfter > 0 &&
      about === 'mail' &&
      at !== undefined &&
      !reminded &&
      messageIds.some(id => listed.has(id)),
  );
}

function reminderTime({ at = 0 }: Announced, { remindAfter }: Settings): number {
  return at + remindAfter * MINUTE;
}
