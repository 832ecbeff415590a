import chromium from '../bench/results/chromium.json' with { type: 'json' };
import firefox from '../bench/results/firefox.json' with { type: 'json' };
import { amount } from '../bench/table';

const ROWS: Readonly<Record<string, string>> = {
  'background, loaded at each wake-up': 'loaded for a check',
  'popup, loaded each time': 'loaded for the popup',
  package: 'the whole package, with six languages',
  'alarm → badge, unchanged': 'from the alarm to the badge, nothing new',
  'alarm → badge, changed': 'from the alarm to the badge, new mail',
  'popup → list of 10': 'from opening the popup to its list of 10 mails',
  'popup → list, 20 accounts × 200': 'the same, 20 accounts with 200 mails each',
  'memory, popup open': 'memory of its process, popup open',
};

/** The README's table of the last full run of `npm run bench`: medians, with the floor's in brackets. */
export function figuresTable(): string {
  const cell = ({ figures }: typeof chromium | typeof firefox, name: string): string => {
    const figure = figures.find(it => it.name === name);
    if (!figure) throw new Error(`No “${name}” among the last results: npm run bench`);
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
