import type { CheckResult } from './apply-unchanged';
import { type FailureKind, failureNumber } from './failure';
import { FAILURES } from './failure-table';
import { isText, numberIn, objectOf, oneOf, type TypeOf } from './schema';
import type { Format } from './stored-format';

/** How many checks are remembered, those of all accounts together. */
export const MAX_CHECKS = 100;

const OUTCOMES = ['ok', 'unchanged', ...(Object.keys(FAILURES) as FailureKind[])] as const;

const isCheck = objectOf(
  {
    /** When it began, ms since 1970. */
    at: numberIn(0, 8.64e15),
    /** How long it took, ms. */
    duration: numberIn(0),
    accountId: isText,
    /** `unchanged` is the same answer as the last time; all but that and `ok` is a failure's kind. */
    outcome: oneOf(...OUTCOMES),
  },
  {
    /** The failure's HTTP status or error code, where it has one. */
    code: numberIn(),
  },
);

/** What is remembered of a check, to find out what goes wrong: nothing of the mail, and nothing secret. */
export type CheckEntry = TypeOf<typeof isCheck>;

/** The latest checks, oldest first. What is no check is left out. */
export const CHECK_LOG_FORMAT: Format<CheckEntry[]> = {
  fallback: [],
  migrations: [],
  parse: raw => (Array.isArray(raw) ? raw.filter(isCheck).slice(-MAX_CHECKS) : []),
};

/**
 * What to remember of a check.
 * @param began and
 * @param ended ms since 1970; a clock that was set back meanwhile makes it a check of no time
 */
export function checkEntry(accountId: string, result: CheckResult, began: number, ended: number): CheckEntry {
  const entry = { at: began, duration: Math.max(0, ended - began), accountId };
  if (result.kind !== 'failure') return { ...entry, outcome: result.kind === 'answer' ? 'ok' : 'unchanged' };
  const code = failureNumber(result.failure);
  return { ...entry, outcome: result.failure.kind, ...(code !== undefined && { code }) };
}

export function withCheck(log: readonly CheckEntry[], entry: CheckEntry): CheckEntry[] {
  return [...log, entry].slice(-MAX_CHECKS);
}

/** The checks of these accounts alone; the same log where there are no others. */
export function checksOf(log: CheckEntry[], accountIds: readonly string[]): CheckEntry[] {
  const kept = log.filter(({ accountId }) => accountIds.includes(accountId));
  return kept.length < log.length ? kept : log;
}
