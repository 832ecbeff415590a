import type { Mailbox } from './mailbox';

/**
 * For a full storage: drops previews and all but the last five announcements. Clears the digest so that the next answer
 * is parsed again.
 */
export function shrinkMailbox(mailbox: Mailbox): Mailbox {
  const { messages, announced } = mailbox;
  return {
    ...mailbox,
    messages: typeof messages === 'string' ? messages : messages.map(it => ({ ...it, beginning: '' })),
    announced: announced.slice(-5),
    digest: '',
  };
}
