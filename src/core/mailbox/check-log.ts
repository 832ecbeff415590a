import type { Format } from '../store/stored-format';
import type { CheckResult } from './apply-unchanged';
import { type FailureKind, failureNumber } from './failure';

/** How many checks are remembered, those of all accounts together. */
export const MAX_CHECKS = 100;

/** What is remembered of a check, to find out what goes wrong: nothing of the mail, and nothing secret. */
export interface CheckEntry {
  /** When it began, ms since 1970. */
  at: number;
  /** How long it took, ms. */
  duration: number;
  accountId: string;
  /** `unchanged` is the same answer as the last time; all but that and `ok` is a failure's kind. */
  outcome: 'ok' | 'unchanged' | FailureKind;
  /** The failure's HTTP status or error code, where it has one. */
  code?: number;
}

/** The latest checks, oldest first, for who only adds one: whoever reads them looks what they are. */
export const RAW_CHECK_LOG_FORMAT: Format<CheckEntry[]> = {
  fallback: [],
  migrations: [],
  parse: raw => (Array.isArray(raw) ? raw : []),
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

/**
 * When an answer last came for an account, ms since 1970, as far as what is stored of the log tells; 0 where it doesn't.
 */
export function answeredAt(log: unknown, accountId: string): number {
  const times = (Array.isArray(log) ? log : []).map((entry: Partial<CheckEntry> | null) =>
    entry?.accountId === accountId && (entry.outcome === 'ok' || entry.outcome === 'unchanged')
      ? Number(entry.at) + Number(entry.duration)
      : 0,
  );
  return Math.max(0, ...times.filter(Number.isFinite));
}

/** The log with one more check at its end, and without the oldest where it would hold more than {@link MAX_CHECKS}. */
export function withCheck(log: readonly CheckEntry[], entry: CheckEntry): CheckEntry[] {
  return [...log, entry].slice(-MAX_CHECKS);
}
