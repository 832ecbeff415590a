import { expect, test } from 'vitest';
import { bottleneckOf } from './gateway/cpu';
import { allHold, type Row, tableOf, time } from './gateway/rows';
import { summarise } from './statistics';

test('of 100 values the median is the 50th and p99 the 99th', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(summarise(values)).toEqual({ median: 50, p99: 99, min: 1, max: 100, count: 100 });
});

test('of one value median, minimum and maximum are that value', () => {
  expect(summarise([7])).toEqual({ median: 7, p99: 7, min: 7, max: 7, count: 1 });
});

test('the table says whether a gateway’s figure holds, how it was measured, and what takes the time', () => {
  const row = (holds: boolean | undefined): Row => ({
    name: 'listens',
    before: '> 38 s',
    wanted: '< 1 s',
    measured: '299 ms',
    holds,
    how: 'ten times',
    bottleneck: 'loading the program',
  });
  expect(allHold([row(true), row(undefined)])).toBe(true);
  expect(allHold([row(true), row(false)])).toBe(false);
  expect(tableOf([row(true)])).toMatch(/listens +> 38 s +< 1 s +299 ms +holds/);
  expect(tableOf([row(true)])).toContain('listens: ten times. Bottleneck: loading the program.');
  expect(tableOf([row(false)])).toContain('DOES NOT HOLD');
});

test('times are written in the unit that they are read in', () => {
  expect([7.25, 299.4, 4230, 93_400].map(time)).toEqual(['7.3 ms', '299 ms', '4.2 s', '93 s']);
});

test.each([
  [950, 300, 'the gateway’s thread (gateway 95 %, mail server 30 %, load 5 % of a core)'],
  [
    700,
    950,
    'the two cores, most of them used by the mail server (gateway 70 %, mail server 95 %, load 5 % of a core)',
  ],
  [200, 100, 'the limit (gateway 20 %, mail server 10 %, load 5 % of a core)'],
])(
  'the bottleneck with %i ms of the gateway and %i ms of the mail server in a second',
  (gateway, server, told) => {
    const cpuMs = new Map([
      ['gateway', gateway],
      ['mail server', server],
      ['load', 50],
    ]);
    expect(bottleneckOf({ wallMs: 1000, cpuMs }, 'the limit')).toBe(told);
  },
);
