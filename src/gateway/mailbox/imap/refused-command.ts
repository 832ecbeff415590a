import type { ImapFlow } from 'imapflow';
import type { RefusalReason } from '../../../core/answer/api-vocabulary';
import { MailboxError } from '../mailbox';

type Execute = (...command: readonly unknown[]) => Promise<unknown>;

/**
 * Runs one command of imapflow, whose methods return false if the server refuses: only the error inside says why.
 * @throws that error, with the server's code and words, or imapflow's error of a lost connection
 */
export async function orRefusal<T>(client: ImapFlow, run: () => Promise<T | false | undefined>): Promise<T> {
  let refusal: unknown;
  // imapflow's private method, which sends all commands.
  const inner = client as unknown as { exec: Execute };
  const { exec } = inner;
  const noted = (...command: readonly unknown[]) => {
    const answer = exec.apply(client, [...command]);
    answer.catch(error => {
      refusal = error;
    });
    return answer;
  };
  Object.defineProperty(client, 'exec', { value: noted, configurable: true, writable: true });
  try {
    const result = await run();
    if (result) return result;
  } finally {
    // The method of its class again.
    Reflect.deleteProperty(client, 'exec');
  }
  if (!client.usable) throw new MailboxError('unreachable', 'the connection was lost');
  throw refusal ?? new MailboxError('unmarked', 'the folder doesn’t take this flag');
}

/** Response codes of RFC 5530, RFC 3501, RFC 4314 and RFC 9208. */
const REASON_OF: Readonly<Record<string, RefusalReason>> = {
  OVERQUOTA: 'quota',
  LIMIT: 'quota',
  'READ-ONLY': 'read-only',
  NOPERM: 'read-only',
  TRYCREATE: 'no-folder',
  NONEXISTENT: 'no-folder',
};

/** For servers that give no code. */
const WORDS: ReadonlyArray<readonly [RegExp, RefusalReason]> = [
  [
    /quota|mailbox (?:is )?full|storage (?:is )?full|(?:no|out of) (?:disk )?space|over.{0,12}limit/i,
    'quota',
  ],
  [/read.?only|permission|not permitted|access denied|\bacl\b|not allowed/i, 'read-only'],
  [/no such (?:folder|mailbox)|(?:doesn.t|does not) exist|not found|unknown mailbox/i, 'no-folder'],
];

/** Why a server refused a command. The error is imapflow's. */
export function refusalReason(error: unknown): RefusalReason {
  if (error instanceof MailboxError) return error.trouble === 'unmarked' ? 'read-only' : 'other';
  const { serverResponseCode, responseText, response } = Object(error);
  const known = REASON_OF[`${serverResponseCode}`];
  if (known !== undefined) return known;
  const words = `${responseText ?? response ?? ''}`;
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
}

/** Whether the server has answered: otherwise the connection is lost. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof MailboxError
    ? error.trouble === 'unmarked'
    : ['NO', 'BAD'].includes(Object(error).responseStatus);
