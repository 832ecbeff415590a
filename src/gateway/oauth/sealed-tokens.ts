import type { GrantKey } from '../mailbox/imap/imap-server';
import { seal, unseal } from '../shared/seal';
import type { OAuthTokens } from './oauth-client';

/** Tokens as they are kept. Secret. */
export interface KeptTokens extends OAuthTokens {
  /** When the access token is to be renewed, in ms since 1970. */
  readonly renewAt: number;
}

const MINUTE = 60_000;
const SHORTEST_SLACK = 5 * MINUTE;
const LONGEST_SLACK = 10 * MINUTE;

/**
 * Seals tokens that the provider has just given. They are renewed 5 to 10 minutes before they expire, at a random moment,
 * so that many grants are not renewed together, and at most half of their time before.
 */
export function sealTokens(grant: GrantKey, tokens: OAuthTokens, now: number, random: () => number): string {
  const slack = SHORTEST_SLACK + random() * (LONGEST_SLACK - SHORTEST_SLACK);
  const renewAt = tokens.expires - Math.min(slack, (tokens.expires - now) / 2);
  const kept: KeptTokens = { ...tokens, renewAt };
  return seal(keyOf(grant), JSON.stringify(kept), ...aboutOf(grant));
}

/** Undefined if they were sealed for another grant, or with another key. */
export function unsealTokens(grant: GrantKey, sealed: string): KeptTokens | undefined {
  const text = unseal(keyOf(grant), sealed, ...aboutOf(grant));
  if (text === undefined) return undefined;
  const kept: KeptTokens = JSON.parse(text);
  // JSON has no Infinity, the time of tokens that never expire.
  const time = (ms: number | null) => ms ?? Number.POSITIVE_INFINITY;
  return { ...kept, expires: time(kept.expires), renewAt: time(kept.renewAt) };
}

const keyOf = ({ key }: GrantKey) => Buffer.from(key, 'base64url');

const aboutOf = ({ provider, id }: GrantKey) => ['grant', provider, id] as const;
