import type { Revoked } from '../access/revoke';
import { canonicalName, isSameAddress, lowerCase } from '../finding/mail-address';
import type { Records } from '../shared/records';
import { createPlural } from '../texts/plural';

interface Named {
  /** With this name, or with this address at some mail server. */
  readonly users: readonly string[];
  /** With the same name before the @: a mail server may have one mailbox for several domains. */
  readonly alike: readonly string[];
}

/** The users who have signed in. @param name in any spelling */
export async function usersNamed(
  name: string,
  { tokens, sessions }: { readonly tokens: Records<unknown>; readonly sessions: Records<unknown> },
): Promise<Named> {
  const wanted = canonicalName(name);
  const users = new Set<string>();
  const alike = new Set<string>();
  for (const records of [tokens, sessions]) {
    for await (const [user] of records.all()) {
      // The gateway names a mailbox at a server that isn't proven by its address and the server.
      const [address = ''] = user.split(' (');
      if (user === name || [user, address].some(it => isSameAddress(it, wanted))) users.add(user);
      else if (wanted.includes('@') && localOf(address) === localOf(wanted)) alike.add(user);
    }
  }
  return { users: [...users], alike: [...alike] };
}

const localOf = (address: string) => lowerCase(address.replace(/@[^@]*$/, ''));

const plural = createPlural('en');

export function revokedText(user: string, { tokens, sessions, grants }: Revoked): string {
  const parts = [
    plural(tokens, { one: '# token', other: '# tokens' }),
    plural(sessions, { one: '# browser session', other: '# browser sessions' }),
    plural(grants, { one: '# sign-in at a provider', other: '# sign-ins at providers' }),
  ];
  return `${user}: ended ${parts.join(', ')}, and all links`;
}
