import type { Revoked } from '../access/revoke';
import { lowerCase } from '../finding/mail-address';
import type { Records } from '../shared/records';
import { createPlural } from '../texts/plural';

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

const plural = createPlural('en');

export function revokedText(user: string, { tokens, sessions, grants }: Revoked): string {
  const parts = [
    plural(tokens, { one: '# token', other: '# tokens' }),
    plural(sessions, { one: '# browser session', other: '# browser sessions' }),
    plural(grants, { one: '# sign-in at a provider', other: '# sign-ins at providers' }),
  ];
  return `${user}: ended ${parts.join(', ')}, and all links`;
}
