import type { Summary } from '../statistics';
import { amount, tableOfRows } from '../table';

/** The groups of figures that `--only` chooses from. */
export const GROUPS = ['size', 'wake', 'popup', 'growth', 'idle', 'reading', 'hostile'] as const;
export type Group = (typeof GROUPS)[number];

export interface Figure {
  readonly name: string;
  /** Empty for a number of things. */
  readonly unit: 'ms' | 'MB' | 'kB' | '×' | '';
  readonly facteur: Summary;
  /** The same figure of the floor, measured in the same run. */
  readonly floor?: Summary;
  /** Facteur keeps this bound today. The bench ends with 1 when it is broken. */
  readonly limit?: Bound;
  /** A bound to work towards. It doesn't change how the bench ends. */
  readonly aim?: Bound;
  /** How the figure was measured. */
  readonly how: string;
}

/** The most that Facteur's median may be; with `atLeast`, the least. */
export interface Bound {
  /** Says where the value comes from, such as `1.2 × floor`. Empty when the value says all. */
  readonly text: string;
  /** In the figure's unit. */
  readonly value: number;
  readonly atLeast?: boolean;
}

/** Whether the figure keeps its limit. A figure without a limit always does. */
export const holds = ({ facteur, limit }: Figure): boolean =>
  limit === undefined || isWithin(facteur.median, limit);

/** Whether the figure has reached its aim; undefined if it has no aim. */
export const reaches = ({ facteur, aim }: Figure): boolean | undefined =>
  aim && isWithin(facteur.median, aim);

const isWithin = (median: number, { value, atLeast }: Bound): boolean =>
  atLeast ? median >= value : median <= value;

/** Facteur's median divided by the floor's; undefined if the floor's is missing or 0. */
export const ratioOf = ({ facteur, floor }: Figure): number | undefined =>
  floor && floor.median > 0 ? facteur.median / floor.median : undefined;

/** Prints the figures as a table for a terminal. Below it stands how each was measured. */
export function tableOf(figures: readonly Figure[]): string {
  const head = ['figure', 'floor', 'Facteur', 'min', 'max', 'ratio', 'limit', 'aim'];
  const rows = figures.map(figure => {
    const { name, unit, facteur, floor, limit, aim } = figure;
    const several = facteur.count > 1;
    const ratio = ratioOf(figure);
    return [
      name,
      floor ? amount(floor.median, unit) : '–',
      amount(facteur.median, unit),
      several ? amount(facteur.min, unit) : '–',
      several ? amount(facteur.max, unit) : '–',
      ratio === undefined ? '–' : `${ratio.toFixed(2)} ×`,
      limit ? `${boundText(limit, unit)}: ${holds(figure) ? 'holds' : 'BROKEN'}` : '–',
      aim ? `${boundText(aim, unit)}: ${reaches(figure) ? 'reached' : 'not yet'}` : '–',
    ];
  });
  const hows = figures.map(({ name, how }) => `${name}: ${how}`);
  return [tableOfRows(head, rows), '', ...hows].join('\n');
}

function boundText({ text, value, atLeast }: Bound, unit: string): string {
  const sign = atLeast ? '≥' : '≤';
  return [sign, ...(text === '' ? [] : [text, '=']), amount(value, unit)].join(' ');
}
