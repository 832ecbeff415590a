import type { FullMessage, GatewayMailbox } from '../../src/gateway/mailbox/mailbox';
import { NOON } from './noon';

/** A mailbox with these messages. They are unread until they are marked. */
export function createReaderMailbox(
  messages: Readonly<Record<string, Partial<FullMessage>>>,
  webmail?: string,
): GatewayMailbox {
  const read = new Set<string>();
  const whole = (id: string): FullMessage => ({
    id,
    from: { name: 'Ann', address: 'ann@example.org' },
    date: new Date(NOON),
    subject: 'Hello',
    text: '',
    read: read.has(id),
    ...messages[id],
  });
  const all = () => Object.keys(messages).map(whole);
  return {
    readsOnOpen: false,
    webmail,
    counts: async () => ({
      emails: all().length,
      unread: all().filter(it => !it.read).length,
      sms: undefined,
    }),
    unread: async limit =>
      all()
        .filter(it => !it.read)
        .slice(0, limit)
        .map(it => ({ ...it, beginning: it.text })),
    latest: async limit => all().slice(0, limit),
    message: async id => (Object.hasOwn(messages, id) ? whole(id) : undefined),
    async act(action, ids) {
      for (const id of ids) {
        if (action === 'markRead') read.add(id);
        if (action === 'markUnread') read.delete(id);
      }
      return ids.map(id => ({ id, status: Object.hasOwn(messages, id) ? 'done' : 'gone' }));
    },
    markAllRead: async () => [],
  };
}
