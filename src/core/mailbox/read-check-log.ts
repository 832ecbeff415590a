import { isText, LAST_MOMENT, numberIn, objectOf, oneOf, type Schema } from '../store/schema';
import type { Format } from '../store/stored-format';
import { type CheckEntry, MAX_CHECKS } from './check-log';
import type { FailureKind } from './failure';
import { FAILURES } from './failure-table';

const OUTCOMES = ['ok', 'unchanged', ...(Object.keys(FAILURES) as FailureKind[])] as const;

const isCheck: Schema<CheckEntry> = objectOf(
  { at: numberIn(0, LAST_MOMENT), duration: numberIn(0), accountId: isText, outcome: oneOf(...OUTCOMES) },
  { code: numberIn() },
);

/** The latest checks, oldest first. What is no check is left out. */
export const CHECK_LOG_FORMAT: Format<CheckEntry[]> = {
  fallback: [],
  migrations: [],
  parse: raw => (Array.isArray(raw) ? raw.filter(isCheck).slice(-MAX_CHECKS) : []),
};

/** The checks of these accounts alone; the same log where there are no others. */
export function checksOf(log: CheckEntry[], accountIds: readonly string[]): CheckEntry[] {
  const kept = log.filter(({ accountId }) => accountIds.includes(accountId));
  return kept.length < log.length ? kept : log;
}
