import { type Announced, isPending, type Pending } from './mailbox';

/**
 * Removes the announced mails and numbers from `pending`.
 * @param counted how many mails or SMS without ids are no longer pending
 */
export function pendingWithout(
  pending: Pending,
  { about, messageIds }: Pick<Announced, 'about' | 'messageIds'>,
  counted: number,
): Pending {
  const { held, heard = [], ...rest } = pending;
  const mails = pending.mails.filter(id => !messageIds.includes(id));
  const stillHeard = heard.filter(id => mails.includes(id));
  const after: Pending = {
    ...rest,
    ...(stillHeard.length > 0 && { heard: stillHeard }),
    mails,
    unlisted: Math.max(0, rest.unlisted - (about === 'mail' ? counted : 0)),
    sms: Math.max(0, rest.sms - (about === 'sms' ? counted : 0)),
    stop: about === 'stop' ? false : rest.stop,
  };
  return held && isPending({ pending: after }) ? { ...after, held } : after;
}
