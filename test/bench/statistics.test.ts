import { expect, test } from 'vitest';
import { allHold, type Figure, tableOf } from './gateway/figures';
import { summarise } from './statistics';

test('of 100 values the median is the 50th and p99 the 99th', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(summarise(values)).toEqual({ median: 50, p99: 99, min: 1, max: 100, count: 100 });
});

test('of one value median, minimum and maximum are that value', () => {
  expect(summarise([7])).toEqual({ median: 7, p99: 7, min: 7, max: 7, count: 1 });
});

test('a gateway’s figure holds below its limit but not at it, and the table says so', () => {
  const figure = (value: number): Figure => ({
    name: 'start',
    unit: 'ms',
    gateway: summarise([value]),
    floor: summarise([29]),
    limit: { of: 'median', value: 300 },
    how: 'ten times',
  });
  expect(allHold([figure(299)])).toBe(true);
  expect(allHold([figure(299), figure(300)])).toBe(false);
  expect(tableOf([figure(299)])).toMatch(/start .*299 ms .*29\.0 ms .*median < 300 ms +holds/);
  expect(tableOf([figure(300)])).toContain('DOES NOT HOLD');
});
