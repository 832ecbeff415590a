import { createHash } from 'node:crypto';

/** Who tries to sign in. */
export interface Attempt {
  /** As typed, whether there is such an account or not. */
  readonly user: string;
  /** What the remote address is counted under. */
  readonly network: string;
  /** The browser's own identity, if that user has signed in with it before. */
  readonly knownBrowser: string | undefined;
}

/** Slows the guessing of passwords, without a connection or a timer being held. */
export interface Attempts {
  /** How long until the next attempt may be made, in whole seconds; 0 for now. */
  secondsToWait(attempt: Attempt): number;
  failed(attempt: Attempt): void;
  /** Forgets the failures of that account. Those of the network stay: one may have an account there oneself. */
  succeeded(attempt: Attempt): void;
}

export interface AttemptsOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The address of a reverse proxy stands for everybody: it is not to wait for longer than an account. */
  readonly sharedAddress?: boolean;
}

const FREE = 5;
const SECOND = 1000;
const ACCOUNT_CAP = 60 * SECOND;
const NETWORK_CAP = 15 * 60 * SECOND;
/** Longer than any wait, or waiting would be rewarded with new free attempts. */
const FORGOTTEN_AFTER = 60 * 60 * SECOND;
const CAPACITY = 10_000;

/**
 * Counts failures by account, over all networks, and by network, over all accounts. From the sixth on each doubles
 * the wait: from 1 s to 60 s for an account, to 15 min for a network. A known browser is counted by itself instead,
 * up to 60 s. An hour after the last failure, or where 10,000 others failed since, nothing is known of it any more.
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

/** Of one size whatever was typed; and a password typed in the wrong field isn't kept. */
const digest = (user: string) => createHash('sha256').update(user).digest('base64url');

interface Failures {
  /** In milliseconds. */
  wait(key: string): number;
  add(key: string): void;
  forget(key: string): void;
}

function createFailures(now: () => number, cap: number): Failures {
  /** In the order of the last failure, oldest first. */
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
      // A clock that was set back doesn't make anyone wait for longer.
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
