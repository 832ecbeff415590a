import { createHash } from 'node:crypto';

/** One attempt to sign in. */
export interface Attempt {
  /** As typed; the account may not exist. */
  readonly user: string;
  /** The client's network, from `networkOf`. */
  readonly network: string;
  /** The browser's id, if this user has signed in with this browser before. */
  readonly knownBrowser: string | undefined;
}

/** Limits password guessing: counts failures and says how long to wait. Holds no connection or timer. */
export interface Attempts {
  /** Seconds until the next attempt is allowed, rounded up; 0 if it is allowed now. */
  secondsToWait(attempt: Attempt): number;
  failed(attempt: Attempt): void;
  /**
   * Clears the failures of the user and the browser, but not of the network: an attacker may own an account,
   * too.
   */
  succeeded(attempt: Attempt): void;
}

export interface AttemptsOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** All clients share the address of a reverse proxy, so its longest wait is an account's: 60 s. */
  readonly sharedAddress?: boolean;
}

const FREE = 5;
const SECOND = 1000;
const ACCOUNT_CAP = 60 * SECOND;
const NETWORK_CAP = 15 * 60 * SECOND;
/** Must be longer than any wait, or waiting would give new free attempts. */
const FORGOTTEN_AFTER = 60 * 60 * SECOND;
const CAPACITY = 10_000;

/**
 * Counts failures per account and per network. Five are free. From the sixth on, each doubles the wait: from
 * 1 s up to 60 s for an account, and up to 15 min for a network. A known browser has its own counter instead,
 * up to 60 s. A counter expires an hour after its last failure, or when 10,000 newer ones exist.
 */
export function createAttempts({ now, sharedAddress = false }: AttemptsOptions): Attempts {
  const accounts = createFailures(now, ACCOUNT_CAP);
  const networks = createFailures(now, sharedAddress ? ACCOUNT_CAP : NETWORK_CAP);
  const browsers = createFailures(now, ACCOUNT_CAP);
  const countsOf = ({ user, network, knownBrowser }: Attempt): ReadonlyArray<[Failures, string]> =>
    knownBrowser === undefined
      ? [
          [accounts, digest(user)],
          [networks, network],
        ]
      : [[browsers, knownBrowser]];
  return {
    secondsToWait(attempt) {
      const waits = countsOf(attempt).map(([failures, key]) => failures.wait(key));
      return Math.ceil(Math.max(...waits) / SECOND);
    },
    failed(attempt) {
      for (const [failures, key] of countsOf(attempt)) failures.add(key);
    },
    succeeded({ user, knownBrowser }) {
      accounts.forget(digest(user));
      if (knownBrowser !== undefined) browsers.forget(knownBrowser);
    },
  };
}

/** Fixed size, and a password typed into the wrong field isn't stored as text. */
const digest = (user: string) => createHash('sha256').update(user).digest('base64url');

interface Failures {
  /** In milliseconds. */
  wait(key: string): number;
  add(key: string): void;
  forget(key: string): void;
}

function createFailures(now: () => number, cap: number): Failures {
  /** Ordered by last failure, oldest first. */
  const failures = new Map<string, { readonly count: number; readonly last: number }>();
  const recent = (key: string) => {
    const found = failures.get(key);
    return found !== undefined && now() - found.last < FORGOTTEN_AFTER ? found : undefined;
  };
  return {
    wait(key) {
      const { count = 0, last = 0 } = recent(key) ?? {};
      if (count <= FREE) return 0;
      const whole = Math.min(cap, SECOND * 2 ** (count - FREE - 1));
      // Limits the wait if the clock was set back.
      return Math.min(whole, Math.max(0, last + whole - now()));
    },
    add(key) {
      const count = (recent(key)?.count ?? 0) + 1;
      failures.delete(key);
      failures.set(key, { count, last: now() });
      const [oldest] = failures.keys();
      if (failures.size > CAPACITY && oldest !== undefined) failures.delete(oldest);
    },
    forget: key => void failures.delete(key),
  };
}
