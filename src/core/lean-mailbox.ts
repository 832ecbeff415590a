import type { Mailbox } from './mailbox';

/**
 * The mailbox without what can be done without: beginnings of mails, and all but the latest announcements. The next
 * answer is read again, for it may find room.
 */
export function leanMailbox(mailbox: Mailbox): Mailbox {
  const { messages, announced } = mailbox;
  return {
    ...mailbox,
    messages: typeof messages === 'string' ? messages : messages.map(it => ({ ...it, beginning: '' })),
    announced: announced.slice(-5),
    digest: '',
  };
}

/** The lean mailbox without any announcement: so to have announced something takes less room than to have it pending. */
export function leanestMailbox(mailbox: Mailbox): Mailbox {
  return { ...leanMailbox(mailbox), announced: [] };
}
