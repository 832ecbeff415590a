import type { UserConsents } from '../access/consent';
import type { Failures } from '../access/failures';
import type { UserCalls } from '../access/last-asked';
import type { UserSessions } from '../access/sessions';
import type { Spent } from '../access/single-use';
import type { UserTokens } from '../access/tokens';
import type { GrantRecord } from '../oauth/grant-store';
import type { Service } from '../services/service';
import type { Records } from '../shared/records';

/** The records that the gateway keeps. They open no mailbox without a token, cookie or link. */
export interface StoredRecords {
  /** By user. */
  readonly tokens: Records<UserTokens>;
  /** By user. */
  readonly sessions: Records<UserSessions>;
  /** By user. */
  readonly consents: Records<UserConsents>;
  /** By user: how often they have signed out everywhere. */
  readonly generations: Records<number>;
  /** By user: whether opening a message in the reader marks it as read. */
  readonly readOnOpen: Records<boolean>;
  /** By user. */
  readonly calls: Records<UserCalls>;
  /** The sign-ins at providers, by id. */
  readonly grants: Records<GrantRecord>;
  /** The services of the API Manager, by id. */
  readonly services: Records<Service>;
  /** Links and answers of providers that count once. */
  readonly spent: Records<Spent>;
  /** By what is counted: a user, a client, a browser. */
  readonly failures: Records<Failures>;
}

export interface Store extends StoredRecords {
  /** Signs tokens, links and forms; 32 bytes. The database doesn't have it. */
  readonly secret: Buffer;
  /** Runs a task while no other one with this name runs, in this or another process. @throws {StoreAway} */
  exclusively<T>(name: string, task: () => Promise<T>): Promise<T>;
  /** Whether it can't be reached at present. */
  isAway(): boolean;
  close(): Promise<void>;
}
