import { withIdentities } from '../src/core/answer/identity';
import type { MessageSummary } from '../src/gateway/mailbox/mailbox';

/** The id by which the extension recognises a mail in a server's list. */
export function identityOf({
  id,
  from,
  subject,
  date,
}: Pick<MessageSummary, 'id' | 'from' | 'subject' | 'date'>): string {
  // The answer has dates in whole seconds.
  const time = Math.floor(date.getTime() / 1000) * 1000;
  const [message] = withIdentities([{ messageId: id, from, subject, beginning: '', date: time }]);
  if (!message) throw new Error('a mail has no identity');
  return message.id;
}
