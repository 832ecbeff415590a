import type { Accounts } from './accounts';
import type { Consents } from './consent';
import type { Keys } from './keys';
import type { Links } from './links';
import type { Tokens } from './tokens';

/** What the API and the pages share. */
export interface Gateway {
  readonly origin: string;
  readonly accounts: Accounts;
  readonly consents: Consents;
  readonly keys: Keys;
  readonly links: Links;
  readonly tokens: Tokens;
  /** How many unread e-mails the overview lists. */
  readonly listLength: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** Notes one fact in one line, without a token, a password, a key or anything out of a mail. */
  log(line: string): void;
}

/** What may be told of an unexpected error: its kind. Its message may quote a mail. */
export function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
