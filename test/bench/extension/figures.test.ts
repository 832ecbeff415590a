import { expect, test } from 'vitest';
import { summarise } from '../statistics';
import { type Figure, holds, ratioOf, reaches, tableOf } from './figures';
import { resultsOf } from './results';

const figure = (change: Partial<Figure> = {}): Figure => ({
  name: 'popup',
  unit: 'ms',
  floor: summarise([10, 20, 30]),
  facteur: summarise([22, 24, 40]),
  limit: { text: '1.25 × floor', value: 25 },
  aim: { text: '', value: 20 },
  how: 'by a clock',
  ...change,
});

test('a figure holds if its median is within its limit', () => {
  expect(holds(figure({ limit: { text: '', value: 24 } }))).toBe(true);
  expect(holds(figure({ limit: { text: '', value: 23.9 } }))).toBe(false);
});

test('a limit can be the least that a median must be', () => {
  expect(holds(figure({ limit: { text: '', value: 24, atLeast: true } }))).toBe(true);
  expect(holds(figure({ limit: { text: '', value: 25, atLeast: true } }))).toBe(false);
});

test('a figure without a limit holds', () => {
  const { limit: _limit, ...unlimited } = figure();
  expect(holds(unlimited)).toBe(true);
});

test('a figure can miss its aim and still hold', () => {
  expect(reaches(figure())).toBe(false);
  expect(holds(figure())).toBe(true);
});

test('a figure reaches its aim if its median is within it', () => {
  expect(reaches(figure({ aim: { text: '', value: 24 } }))).toBe(true);
});

test('a figure without an aim neither reaches nor misses it', () => {
  const { aim: _aim, ...aimless } = figure();
  expect(reaches(aimless)).toBeUndefined();
});

test('the ratio divides the medians', () => {
  expect(ratioOf(figure())).toBeCloseTo(1.2);
});

test('a floor of 0 gives no ratio', () => {
  expect(ratioOf(figure({ floor: summarise([0]) }))).toBeUndefined();
});

test('the table has columns for limits and aims, and says how each figure was measured', () => {
  expect(tableOf([figure()])).toBe(
    [
      'figure  floor    Facteur  min      max      ratio   limit                            aim',
      '──────  ───────  ───────  ───────  ───────  ──────  ───────────────────────────────  ──────────────────',
      'popup   20.0 ms  24.0 ms  22.0 ms  40.0 ms  1.20 ×  ≤ 1.25 × floor = 25.0 ms: holds  ≤ 20.0 ms: not yet',
      '',
      'popup: by a clock',
    ].join('\n'),
  );
});

test('the table shows a broken limit and a reached aim', () => {
  const table = tableOf([figure({ limit: { text: '', value: 20 }, aim: { text: '', value: 30 } })]);
  expect(table).toContain('≤ 20.0 ms: BROKEN');
  expect(table).toContain('≤ 30.0 ms: reached');
});

test('a figure of one value has no min and max, and one without a floor has no ratio', () => {
  const { floor: _floor, limit: _limit, aim: _aim, ...once } = figure({ facteur: summarise([7]) });
  expect(tableOf([once])).toMatch(/^popup +– +7\.00 ms +– +– +– +– +–$/m);
});

test('the results contain the figures with their bounds, the browser and Node’s version', () => {
  const run = { browser: 'chromium', version: 'Chrome/1', rounds: 10, figures: [figure()] } as const;
  expect(resultsOf(run)).toMatchObject({
    version: 'Chrome/1',
    node: process.version,
    figures: [
      {
        name: 'popup',
        facteur: { median: 24, min: 22, max: 40, count: 3 },
        ratio: 1.2,
        limit: { value: 25 },
        holds: true,
        aim: { value: 20 },
        reached: false,
      },
    ],
  });
});
