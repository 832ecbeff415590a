import { withQuery } from '../access/return-address';
import type { Gateway } from '../access/services';
import type { Call } from '../http/http';
import type { Mailbox } from '../mailbox/mailbox';

/** What the address of a message can ask for; what is `undefined` isn't in it. */
export interface Asked {
  readonly user?: string | undefined;
  readonly key?: string | undefined;
  /** `text` for the plain text of a message that has HTML, too. */
  readonly view?: string | undefined;
  /** `1` for the pictures of other servers. */
  readonly images?: string | undefined;
}

/** Someone who may see a message. */
export interface Visit {
  readonly user: string;
  readonly mailbox: Mailbox;
  readonly asked: Asked;
}

/** Reads a query or a form, which opens a message by its key, or by the session for one's own. */
export function readVisit(
  parameters: URLSearchParams,
  id: string,
  { session }: Call,
  { accounts, links }: Gateway,
): Visit | undefined {
  const read = (name: string) => parameters.get(name) ?? undefined;
  const asked = { user: read('user'), key: read('key'), view: read('view'), images: read('images') };
  const user = asked.user ?? session?.user;
  if (user === undefined) return undefined;
  const opened = user === session?.user || links.opensMessage(asked.key ?? '', user, id);
  const mailbox = opened ? accounts.mailboxOf(user) : undefined;
  return mailbox && { user, mailbox, asked };
}

/** Where a message is shown, on the gateway itself. */
export function messageAddress(id: string, asked: Asked): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return withQuery(`/message/${encodeURIComponent(id)}`, Object.fromEntries(given));
}
