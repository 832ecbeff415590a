import { isText, LAST_MOMENT, numberIn, objectOf, oneOf, type Schema } from '../store/schema';
import type { Format } from '../store/stored-format';
import type { CheckResult } from './apply-check';
import { type FailureKind, failureNumber } from './failure';
import { FAILURES } from './failure-table';

export const MAX_CHECKS = 100;

/** One check in the diagnostics log. It holds nothing from the mail and no secret. */
export interface CheckEntry {
  /** ms since 1970 */
  at: number;
  /** ms */
  duration: number;
  accountId: string;
  /** `unchanged`: the same answer as last time. Other values than `ok` are failure kinds. */
  outcome: 'ok' | 'unchanged' | FailureKind;
  code?: number;
}

/** `began` and `ended` are ms since 1970. The duration is 0 if the clock was set back meanwhile. */
export function checkEntry(accountId: string, result: CheckResult, began: number, ended: number): CheckEntry {
  const entry = { at: began, duration: Math.max(0, ended - began), accountId };
  if (result.kind !== 'failure') return { ...entry, outcome: result.kind === 'answer' ? 'ok' : 'unchanged' };
  const code = failureNumber(result.failure);
  return { ...entry, outcome: result.failure.kind, ...(code !== undefined && { code }) };
}

export function withCheck(log: readonly CheckEntry[], entry: CheckEntry): CheckEntry[] {
  return [...log, entry].slice(-MAX_CHECKS);
}

const OUTCOMES = ['ok', 'unchanged', ...(Object.keys(FAILURES) as FailureKind[])] as const;

const isCheck: Schema<CheckEntry> = objectOf(
  { at: numberIn(0, LAST_MOMENT), duration: numberIn(0), accountId: isText, outcome: oneOf(...OUTCOMES) },
  { code: numberIn() },
);

/** Oldest first. */
export const CHECK_LOG_FORMAT: Format<CheckEntry[]> = {
  fallback: [],
  migrations: [],
  parse: raw => (Array.isArray(raw) ? raw.filter(isCheck).slice(-MAX_CHECKS) : []),
};

export function checksOf(log: CheckEntry[], accountIds: readonly string[]): CheckEntry[] {
  const kept = log.filter(({ accountId }) => accountIds.includes(accountId));
  return kept.length < log.length ? kept : log;
}
