import { shortUntil } from '../mailbox/failing';
import { nextQuietMoment } from '../settings/quiet';
import type { State } from '../view/state';
import { nextReminder } from './reminders';

/**
 * When what is shown next changes by itself, without any check, ms since 1970: quiet hours or a snooze begin or end,
 * a reminder comes due, a failure has lasted too long to be a short one. Undefined where nothing of that is ahead.
 */
export function nextMoment(state: State, now: number): number | undefined {
  const { accounts, mailboxes, settings } = state;
  const times = [
    nextQuietMoment(state, now),
    ...accounts.flatMap(({ id }) => {
      const mailbox = mailboxes[id];
      return mailbox ? [nextReminder(mailbox, settings, now), shortUntil(mailbox, now)] : [];
    }),
  ].filter(time => time !== undefined);
  return times.length > 0 ? Math.min(...times) : undefined;
}
