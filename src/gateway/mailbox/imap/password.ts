import type { Log } from '../../shared/log';
import { isAboutPassword, MailboxError, type PasswordTrial } from '../mailbox';
import type { PasswordLogin } from './imap-server';

export interface PasswordOptions {
  readonly login: PasswordLogin;
  /** Whether the server refuses the password in use. */
  isRefused(): boolean;
  /** Signs in and out. @throws {MailboxError} */
  test(login: PasswordLogin): Promise<void>;
  /** Reads the password again where it is configured. @throws {Error} with a message without secrets */
  reread?: (() => Promise<string | undefined>) | undefined;
  /** Called when another password is used from now on. */
  onNew(): void;
  readonly log: Log;
  /** A monotonic clock, in ms. */
  now?(): number;
}

export interface Password {
  /** The login to use now. */
  login(): PasswordLogin;
  /** Tests a password at the server, if it refuses the present one. @throws {MailboxError} */
  try(password: string): Promise<PasswordTrial>;
  /** Reads a refused password again. Returns whether another one is used now. */
  reread(): Promise<boolean>;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** ms until the next test, after this many wrong passwords: 1 minute, then twice as long, up to an hour. */
const pauseAfter = (wrong: number) => Math.min(HOUR, MINUTE * 2 ** (wrong - 1));

/**
 * The mailbox's password, which can be replaced while the server refuses it. Tests are minutes apart: providers
 * lock accounts after many wrong passwords, and anybody who reaches the sign-in page can cause one.
 */
export function createPassword(options: PasswordOptions): Password {
  const { isRefused, test, onNew, log, now = () => performance.now() } = options;
  let { login } = options;
  let wrong = 0;
  let earliest = 0;
  const use = (password: string) => {
    login = { ...login, password };
    wrong = 0;
    earliest = 0;
    onNew();
  };
  return {
    login: () => login,
    async try(password) {
      if (!isRefused()) return 'needless';
      if (now() < earliest) return { wait: Math.ceil((earliest - now()) / 1000) };
      // Count before the answer: nobody else may test meanwhile.
      wrong += 1;
      earliest = now() + pauseAfter(wrong);
      try {
        await test({ ...login, password });
      } catch (error) {
        if (!mayHaveCounted(error)) {
          wrong -= 1;
          earliest = 0;
        }
        throw error;
      }
      log.warn(
        'the mail server accepts the password of a sign-in: put it into the gateway’s config, which has another one',
      );
      use(password);
      return 'accepted';
    },
    async reread() {
      if (!isRefused()) return false;
      try {
        const password = await options.reread?.();
        if (password === undefined || password === login.password) return false;
        use(password);
        log.info('the config has another password now');
        return true;
      } catch (error) {
        log.warn(`the password can’t be read again: ${error instanceof Error ? error.message : error}`);
        return false;
      }
    },
  };
}

/** Whether the server may have counted a wrong password, as a busy one does, too. */
const mayHaveCounted = (error: unknown) =>
  error instanceof MailboxError && (isAboutPassword(error.trouble) || error.trouble === 'busy');
