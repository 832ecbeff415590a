import type { Log } from '../shared/log';
import type { Accounts } from './accounts';
import type { Attempts } from './attempts';
import type { Consents } from './consent';
import type { Forms } from './forms';
import type { KnownBrowsers } from './known-browsers';
import type { Links } from './links';
import type { ReturnAddressCheck } from './return-address';
import type { Sessions } from './sessions';
import type { Tokens } from './tokens';

/** What the API and the pages share. */
export interface Gateway {
  /** As browsers reach it, such as `http://127.0.0.1:8337`. */
  readonly origin: string;
  readonly accounts: Accounts;
  readonly attempts: Attempts;
  readonly consents: Consents;
  readonly forms: Forms;
  readonly knownBrowsers: KnownBrowsers;
  readonly links: Links;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  /** Whether an address may be given a token. */
  readonly checkReturnAddress: ReturnAddressCheck;
  /** How many unread e-mails the overview lists. */
  readonly listLength: number;
  /** Milliseconds since 1970. */
  now(): number;
  readonly log: Log;
}
