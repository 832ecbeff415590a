import type { Mailbox } from '../mailbox/mailbox';
import type { State } from './state';
import type { Seen, SeenList } from './unseen';

/**
 * What has been seen once this state is listed. An account that lists nothing for now, as while its list is withheld,
 * keeps what it had; one that is gone has none. The same value where nothing of it has changed.
 */
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
