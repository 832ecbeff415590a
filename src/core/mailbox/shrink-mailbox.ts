import type { Message } from '../answer/answer';
import type { Mailbox } from './mailbox';
import type { OutboxEntry } from './outbox-entry';

/** For a full storage. Clears the digest, so that the next answer is parsed again. */
export function shrinkMailbox(mailbox: Mailbox): Mailbox {
  const { messages, outbox, lastAction, announced } = mailbox;
  return {
    ...mailbox,
    messages: typeof messages === 'string' ? messages : withoutPreviews(messages),
    ...(outbox && { outbox: outbox.map(shrunk) }),
    ...(lastAction && { lastAction: shrunk(lastAction) }),
    announced: announced.slice(-5),
    digest: '',
  };
}

function shrunk(entry: OutboxEntry): OutboxEntry {
  return { ...entry, mails: withoutPreviews(entry.mails) };
}

function withoutPreviews(mails: readonly Message[]): Message[] {
  return mails.map(mail => ({ ...mail, beginning: '' }));
}
