const digits = (value: number) => (value < 10 ? 2 : value < 100 ? 1 : 0);

/** Formats an amount with about three digits. A count has no unit and is printed whole. */
export const amount = (value: number, unit: string): string =>
  unit === '' ? String(value) : `${value.toFixed(digits(value))} ${unit}`;

/** Aligns rows in columns for a terminal, with a line below the head. */
export function tableOfRows(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map(row => [...(row[i] ?? '')].length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [head, widths.map(width => '─'.repeat(width)), ...rows].map(line).join('\n');
}
