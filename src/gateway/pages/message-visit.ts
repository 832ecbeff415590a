import type { Gateway } from '../access/gateway';
import { withQuery } from '../access/return-address';
import type { Call } from '../http/http';
import type { GatewayMailbox } from '../mailbox/mailbox';

export interface MessageQuery {
  readonly user?: string | undefined;
  readonly key?: string | undefined;
  /** See `TokenLink`. */
  readonly at?: string | undefined;
  /** `text` shows the plain text of a message with HTML. */
  readonly view?: string | undefined;
  readonly images?: string | undefined;
  /** The message was opened already, or the user has marked it as unread: to show it again doesn't mark it as read. */
  readonly keep?: string | undefined;
}

export interface Visit {
  readonly user: string;
  readonly mailbox: GatewayMailbox;
  readonly asked: MessageQuery;
  /** Whether the address has the message's key. */
  readonly hasKey: boolean;
}

/** Access needs the message's key, or the session of the user in question. Undefined without access. */
export async function readVisit(
  parameters: URLSearchParams,
  id: string,
  { session, client }: Call,
  { accounts, links }: Gateway,
): Promise<Visit | undefined> {
  const read = (name: string) => parameters.get(name) ?? undefined;
  const asked = {
    user: read('user'),
    key: read('key'),
    at: read('at'),
    view: read('view'),
    images: read('images'),
    keep: read('keep'),
  };
  const user = asked.user ?? session?.user;
  if (user === undefined) return undefined;
  const byKey = asked.key === undefined ? undefined : await links.openMessage(asked.key, user, id);
  const opened = user === session?.user ? session : byKey;
  const mailbox = opened && accounts.mailboxOf(user, opened.secret, client);
  return mailbox && { user, mailbox, asked, hasKey: byKey !== undefined };
}

export function messageAddress(id: string, asked: MessageQuery): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return withQuery(`/message/${encodeURIComponent(id)}`, Object.fromEntries(given));
}
