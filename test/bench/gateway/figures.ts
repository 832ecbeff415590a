import type { Summary } from '../statistics';
import { amount, tableOfRows } from '../table';

export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 'MB' | 'kB';
  readonly gateway: Summary;
  /** The same figure of the floor, measured in the same run. */
  readonly floor?: Summary;
  /** The value that the median, p99 or maximum must stay below. */
  readonly limit?: { readonly of: 'median' | 'p99' | 'max'; readonly value: number };
  /** How the figure was measured. */
  readonly how: string;
}

export function tableOf(figures: readonly Figure[]): string {
  const head = ['figure', 'median', 'p99', 'max', 'floor, median', 'p99', 'limit', ''];
  const rows = figures.map(({ name, unit, gateway, floor, limit }) => [
    name,
    amount(gateway.median, unit),
    gateway.count > 50 ? amount(gateway.p99, unit) : '–',
    amount(gateway.max, unit),
    floor ? amount(floor.median, unit) : '–',
    floor && floor.count > 50 ? amount(floor.p99, unit) : '–',
    limit ? `${limit.of} < ${limit.value} ${unit}` : '–',
    limit ? (gateway[limit.of] < limit.value ? 'holds' : 'DOES NOT HOLD') : '',
  ]);
  const hows = figures.map(({ name, how }) => `${name}: ${how}`);
  return [tableOfRows(head, rows), '', ...hows].join('\n');
}

/** Whether every figure with a limit stays below it. */
export const allHold = (figures: readonly Figure[]): boolean =>
  figures.every(({ gateway, limit }) => limit === undefined || gateway[limit.of] < limit.value);
