import { expect, test } from 'vitest';
import { familyOf, pssOf } from './processes';

const ROLLUP = `55e0a1c00000-7ffd3a5f2000 ---p 00000000 00:00 0                          [rollup]
Rss:              101240 kB
Pss:               43211 kB
Pss_Dirty:         20004 kB
Pss_Anon:          18000 kB
SwapPss:               7 kB
`;

test('the memory of a process is its PSS in bytes', () => {
  expect(pssOf(ROLLUP)).toBe(43_211 * 1024);
});

test('a text without a PSS is refused', () => {
  expect(() => pssOf('Rss: 12 kB')).toThrow('Pss');
});

test('a family is a process with its children and grandchildren', () => {
  const parents = new Map([
    [1, 0],
    [10, 1],
    [11, 10],
    [12, 11],
    [20, 1],
    [21, 20],
  ]);
  expect(familyOf(10, parents)).toEqual([10, 11, 12]);
  expect(familyOf(12, parents)).toEqual([12]);
});
