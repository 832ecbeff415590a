import { expect, test } from 'vitest';
import { summarise } from '../statistics';
import { type Figure, holds, ratioOf, tableOf } from './figures';
import { resultsOf } from './results';

const figure = (change: Partial<Figure> = {}): Figure => ({
  name: 'popup',
  unit: 'ms',
  floor: summarise([10, 20, 30]),
  facteur: summarise([22, 24, 40]),
  limit: { text: '1.25 × floor', value: 25 },
  how: 'by a clock',
  ...change,
});

test('a figure holds whose median is within its limit', () => {
  expect(holds(figure())).toBe(true);
  expect(holds(figure({ limit: { text: '', value: 23.9 } }))).toBe(false);
  expect(holds(figure({ limit: { text: '', value: 25, atLeast: true } }))).toBe(false);
  const { limit: _limit, ...unlimited } = figure();
  expect(holds(unlimited)).toBe(true);
});

test('the ratio is that of the medians, where there is a floor', () => {
  expect(ratioOf(figure())).toBeCloseTo(1.2);
  expect(ratioOf(figure({ floor: summarise([0]) }))).toBeUndefined();
});

test('the table has a line for each figure, and how it was taken', () => {
  expect(tableOf([figure()])).toBe(
    [
      'figure  floor    Facteur  min      max      ratio   limit',
      '──────  ───────  ───────  ───────  ───────  ──────  ────────────────────────  ─────',
      'popup   20.0 ms  24.0 ms  22.0 ms  40.0 ms  1.20 ×  ≤ 1.25 × floor = 25.0 ms  holds',
      '',
      'popup: by a clock',
    ].join('\n'),
  );
});

test('results have the same figures, and on what they were taken', () => {
  const run = { browser: 'chromium', version: 'Chrome/1', rounds: 10, figures: [figure()] } as const;
  expect(resultsOf(run)).toMatchObject({
    version: 'Chrome/1',
    node: process.version,
    figures: [
      { name: 'popup', facteur: { median: 24, min: 22, max: 40, count: 3 }, ratio: 1.2, holds: true },
    ],
  });
});
