import { expect, test } from 'vitest';
import { sampledFigures } from './sampled-figures';
import { createSamples } from './samples';

const figureOf = (name: string, fill: (samples: ReturnType<typeof createSamples>) => void) => {
  const samples = createSamples();
  fill(samples);
  return sampledFigures(samples, 'chromium').find(figure => figure.name === name);
};

test('without samples there are no figures', () => {
  expect(sampledFigures(createSamples(), 'firefox')).toEqual([]);
});

test('limits and aims of times depend on the floor of the same run', () => {
  const figure = figureOf('popup → settled', samples => {
    samples.add('floor', 'settled', 30, 20, 40);
    samples.add('facteur', 'settled', 44, 50, 46);
  });
  expect(figure).toMatchObject({
    floor: { median: 30 },
    facteur: { median: 46 },
    limit: { text: '2 × floor', value: 60 },
    aim: { text: '1.5 × floor', value: 45 },
  });
});

test('the aim of a check is the floor, the extra time of 1.0.0, and 3 ms', () => {
  const figure = figureOf('alarm → badge, unchanged', samples => {
    samples.add('floor', 'unchanged', 40);
    samples.add('facteur', 'unchanged', 50);
  });
  expect(figure?.aim?.text).toBe('1.0.0 + 3 ms');
  expect(figure?.aim?.value).toBeCloseTo(40 + 7.1 + 3);
});

test('memory is the difference to the floor’s browser in the same round', () => {
  const figure = figureOf('memory above the floor’s, popup open', samples => {
    samples.add('floor', 'memory', 400, 500, 450);
    samples.add('facteur', 'memory', 415, 512, 470);
  });
  expect(figure?.facteur).toMatchObject({ median: 15, min: 12, max: 20, count: 3 });
  expect(figure).not.toHaveProperty('floor');
});

test('the list of many accounts is compared with the list of ten', () => {
  const figure = figureOf('popup → list, 20 accounts × 200', samples => {
    samples.add('facteur', 'list', 30);
    samples.add('facteur', 'list-of-many', 70);
    samples.add('facteur', 'check-of-many', 400);
    samples.add('facteur', 'at-once', 20);
  });
  expect(figure).toMatchObject({ facteur: { median: 70 }, limit: { value: 90 }, aim: { value: 60 } });
});
