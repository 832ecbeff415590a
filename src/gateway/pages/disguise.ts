import { visibleText } from '../../core/answer/visible-text';
import type { MessageLine } from '../mailbox/mailbox';

/**
 * Removes invisible characters from subject and sender: direction marks, for example, could turn the line
 * round and disguise an address.
 */
export function withoutDisguise<M extends MessageLine>(message: M): M {
  const { subject, from } = message;
  return {
    ...message,
    subject: visibleText(subject),
    from: { name: visibleText(from.name), address: visibleText(from.address) },
  };
}
