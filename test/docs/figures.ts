import type { Bound, Figure } from '../bench/extension/figures';
import { sampledFigures } from '../bench/extension/sampled-figures';
import { createSamples, SERIES } from '../bench/extension/samples';
import chromium from '../bench/results/chromium.json' with { type: 'json' };
import firefox from '../bench/results/firefox.json' with { type: 'json' };
import { amount } from '../bench/table';

/** The README's words for figures of the bench. */
const ROWS: Readonly<Record<string, string>> = {
  'background, loaded at each wake-up': 'loaded for a check',
  'popup, loaded each time': 'loaded for the popup',
  package: 'the whole package, with six languages',
  'alarm → badge, unchanged': 'from the alarm to the badge, nothing new',
  'alarm → badge, changed': 'from the alarm to the badge, new mail',
  'popup → list of 10': 'from opening the popup to its list of 10 mails',
  'popup → settled': 'from opening the popup until nothing in it changes any more',
  'popup → list, 20 accounts × 200': 'from opening the popup to its list, 20 accounts with 200 mails each',
  'memory above the floor’s, popup open': 'memory of the whole browser above the floor’s, popup open',
};

/**
 * The README's table of the last whole run of `npm run bench` in each browser: medians, the floor's in brackets. A figure
 * that is newer than the last run has a dash.
 */
export function figuresTable(): string {
  const cell = ({ figures }: typeof chromium | typeof firefox, name: string): string => {
    const figure = figures.find(it => it.name === name);
    if (!figure) return '–';
    const { unit, facteur, floor } = figure;
    return amount(facteur.median, unit) + (floor ? ` (${amount(floor.median, unit)})` : '');
  };
  return [
    '| | Chromium | Firefox |',
    '|---|---|---|',
    ...Object.entries(ROWS).map(
      ([name, words]) => `| ${words} | ${cell(chromium, name)} | ${cell(firefox, name)} |`,
    ),
  ].join('\n');
}

/** The table of the bench's limits and aims in docs/testing.md. */
export function boundsTable(): string {
  const samples = createSamples();
  for (const series of SERIES)
    for (const subject of ['floor', 'facteur'] as const) samples.add(subject, series, 1);
  const cell = (unit: Figure['unit'], bound?: Bound) =>
    bound ? bound.text || amount(bound.value, unit) : '–';
  return [
    '| Figure | Limit | Aim |',
    '|---|---|---|',
    ...sampledFigures(samples, 'chromium').map(
      ({ name, unit, limit, aim }) => `| ${name} | ${cell(unit, limit)} | ${cell(unit, aim)} |`,
    ),
  ].join('\n');
}
