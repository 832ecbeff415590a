import type { SubjectName } from './subject';

/** What is measured again and again. */
export type Series =
  | 'evaluated'
  | 'loaded'
  | 'unchanged'
  | 'unchanged-after-start'
  | 'changed'
  | 'changed-after-start'
  | 'popup'
  | 'popup-of-many'
  | 'memory'
  | 'check-of-many'
  | 'at-once';

/** What was measured so far, of both. */
export interface Samples {
  add(subject: SubjectName, series: Series, ...values: number[]): void;
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
