import { keepsLimit, LIMIT, type Numbers, type Peak } from './measure';
import type { Scenario } from './scenarios';

export interface Result {
  number: number;
  scenario: Scenario;
  numbers: Numbers;
}

const NAME = 21;
const GROUPS = [9, 9, 17, 17, 18];

/** The numbers of all scenarios, at most 100 columns wide. */
export function tableOf(results: readonly Result[]): string {
  const lines = [
    row('', ['steady', 'before', 'outage', 'after', 'recovered after'].map(center)),
    row('', ['req/s', 'max 1 s', pair('max 1 s', '10 s'), pair('max 1 s', '10 s'), pair('50 %', '99 %')]),
    ...results.map(result =>
      row(`${result.number} ${result.scenario.name}`, cellsOf(result.numbers), verdict(result.numbers)),
    ),
  ];
  return lines.join('\n');
}

export function legendOf(results: readonly Result[]): string {
  const starting = results.filter(({ scenario }) => !scenario.isOutage).map(({ number }) => number);
  return [
    'max: the highest second, and the highest mean of 10 seconds, as multiples of the steady rate.',
    `${starting.join(', ')}: "outage" is the first interval, "after" all that follows, and steady its last 20 minutes.`,
    'recovered after: the time since the end of the outage in which so many have an answer (min:s).',
    `The limit: after the outage, no second sees more than ${LIMIT}× the steady rate.`,
  ].join('\n');
}

export function violationsOf(results: readonly Result[]): string[] {
  return results
    .filter(({ numbers }) => !keepsLimit(numbers))
    .map(
      ({ number, scenario, numbers }) =>
        `Scenario ${number} (${scenario.name}) breaks the limit of ${LIMIT}×: ${times(numbers.after.second)} the steady rate after recovery.`,
    );
}

function row(name: string, cells: readonly string[], end = ''): string {
  const padded = cells.map((cell, index) => cell.padStart(GROUPS[index] ?? 0));
  return `${name.padEnd(NAME)}${padded.join('')}  ${end}`.trimEnd();
}

function cellsOf({ steady, before, trouble, after, half, almostAll }: Numbers): string[] {
  return [
    formatRate(steady),
    before ? times(before.second) : '–',
    peaks(trouble),
    peaks(after),
    pair(duration(half), duration(almostAll)),
  ];
}

function verdict(numbers: Numbers): string {
  return keepsLimit(numbers) ? 'ok' : 'BROKEN';
}

function center(text: string, index: number): string {
  const width = (GROUPS[index] ?? 0) - 2;
  return text.padEnd(Math.floor((width + text.length) / 2));
}

function pair(left: string, right: string): string {
  return left.padStart(8) + right.padStart(8);
}

function peaks({ second, tenSeconds }: Peak): string {
  return pair(times(second), times(tenSeconds));
}

export function times(ratio: number): string {
  return `${ratio.toFixed(2)}×`;
}

export function formatRate(rate: number): string {
  return Math.round(rate).toLocaleString('en');
}

function duration(seconds: number | undefined): string {
  if (seconds === undefined) return '–';
  if (!Number.isFinite(seconds)) return 'later';
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
