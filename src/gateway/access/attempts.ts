import { createHash } from 'node:crypto';
import { type Changed, createMemoryRecords, type Records, StoreAway } from '../shared/records';

export interface Attempt {
  readonly user: string;
  readonly network: string;
  /** Set if this user has signed in with this browser before. */
  readonly knownBrowser: string | undefined;
  /** A mail server gets the password: it locks accounts, or bans the gateway, after many wrong ones. */
  readonly isRelayed?: boolean | undefined;
}

/** Failed sign-ins of one user, client or browser. */
export interface Failures {
  readonly count: number;
  /** When the last one was, or the first one of an hour, in ms since 1970. */
  readonly last: number;
}

/**
 * An attempt that is allowed. For its user it counts as failed before its outcome is known, so that many at a time are no
 * more guesses. Many people may sign in at a time from one address. No method rejects.
 */
export interface Begun {
  /** The password wasn't tried. */
  untried(): Promise<void>;
  failed(): Promise<void>;
  succeeded(): Promise<void>;
}

export interface Attempts {
  /** A number: whole seconds to wait, 1 or more. Never rejects: while the store is away, each gateway counts by itself. */
  begin(attempt: Attempt): Promise<Begun | number>;
}

export interface AttemptsOptions {
  readonly failures: Records<Failures>;
  readonly now: () => number;
  /** Behind a reverse proxy that isn't trusted all clients share an address: its longest wait is then 60 s. */
  readonly sharedAddress?: boolean;
  /** How many wrong passwords a mail server gets for one user in an hour, from all clients but known browsers. */
  readonly passwordTries?: number | undefined;
}

const SECOND = 1000;
const SHORT_CAP = 60 * SECOND;
const CAP = 15 * 60 * SECOND;
const RELAYED_CAP = 30 * 60 * SECOND;
/** Must be longer than any wait, or waiting would give new free attempts. */
const HOUR = 60 * 60 * SECOND;

const FREE_FAILURES = 5;
/** Many people may share a client’s address. */
const FREE_OF_CLIENT = 20;
/** Of all clients together. One client alone counts five times at most, so it keeps no other one out. */
const FREE_OF_USER = 20;
const PASSWORD_TRIES = 20;
/** While the store is away. */
const CAPACITY = 10_000;

/** How the failures under one key make the next attempt wait. */
interface Rule {
  readonly key: string;
  /** In ms; of an hour's failures. */
  wait(failures: Failures): number;
  /** Failures count from the hour's first one, not from the last one. */
  readonly isWindow?: boolean;
}

/** A counted attempt, and the record that it replaces. */
interface Counted {
  readonly key: string;
  readonly before: Failures | undefined;
  readonly after: Failures;
}

/**
 * Counts the failures of a user with one client, of the user with all clients, and of the client; or only those of a known
 * browser. Each makes the next attempt wait longer than the one before. They expire after an hour.
 */
