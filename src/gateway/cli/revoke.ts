import type { Revoked } from '../access/revoke-user';

export const revokedText = (user: string, { tokens, sessions, grants }: Revoked): string[] => [
  `${user}: ended ${tokens} tokens, ${sessions} browser sessions and ${grants} sign-ins at providers, and all links.`,
  'A password or a provider that still accepts this person lets them sign in again.',
];
