import type { Gateway } from '../access/gateway';
import { withQuery } from '../access/return-address';
import type { Call } from '../http/http';
import type { GatewayMailbox } from '../mailbox/mailbox';

export interface MessageQuery {
  readonly user?: string | undefined;
  readonly key?: string | undefined;
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
export function readVisit(
  parameters: URLSearchParams,
  id: string,
  { session }: Call,
  { accounts, links }: Gateway,
): Visit | undefined {
  const read = (name: string) => parameters.get(name) ?? undefined;
  const asked = {
    user: read('user'),
    key: read('key'),
    view: read('view'),
    images: read('images'),
    keep: read('keep'),
  };
  const user = asked.user ?? session?.user;
  if (user === undefined) return undefined;
  const ofKey = links.markOfMessage(asked.key ?? '', user, id);
  const mark = user === session?.user ? session.mark : ofKey;
  const mailbox = mark === undefined ? undefined : accounts.mailboxOf(user, mark);
  return mailbox && { user, mailbox, asked, hasKey: ofKey !== undefined };
}

export function messageAddress(id: string, asked: MessageQuery): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return withQuery(`/message/${encodeURIComponent(id)}`, Object.fromEntries(given));
}
