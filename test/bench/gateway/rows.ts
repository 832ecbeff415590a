import { tableOfRows } from '../table';

/** One figure of the gateway. */
export interface Row {
  readonly name: string;
  /** The same figure of version 1.0.0; a dash if nobody measured it. */
  readonly before: string;
  readonly wanted: string;
  readonly measured: string;
  /** Undefined for a figure without a limit. */
  readonly holds: boolean | undefined;
  readonly how: string;
  /** Which part took the time: a process, a limit or a wait. */
  readonly bottleneck: string;
}

const verdict = (holds: boolean | undefined) =>
  holds === undefined ? '' : holds ? 'holds' : 'DOES NOT HOLD';

export function tableOf(rows: readonly Row[]): string {
  const head = ['figure', '1.0.0', 'wanted', 'measured', ''];
  const lines = rows.map(({ name, before, wanted, measured, holds }) => [
    name,
    before,
    wanted,
    measured,
    verdict(holds),
  ]);
  const notes = rows.map(({ name, how, bottleneck }) => `${name}: ${how}. Bottleneck: ${bottleneck}.`);
  return [tableOfRows(head, lines), '', ...notes].join('\n');
}

/** Whether every figure with a limit stays within it. */
export const allHold = (rows: readonly Row[]): boolean => rows.every(({ holds }) => holds !== false);

/** `850 ms`, `4.2 s`, `93 s`. */
export function time(ms: number): string {
  if (ms < 1000) return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
