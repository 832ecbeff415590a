import { createHash } from 'node:crypto';
import { type Records, StoreAway } from '../shared/records';
import { createFailuresInMemory, type Failures, OF_USER } from './failures';

export interface Attempt {
  readonly user: string;
  readonly network: string;
  /** Set if this user has signed in with this browser before. */
  readonly knownBrowser: string | undefined;
  /** A mail server gets the password: it locks accounts, or bans the gateway, after many wrong ones. */
  readonly isRelayed?: boolean | undefined;
}

/**
 * An attempt that is allowed. It counts as failed unless one of these is called, so that many at a time are no more guesses.
 */
export interface Begun {
  /** The password wasn't tried. */
  untried(): Promise<void>;
  succeeded(): Promise<void>;
}

export interface Attempts {
  /** A number: whole seconds to wait, 1 or more. While the store is away, each gateway counts by itself. */
  begin(attempt: Attempt): Promise<Begun | number>;
}

export interface AttemptsOptions {
  readonly failures: Records<Failures>;
  readonly now: () => number;
  /** Behind a reverse proxy that isn't trusted all clients share an address. */
  readonly sharedAddress?: boolean;
  /** How many wrong passwords a mail server gets for one user in any hour, from all clients but known browsers. */
  readonly passwordTries?: number | undefined;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Allows so many failures at once, and then one more each `every` ms. */
interface Budget {
  readonly key: string;
  readonly burst: number;
  readonly every: number;
}

/** At most `most` in any hour: half of them at once, and the others one by one. */
function hourly(most: number) {
  const oneByOne = Math.max(1, Math.floor(most / 2));
  return { burst: most - oneByOne + 1, every: Math.ceil(HOUR / oneByOne) };
}

/**
 * Limits the failures of a user with one client, of a user with all clients, and of a client with all users. A known
 * browser has a limit of its own, which only its own failures reach.
 */
export function createAttempts(options: AttemptsOptions): Attempts {
  const { failures, now, sharedAddress = false, passwordTries = 20 } = options;
  const memory = createFailuresInMemory();

  /** Lower than the user's, so that one client alone leaves some to the others. */
  const ofPair = ({ user, network, knownBrowser, isRelayed }: Attempt): Budget => ({
    key: `who ${digest(user)} ${knownBrowser ?? network}`,
    ...(isRelayed
      ? hourly(Math.ceil(passwordTries / 2))
      : { burst: 10, every: sharedAddress ? MINUTE : 5 * MINUTE }),
  });
  const ofUser = ({ user, isRelayed }: Attempt): Budget => ({
    key: OF_USER + digest(user),
    ...(isRelayed ? hourly(passwordTries) : { burst: 20, every: MINUTE }),
  });
  const ofClient = ({ network }: Attempt): Budget => ({
    key: `client ${network}`,
    // Ten of them are for those who sign in at the same time.
    burst: 40,
    every: sharedAddress ? MINUTE : 2 * MINUTE,
  });

  const inStore = <T>(act: (records: Records<Failures>) => Promise<T>): Promise<T> =>
    act(failures).catch(error => {
      if (error instanceof StoreAway) return act(memory);
      throw error;
    });
  const latestEnd = ({ burst, every }: Budget) => now() + burst * every;
  const endOf = (budget: Budget, record: Failures | undefined) =>
    Math.min(Math.max(now(), record?.until ?? 0), latestEnd(budget));
  /** In ms. */
  const waitOf = (budget: Budget, record: Failures | undefined) =>
    Math.max(0, endOf(budget, record) - now() - (budget.burst - 1) * budget.every);

  /** Moves the end by so many ms. Returns how long an attempt had to wait before, in ms. */
  const change = (budget: Budget, by: (wait: number) => number) =>
    inStore(records =>
      records.change(budget.key, record => {
        const wait = waitOf(budget, record);
        const until = endOf(budget, record) + by(wait);
        return { record: until > now() ? { until } : undefined, result: wait };
      }),
    );
  const take = (budget: Budget) => change(budget, wait => (wait > 0 ? 0 : budget.every));
  const giveBack = (budget: Budget) => change(budget, () => -budget.every);
  const forget = (budget: Budget) => change(budget, () => Number.NEGATIVE_INFINITY);
  const look = async (budget: Budget) => {
    const record = await inStore(records => records.get(budget.key));
    // The clock was set back. Without a change, the wait would begin anew with each look.
    if (record !== undefined && record.until > latestEnd(budget)) return change(budget, () => 0);
    return waitOf(budget, record);
  };

  return {
    async begin(attempt) {
      const isKnown = attempt.knownBrowser !== undefined;
      const pair = ofPair(attempt);
      const budgets = isKnown ? [pair] : [pair, ofUser(attempt), ofClient(attempt)];
      // Reading costs less than counting, and strangers may ask often while they have to wait.
      let wait = Math.max(...(await Promise.all(budgets.map(look))));
      const taken: Budget[] = [];
      for (const budget of budgets) {
        if (wait === 0) wait = await take(budget);
        if (wait === 0) taken.push(budget);
      }
      const untried = async () => void (await Promise.all(taken.map(giveBack)));
      if (wait > 0) {
        await untried();
        return Math.ceil(wait / SECOND);
      }
      return {
        untried,
        async succeeded() {
          await Promise.all([forget(pair), ...taken.slice(1).map(giveBack)]);
        },
      };
    },
  };
}

/** Fixed size, and a password typed into the wrong field isn't stored as text. */
const digest = (user: string) => createHash('sha256').update(user.toLowerCase()).digest('base64url');
