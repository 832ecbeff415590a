import type { Count, Message } from '../answer/answer';
import { listOf, type Mailbox } from './mailbox';
import type { OutboxEntry } from './outbox-entry';

/**
 * The mailbox as the user sees it: the latest answer with everything that the user has done since. The same mailbox if
 * that is nothing. Never store it.
 */
export function withOutbox(mailbox: Mailbox): Mailbox {
  const { outbox = [] } = mailbox;
  if (outbox.length === 0) return mailbox;
  const answered = listOf(mailbox.messages);
  const { messages, unread } = outbox.reduce(
    (view, entry) => (bringsBack(entry) ? shown(view, entry, answered) : hidden(view, entry)),
    { messages: answered, unread: mailbox.unread },
  );
  return { ...mailbox, unread, messages: typeof mailbox.messages === 'string' ? mailbox.messages : messages };
}

interface View {
  messages: Message[];
  unread: Count;
}

function bringsBack({ action }: Pick<OutboxEntry, 'action'>): boolean {
  return action === 'markUnread' || action === 'restore';
}

function hidden({ messages, unread }: View, { mails, count }: OutboxEntry): View {
  const ids = new Set(mails.map(({ id }) => id));
  const left = messages.filter(({ id }) => !ids.has(id));
  // Mail that came after all were marked as read is still unread.
  const least = count === undefined ? 0 : left.length;
  return { messages: left, unread: added(unread, -(count ?? messages.length - left.length), least) };
}

function shown(
  { messages, unread }: View,
  { mails, count = mails.length }: OutboxEntry,
  answered: readonly Message[],
): View {
  const ids = new Set(messages.map(({ id }) => id));
  const back = mails.filter(({ id }) => !ids.has(id));
  return {
    messages: back.reduce((list, mail) => withMail(list, mail, answered), messages),
    unread: added(unread, back.length + count - mails.length),
  };
}

function added(count: Count, change: number, least = 0): Count {
  return typeof count === 'number' ? Math.max(least, count + change) : count;
}

/** Inserts a mail at its place in the answer; if it isn't there, before the first older mail. */
function withMail(messages: Message[], mail: Message, answered: readonly Message[]): Message[] {
  const places = new Map(answered.map(({ id }, place) => [id, place]));
  const place = places.get(mail.id);
  const comesAfter = ({ id, date = Infinity }: Message) =>
    place === undefined ? date <= (mail.date ?? Infinity) : (places.get(id) ?? -1) > place;
  const at = messages.findIndex(comesAfter);
  return messages.toSpliced(at < 0 ? messages.length : at, 0, mail);
}
