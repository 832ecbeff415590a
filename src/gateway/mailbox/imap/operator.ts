import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
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
   * Tries once more after a lost connection. Returns why the task isn't done: what it has begun stays begun. When `time`
   * aborts, no try begins; the task must not send another command then, and is given {@link LAST_COMMAND} to end.
   * @throws {MailboxError} where a check would have one, too
   */
  tryTwice(task: Task<void>, time: AbortSignal): Promise<RefusalReason | undefined>;
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

/** ms that a command on its way may take when the time is over: otherwise nobody knows whether it was carried out. */
const LAST_COMMAND = 2_000;

/** Another connection may help. */
const LOST: readonly Trouble[] = ['unreachable', 'timeout', 'busy'];

export function createOperator(options: OperatorOptions): Operator {
  const { host, deadline, ready, open, next, hasGivenUp } = options;

  /** Tasks take turns: the watch waits for one of them at most, and only one mail is read into memory. */
  const inQueue = createQueue();
  const operate = async <T>(task: Task<T>): Promise<T> => {
    await ready();
    return inQueue(async () => {
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
  };

  const tryTwice = (task: Task<void>, time: AbortSignal): Promise<RefusalReason | undefined> => {
    let isRunning = false;
    const attempt = async (): Promise<RefusalReason | undefined> => {
      try {
        await operate(async (client, paths) => {
          time.throwIfAborted();
          isRunning = true;
          await task(client, paths).finally(() => {
            isRunning = false;
          });
        });
        return undefined;
      } catch (error) {
        const { trouble } = mailboxErrorOf(error, host);
        if (time.aborted || LOST.includes(trouble)) return 'unreachable';
        if (trouble === 'unexpected') return 'other';
        throw error;
      }
    };
    const both = async () => {
      const reason = await attempt();
      if (reason !== 'unreachable' || time.aborted) return reason;
      while (open()?.client.usable !== true && !hasGivenUp()) await next();
      return attempt();
    };
    const end = async () => {
      if (!time.aborted) await once(time, 'abort');
      if (isRunning) await sleep(LAST_COMMAND);
      return 'unreachable' as const;
    };
    return Promise.race([both(), end()]);
  };

  return { operate, tryTwice };
}
