import type { Mailbox } from '../mailbox/mailbox';
import type { State } from './state';
import type { Seen, SeenList } from './unseen';

/** An account without a list keeps what it had. Returns the same value if nothing changed. */
export function seenAfter(seen: Seen, { accounts, mailboxes }: Pick<State, 'accounts' | 'mailboxes'>): Seen {
  const after = Object.fromEntries(
    accounts.flatMap(({ id }) => {
      const list = listSeen(mailboxes[id]) ?? seen?.[id];
      return list ? [[id, list]] : [];
    }),
  );
  return JSON.stringify(after) === JSON.stringify(seen) ? seen : after;
}

function listSeen(mailbox: Mailbox | undefined): SeenList | undefined {
  if (!mailbox || mailbox.checkedAt === 0 || typeof mailbox.messages === 'string') return undefined;
  const { unread, messages } = mailbox;
  const isWhole = typeof unread === 'number' && unread <= messages.length;
  const dates = messages.flatMap(({ date }) => date ?? []);
  return {
    ids: messages.map(({ id }) => id),
    ...(!isWhole && dates.length > 0 && { hiddenBefore: Math.min(...dates) }),
  };
}
