import { createHash } from 'node:crypto';

export interface Attempt {
  readonly user: string;
  readonly network: string;
  /** Set if this user has signed in with this browser before. */
  readonly knownBrowser: string | undefined;
  /** A mail server gets the password, and locks accounts after many wrong ones. */
  readonly isRelayed?: boolean | undefined;
}

/** Failed sign-ins of one user, network or browser. */
export interface Failures {
  readonly count: number;
  /** When the last one was, in ms since 1970. */
  readonly last: number;
}

export interface Attempts {
  /** Whole seconds; 0 if the attempt is allowed now. */
  secondsToWait(attempt: Attempt): number;
  failed(attempt: Attempt): void;
  /** Undoes `failed`: the password wasn't tried. */
  untried(attempt: Attempt): void;
  /** Keeps the failures of the network: an attacker may own an account, too. */
  succeeded(attempt: Attempt): void;
}

export interface AttemptsOptions {
  readonly now: () => number;
  /** Behind a reverse proxy all clients share an address: its longest wait is then 60 s. */
  readonly sharedAddress?: boolean;
}

const FREE_FAILURES = 5;
const SECOND = 1000;
const ACCOUNT_CAP = 60 * SECOND;
const NETWORK_CAP = 15 * 60 * SECOND;
const RELAYED_CAP = 30 * 60 * SECOND;
/** Must be longer than any wait, or waiting would give new free attempts. */
const EXPIRES_AFTER = 60 * 60 * SECOND;
const CAPACITY = 10_000;

/**
 * Counts failures per account and per network, or per known browser. From the sixth on, each doubles the
 * wait: from 1 s up to 60 s, 15 min for a network, or 30 min for an account whose mail server gets the passwords. They expire after an hour; the latest 10,000 of each
 * are kept.
 */
export function createAttempts({ now, sharedAddress = false }: AttemptsOptions): Attempts {
  const accounts = createFailures(now, ACCOUNT_CAP);
  const relayed = createFailures(now, RELAYED_CAP);
  const networks = createFailures(now, sharedAddress ? ACCOUNT_CAP : NETWORK_CAP);
  const browsers = createFailures(now, ACCOUNT_CAP);
  const countsOf = ({
    user,
    network,
    knownBrowser,
    isRelayed = false,
  }: Attempt): ReadonlyArray<[FailureCounts, string]> =>
    knownBrowser === undefined
      ? [
          [isRelayed ? relayed : accounts, digest(user)],
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
    untried(attempt) {
      for (const [failures, key] of countsOf(attempt)) failures.remove(key);
    },
    succeeded({ user, knownBrowser }) {
      accounts.forget(digest(user));
      relayed.forget(digest(user));
      if (knownBrowser !== undefined) browsers.forget(knownBrowser);
    },
  };
}

/** Fixed size, and a password typed into the wrong field isn't stored as text. */
const digest = (user: string) => createHash('sha256').update(user.toLowerCase()).digest('base64url');

interface FailureCounts {
  wait(key: string): number;
  add(key: string): void;
  remove(key: string): void;
  forget(key: string): void;
}

function createFailures(now: () => number, cap: number): FailureCounts {
  /** Ordered by last failure, oldest first. */
  const failures = new Map<string, { readonly count: number; readonly last: number }>();
  const recent = (key: string) => {
    const found = failures.get(key);
    return found !== undefined && now() - found.last < EXPIRES_AFTER ? found : undefined;
  };
  return {
    wait(key) {
      const { count = 0, last = 0 } = recent(key) ?? {};
      if (count <= FREE_FAILURES) return 0;
      const whole = Math.min(cap, SECOND * 2 ** (count - FREE_FAILURES - 1));
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
    remove(key) {
      const found = recent(key);
      if (found !== undefined) failures.set(key, { ...found, count: found.count - 1 });
    },
    forget: key => void failures.delete(key),
  };
}
