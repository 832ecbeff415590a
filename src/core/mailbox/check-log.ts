import type { Format } from '../store/stored-format';
import type { CheckResult } from './apply-unchanged';
import { type FailureKind, failureNumber } from './failure';

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

/** Unvalidated, for appending only. To read, use CHECK_LOG_FORMAT. */
export const RAW_CHECK_LOG_FORMAT: Format<CheckEntry[]> = {
  fallback: [],
  migrations: [],
  parse: raw => (Array.isArray(raw) ? raw : []),
};

/** `began` and `ended` are ms since 1970. The duration is 0 if the clock was set back meanwhile. */
export function checkEntry(accountId: string, result: CheckResult, began: number, ended: number): CheckEntry {
  const entry = { at: began, duration: Math.max(0, ended - began), accountId };
  if (result.kind !== 'failure') return { ...entry, outcome: result.kind === 'answer' ? 'ok' : 'unchanged' };
  const code = failureNumber(result.failure);
  return { ...entry, outcome: result.failure.kind, ...(code !== undefined && { code }) };
}

/** Time of the last answer, ms since 1970; 0 if the log (not validated) has none. */
export function answeredAt(log: unknown, accountId: string): number {
  const times = (Array.isArray(log) ? log : []).map((entry: Partial<CheckEntry> | null) =>
    entry?.accountId === accountId && (entry.outcome === 'ok' || entry.outcome === 'unchanged')
      ? Number(entry.at) + Number(entry.duration)
      : 0,
  );
  return Math.max(0, ...times.filter(Number.isFinite));
}

export function withCheck(log: readonly CheckEntry[], entry: CheckEntry): CheckEntry[] {
  return [...log, entry].slice(-MAX_CHECKS);
}
