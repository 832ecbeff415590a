import { UNTIL_RESUMED } from '../account/pause';
import type { Message } from '../answer/answer';
import { shortUntil } from '../mailbox/failing';
import { type Announced, listOf, type Mailbox } from '../mailbox/mailbox';
import { nextQuietMoment } from '../settings/quiet';
import type { Settings } from '../settings/settings';
import type { State } from '../view/state';

const MINUTE = 60_000;

/** The mails to remind of at `now` (ms since 1970), newest first. */
export function dueReminders(mailbox: Mailbox, settings: Settings, now: number): Message[] {
  const due = new Set(
    waiting(mailbox, settings)
      .filter(entry => reminderTime(entry, settings) <= now)
      .flatMap(({ messageIds }) => messageIds),
  );
  return listOf(mailbox.messages).filter(({ id }) => due.has(id));
}

/** ms since 1970; undefined without a reminder after `now`. */
export function nextReminder(mailbox: Mailbox, settings: Settings, now: number): number | undefined {
  const times = waiting(mailbox, settings)
    .map(entry => reminderTime(entry, settings))
    .filter(time => time > now);
  return times.length > 0 ? Math.min(...times) : undefined;
}

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

/** When the display next changes without a check, ms since 1970; undefined if never. */
export function nextMoment(state: State, now: number): number | undefined {
  const { accounts, mailboxes, settings } = state;
  const times = [
    nextQuietMoment(state, now),
    ...accounts.map(({ pausedUntil }) => pausedUntil).filter(time => time > now && time < UNTIL_RESUMED),
    ...accounts.flatMap(({ id }) => {
      const mailbox = mailboxes[id];
      return mailbox ? [nextReminder(mailbox, settings, now), shortUntil(mailbox, now)] : [];
    }),
  ].filter(time => time !== undefined);
  return times.length > 0 ? Math.min(...times) : undefined;
}
