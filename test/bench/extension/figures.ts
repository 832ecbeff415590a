import type { Summary } from '../statistics';
import { amount, tableOfRows } from '../table';

/** What can be measured by itself. */
export const GROUPS = ['size', 'wake', 'popup', 'memory', 'growth', 'idle', 'reading', 'hostile'] as const;
export type Group = (typeof GROUPS)[number];

/** One figure that the bench prints. */
export interface Figure {
  readonly name: string;
  /** Empty where it is a number of things. */
  readonly unit: 'ms' | 'MB' | 'kB' | '×' | '';
  readonly facteur: Summary;
  /** The same of the least that any extension could do, taken in the same run. */
  readonly floor?: Summary;
  readonly limit?: Limit;
  /** How it was taken. */
  readonly how: string;
}

/** What the median of Facteur's is to be at most, or at least. */
export interface Limit {
  /** For people, such as `1.2 × floor`. */
  readonly text: string;
  /** In the figure's unit. */
  readonly value: number;
  readonly atLeast?: boolean;
}

export function holds({ facteur: { median }, limit }: Figure): boolean {
  if (!limit) return true;
  return limit.atLeast ? median >= limit.value : median <= limit.value;
}

/** Facteur's median as a multiple of the floor's; undefined where there is none to divide by. */
export const ratioOf = ({ facteur, floor }: Figure): number | undefined =>
  floor && floor.median > 0 ? facteur.median / floor.median : undefined;

/** The figures as a table for a terminal, and how each was taken. */
export function tableOf(figures: readonly Figure[]): string {
  const head = ['figure', 'floor', 'Facteur', 'min', 'max', 'ratio', 'limit', ''];
  const rows = figures.map(figure => {
    const { name, unit, facteur, floor, limit } = figure;
    const several = facteur.count > 1;
    const ratio = ratioOf(figure);
    return [
      name,
      floor ? amount(floor.median, unit) : '–',
      amount(facteur.median, unit),
      several ? amount(facteur.min, unit) : '–',
      several ? amount(facteur.max, unit) : '–',
      ratio === undefined ? '–' : `${ratio.toFixed(2)} ×`,
      limit ? `${limit.atLeast ? '≥' : '≤'} ${limitText(limit, unit)}` : '–',
      limit ? (holds(figure) ? 'holds' : 'DOES NOT HOLD') : '',
    ];
  });
  const hows = figures.map(({ name, how }) => `${name}: ${how}`);
  return [tableOfRows(head, rows), '', ...hows].join('\n');
}

function limitText({ text, value }: Limit, unit: string): string {
  const plain = amount(value, unit);
  return text === '' ? plain : `${text} = ${plain}`;
}
