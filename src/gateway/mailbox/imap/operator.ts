import type { ImapFlow } from 'imapflow';
import type { RefusalReason } from '../../../core/answer/api-vocabulary';
import { createQueue } from '../../../core/concurrency/queue';
import { MailboxError, type Trouble } from '../mailbox';
import { commandError, mailboxErrorOf, withTimeout } from './failure';

export type Task<T> = (client: ImapFlow, paths: readonly string[]) => Promise<T>;

/** Does what readers and clients ask for on the mailbox's one connection. */
export interface Operator {
  /** @throws {MailboxError} */
  operate<T>(task: Task<T>): Promise<T>;
  /**
   * Tries once more after a lost connection. Returns why the task isn't done: what it has begun stays begun.
   * @throws {MailboxError} where a check would have one, too
   */
  tryTwice(task: Task<void>): Promise<RefusalReason | undefined>;
}

export interface OperatorOptions {
  readonly host: string;
  /** In ms, for one command. */
  readonly deadline: number;
  /** Waits for a connection if there was none yet. @throws {MailboxError} */
  ready(): Promise<unknown>;
  open(): { readonly client: ImapFlow; readonly paths: readonly string[] } | undefined;
  /** Resolves when a connection has begun, worked or failed. */
  next(): Promise<void>;
  /** Whether no connection is tried. */
  hasGivenUp(): boolean;
}

/** A task may wait for other commands: its deadline as a multiple of `deadline`. */
const DEADLINES = 3;

/** ms for both tries: with the look at the folders afterwards, less than the extension's timeout. */
const TRIES_TIMEOUT = 14_000;

/** Another connection may help. */
const LOST: readonly Trouble[] = ['unreachable', 'timeout', 'busy'];

export function createOperator(options: OperatorOptions): Operator {
  const { host, deadline, ready, open, next, hasGivenUp } = options;

  /** Tasks take turns: the watch waits for one of them at most, and only one mail is read into memory. */
  const inQueue = createQueue();
  const operate = <T>(task: Task<T>): Promise<T> =>
    inQueue(async () => {
      await ready();
      const connection = open();
      if (connection === undefined)
        throw new MailboxError('unreachable', `no connection to ${host} at present`);
      const { client, paths } = connection;
      try {
        return await withTimeout(DEADLINES * deadline, 'reading', task(client, paths));
      } catch (error) {
        const failure = commandError(client, error, host);
        if (failure.trouble === 'timeout') client.close();
        throw failure;
      }
    });

  const tryTwice = async (task: Task<void>): Promise<RefusalReason | undefined> => {
    let isOver = false;
    const attempt = async (): Promise<RefusalReason | undefined> => {
      try {
        await operate(async (client, paths) => (isOver ? undefined : task(client, paths)));
        return undefined;
      } catch (error) {
        const { trouble } = mailboxErrorOf(error, host);
        if (LOST.includes(trouble)) return 'unreachable';
        if (trouble === 'unexpected') return 'other';
        throw error;
      }
    };
    const both = async () => {
      const reason = await attempt();
      if (reason !== 'unreachable') return reason;
      while (open()?.client.usable !== true && !hasGivenUp()) await next();
      return attempt();
    };
    return withTimeout(TRIES_TIMEOUT, 'an action', both()).catch(error => {
      isOver = true;
      if (error instanceof MailboxError && error.trouble === 'timeout') return 'unreachable';
      throw error;
    });
  };

  return { operate, tryTwice };
}
