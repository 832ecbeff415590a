import type { Revoked } from '../access/revoke';
import { lowerCase } from '../finding/mail-address';
import type { Records } from '../shared/records';

/** All users whose name is this one in any case, or this address at some mail server. Those without a record, too. */
export async function usersNamed(
  name: string,
  { tokens, sessions }: { readonly tokens: Records<unknown>; readonly sessions: Records<unknown> },
): Promise<string[]> {
  const wanted = lowerCase(name);
  const users = new Set([name, wanted]);
  for (const records of [tokens, sessions]) {
    for await (const [user] of records.all()) {
      const found = lowerCase(user);
      // The gateway names a mailbox at a server that isn't proven by its address and the server.
      if (found === wanted || found.startsWith(`${wanted} (`)) users.add(user);
    }
  }
  return [...users];
}

export const revokedText = (user: string, { tokens, sessions, grants }: Revoked): string =>
  `${user}: ended ${tokens} tokens, ${sessions} browser sessions, ${grants} sign-ins at providers, and all links`;
