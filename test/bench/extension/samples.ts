import type { SubjectName } from './subject';

/** Measured in every round. */
export const SERIES = [
  'evaluated',
  'unchanged',
  'changed',
  'list',
  'settled',
  'memory',
  'list-of-many',
  'check-of-many',
  'at-once',
] as const;
export type Series = (typeof SERIES)[number];

export interface Samples {
  add(subject: SubjectName, series: Series, ...values: number[]): void;
  /** In the order in which they were added. */
  of(subject: SubjectName, series: Series): readonly number[];
}

export function createSamples(): Samples {
  const all = new Map<string, number[]>();
  const of = (subject: SubjectName, series: Series) => all.get(`${subject} ${series}`) ?? [];
  return {
    add: (subject, series, ...values) =>
      void all.set(`${subject} ${series}`, [...of(subject, series), ...values]),
    of,
  };
}
