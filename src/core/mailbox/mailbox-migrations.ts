import type { Message } from '../answer/answer';
import { serverIdOf, withIdentities } from '../answer/identity';
import { type Failure, stopsChecks } from './failure';
import { newestFirst, orderAfter } from './list-order';

interface Mailbox1 {
  failure?: Failure;
  checkedAt: number;
  emails: number | string;
  unread: number | string;
  sms: number | string;
  messages: { id: string; date?: number }[] | string;
  seen: string[];
  pending: string[];
  announced: { notice: string; title: string; message: string; link?: string; messageIds: string[] }[];
}

/** @throws TypeError if `data` is no mailbox of version 1 */
export function migrateMailbox1(data: unknown): unknown {
  const { seen, ...old } = data as Mailbox1;
  const listed = typeof old.messages === 'string' ? [] : old.messages;
  const dates = listed.flatMap(({ date }) => date ?? []);
  const partial = listed.length > 0 && (typeof old.unread !== 'number' || old.unread > listed.length);
  return {
    ...old,
    revision: 0,
    failures: 0,
    // Version 1 kept checking a rejected account without telling the user.
    pending: { mails: old.pending, unlisted: 0, sms: 0, stop: stopsChecks(old.failure) },
    announced: old.announced.map(({ notice, ...entry }) => ({ ...entry, id: notice, about: 'mail' })),
    ...(old.checkedAt > 0 &&
      typeof old.messages !== 'string' && {
        known: {
          ids: seen,
          asOf: old.checkedAt,
          emails: old.emails,
          unread: old.unread,
          partial,
          ...(partial && dates.length > 0 && { hiddenBefore: Math.min(...dates) }),
        },
      }),
    ...(typeof old.sms === 'number' && { knownSms: old.sms }),
  };
}

interface Mailbox2 {
  checkedAt: number;
  messages: (Omit<Message, 'serverId'> & { id: string })[] | string;
  pending: { mails: string[]; heard?: string[] };
  announced: { messageIds: string[] }[];
  known?: { ids?: string[]; asOf?: number };
}

/**
 * Version 3 makes ids from the content of mails, and lists the newest first.
 * @throws TypeError if `data` is no mailbox of version 2
 */
export function migrateMailbox2(data: unknown): unknown {
  const old = data as Mailbox2;
  const listed = typeof old.messages === 'string' ? [] : old.messages;
  const renamed = withIdentities(listed.map(({ id, ...mail }) => ({ ...mail, messageId: id })));
  const newIds = new Map(listed.map(({ id }, index) => [id, renamed[index]?.id ?? id]));
  const rename = (ids: readonly string[]) => ids.map(id => newIds.get(id) ?? id);
  const order = orderAfter(0, renamed, [], 0);
  const messages = newestFirst(renamed, order);
  const { known, ...rest } = old;
  const { ids, asOf, ...knownElse } = known ?? {};
  return {
    ...rest,
    ...(typeof old.messages !== 'string' && { messages }),
    pending: {
      ...old.pending,
      mails: rename(old.pending.mails),
      ...(old.pending.heard && { heard: rename(old.pending.heard) }),
    },
    announced: old.announced.map(entry => ({ ...entry, messageIds: rename(entry.messageIds) })),
    ...(ids && {
      known: {
        ...knownElse,
        asOf,
        seen: messages.map(({ id }) => id),
        listed: messages.length,
        order,
        former: { ids: ids.map(serverIdOf), until: asOf },
      },
    }),
  };
}

/**
 * Version 4 stores the server's ids and its supported actions. Clears the digest so that the next answer is parsed again.
 * Drops `openedAt`, because the outbox tells when a mail was opened.
 */
export function migrateMailbox3(data: unknown): unknown {
  const { openedAt: _former, ...rest } = data as { openedAt?: number };
  return { ...rest, digest: '' };
}
