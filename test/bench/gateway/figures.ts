import type { Summary } from '../statistics';

/** One figure that the bench prints. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 'MB' | 'kB';
  readonly gateway: Summary;
  /** The same of the least that could be done, taken in the same run. */
  readonly floor?: Summary;
  /** What it is to stay below, and of what. */
  readonly limit?: { readonly of: 'median' | 'p99' | 'max'; readonly value: number };
  /** How it was taken. */
  readonly how: string;
}

const round = (value: number) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

/** The figures as a table for a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const head = ['figure', 'median', 'p99', 'max', 'floor, median', 'p99', 'limit', ''];
  const rows = figures.map(({ name, unit, gateway, floor, limit }) => [
    name,
    `${round(gateway.median)} ${unit}`,
    gateway.count > 50 ? `${round(gateway.p99)} ${unit}` : '–',
    `${round(gateway.max)} ${unit}`,
    floor ? `${round(floor.median)} ${unit}` : '–',
    floor && floor.count > 50 ? `${round(floor.p99)} ${unit}` : '–',
    limit ? `${limit.of} < ${limit.value} ${unit}` : '–',
    limit ? (gateway[limit.of] < limit.value ? 'holds' : 'DOES NOT HOLD') : '',
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map(row => [...(row[i] ?? '')].length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  const hows = figures.map(({ name, how }) => `${name}: ${how}`);
  return [line(head), line(widths.map(width => '─'.repeat(width))), ...rows.map(line), '', ...hows].join(
    '\n',
  );
}

/** Whether every figure with a limit stays below it. */
export const allHold = (figures: readonly Figure[]): boolean =>
  figures.every(({ gateway, limit }) => limit === undefined || gateway[limit.of] < limit.value);
