import type { OAuthAccess } from '../oauth/oauth-access';
import type { Services } from '../services/services';
import type { Audit } from '../shared/audit';
import type { CallLimit } from '../shared/call-limit';
import type { Log } from '../shared/log';
import type { Metrics } from '../shared/metrics';
import type { Records } from '../shared/records';
import type { Accounts } from './accounts';
import type { Attempts } from './attempts';
import type { ClientAddress } from './client-address';
import type { Consents } from './consent';
import type { Cookies } from './cookies';
import type { FormSecrets } from './form-secrets';
import type { SignedForms } from './forms';
import type { KnownBrowsers } from './known-browsers';
import type { LastAsked } from './last-asked';
import type { Links } from './links';
import type { Operators } from './operators';
import type { OwnAccess } from './own-sign-in';
import type { ReturnAddressCheck } from './return-address';
import type { Sessions } from './sessions';
import type { SingleUse } from './single-use';
import type { Tokens } from './tokens';
import type { Turns } from './turns';

export interface Gateway {
  /** The origin that browsers use, such as `http://127.0.0.1:8337`. */
  readonly origin: string;
  readonly accounts: Accounts;
  readonly attempts: Attempts;
  readonly consents: Consents;
  readonly cookies: Cookies;
  readonly forms: SignedForms;
  readonly formSecrets: FormSecrets;
  /** The states of sign-ins at providers that are answered. */
  readonly answered: SingleUse;
  readonly knownBrowsers: KnownBrowsers;
  readonly lastAsked: LastAsked;
  readonly links: Links;
  /** The users' own choices whether opening a message marks it as read; the mailbox says what counts without one. */
  readonly readOnOpen: Records<boolean>;
  /** Calls of each service; Facteur's are not limited. */
  readonly callLimit: CallLimit;
  /** For sign-ins of one client, and of one user with one client. */
  readonly turns: { readonly ofClient: Turns; readonly ofPair: Turns };
  /** The forms of each network that may look up a mail server. */
  readonly lookUps: CallLimit;
  readonly services: Services;
  readonly sessions: Sessions;
  readonly operators: Operators;
  /** Undefined if only the mailboxes that are set up can be used. */
  readonly own: OwnAccess | undefined;
  /** Undefined if the config file sets up no provider. */
  readonly oauth: OAuthAccess | undefined;
  /** Whether a new service may call the API at once, for trying out. */
  readonly autoApprove: boolean;
  readonly tokens: Tokens;
  /** Ends all tokens, sessions, links and grants of a user. Rejects if one can't be ended. */
  revoke(user: string): Promise<void>;
  readonly clientAddress: ClientAddress;
  readonly checkReturnAddress: ReturnAddressCheck;
  /** Unread mails in the overview, 1 to 200. */
  readonly listLength: number;
  now(): number;
  readonly log: Log;
  readonly audit: Audit;
  readonly metrics: Metrics;
}