export function createAttempts(options: AttemptsOptions): Attempts {
  const { failures, now, sharedAddress = false, passwordTries = PASSWORD_TRIES } = options;
  const memory = createMemoryRecords<Failures>(CAPACITY);
  const cap = sharedAddress ? SHORT_CAP : CAP;

  /** The time that is left of a wait. Limited if the clock was set back. */
  const left = (whole: number, since: number) => Math.min(whole, Math.max(0, since + whole - now()));
  const growing =
    (free: number, longest: number, factor = 2) =>
    ({ count, last }: Failures) =>
      count <= free ? 0 : left(Math.min(longest, SECOND * factor ** (count - free - 1)), last);

  const browserRule = (id: string): Rule => ({
    key: `browser ${id}`,
    wait: growing(FREE_FAILURES, SHORT_CAP),
  });
  const clientRule = (network: string): Rule => ({
    key: `client ${network}`,
    wait: growing(FREE_OF_CLIENT, cap),
  });
  const pairRule = ({ user, network, isRelayed }: Attempt): Rule => ({
    key: `user ${digest(user)} ${network}`,
    wait: isRelayed
      ? // One client alone leaves some of the tries to others.
        growing(Math.min(FREE_FAILURES, Math.ceil(passwordTries / 4)), RELAYED_CAP, 4)
      : growing(FREE_FAILURES, cap),
  });
  const userRule = ({ user, isRelayed }: Attempt): Rule => ({
    key: `user ${digest(user)}`,
    ...(isRelayed
      ? { isWindow: true, wait: ({ count, last }) => (count < passwordTries ? 0 : left(HOUR, last)) }
      : { wait: growing(FREE_OF_USER, SHORT_CAP) }),
  });

  const change = <T>(key: string, act: (record: Failures | undefined) => Changed<Failures, T>): Promise<T> =>
    failures.change(key, act).catch(error => {
      if (error instanceof StoreAway) return memory.change(key, act);
      throw error;
    });
  const isRecent = (record: Failures | undefined): record is Failures =>
    record !== undefined && now() - record.last < HOUR;
  /** Counts a failure. Returns ms instead if the attempt has to wait. */
  const count = ({ key, wait, isWindow }: Rule) =>
    change<Counted | number>(key, record => {
      const before = isRecent(record) ? record : undefined;
      const ms = before === undefined ? 0 : wait(before);
      if (ms > 0) return { record, result: ms };
      const last = isWindow && before !== undefined ? before.last : now();
      const after = { count: (before?.count ?? 0) + 1, last };
      return { record: after, result: { key, before, after } };
    });
  const recentOf = async ({ key }: Rule) => {
    const record = await failures.get(key).catch(error => {
      if (error instanceof StoreAway) return memory.get(key);
      throw error;
    });
    return isRecent(record) ? record : undefined;
  };
  const waitOf = async (rule: Rule) => {
    const record = await recentOf(rule);
    return record === undefined ? 0 : rule.wait(record);
  };
  const undo = ({ key, before, after }: Counted) =>
    change(key, record => {
      if (record?.count === after.count && record.last === after.last)
        return { record: before, result: undefined };
      const less = record && { ...record, count: Math.max(0, record.count - 1) };
      return { record: less, result: undefined };
    });

  return {
    async begin(attempt) {
      const { network, knownBrowser, isRelayed } = attempt;
      const first = knownBrowser === undefined ? pairRule(attempt) : browserRule(knownBrowser);
      const before = await recentOf(first);
      const isFree = (before?.count ?? 0) < FREE_FAILURES;
      const ofUser = knownBrowser === undefined && (isRelayed || isFree) ? [userRule(attempt)] : [];
      const ofClient = knownBrowser === undefined ? [clientRule(network)] : [];
      // Reading costs less than counting, and strangers may ask often while they have to wait.
      const waits = await Promise.all([first, ...ofUser, ...ofClient].map(waitOf));
      const counted: Counted[] = [];
      const untried = async () => void (await Promise.all(counted.map(undo)));
      for (const rule of [first, ...ofUser]) {
        if (Math.max(...waits) > 0) break;
        const result = await count(rule);
        if (typeof result === 'number') waits.push(result);
        else counted.push(result);
      }
      const wait = Math.max(...waits);
      if (wait > 0) {
        await untried();
        return Math.ceil(wait / SECOND);
      }
      return {
        untried,
        async failed() {
          if (knownBrowser === undefined) await count({ ...clientRule(network), wait: () => 0 });
        },
        async succeeded() {
          const forget = change(first.key, () => ({ record: undefined, result: undefined }));
          await Promise.all([forget, ...counted.slice(1).map(undo)]);
        },
      };
    },
  };
}

/** Fixed size, and a password typed into the wrong field isn't stored as text. */
const digest = (user: string) => createHash('sha256').update(user.toLowerCase()).digest('base64url');
