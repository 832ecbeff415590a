import { withIdentities } from '../src/core/answer/identity';
import type { MessageSummary } from '../src/gateway/mailbox/mailbox';

/** What the extension knows a mail by that a server lists. */
export function identityOf({
  id,
  from,
  subject,
  date,
}: Pick<MessageSummary, 'id' | 'from' | 'subject' | 'date'>): string {
  // The answer's dates are of whole seconds.
  const time = Math.floor(date.getTime() / 1000) * 1000;
  const [message] = withIdentities([{ messageId: id, from, subject, beginning: '', date: time }]);
  if (!message) throw new Error('a mail has no identity');
  return message.id;
}
