import { keepsLimit, LIMIT } from './measure';
import type { Span } from './scenarios';
import { formatRate, type Result, times } from './table';

export interface Drawn extends Result {
  requests: Int32Array;
}

const COLUMNS = 2;
const MARGIN = 24;
const HEADER = 84;
const FOOTER = 34;
const PANEL = { width: 600, height: 300 };
const FIELD = { left: 64, top: 56, right: 560, bottom: 246 };

/** The top of a panel, as a multiple of the steady rate. A higher rate is cut off, and written as text. */
const TOP = 2.5;

const MINUTE = 60_000;
const STEP = 10;

const STYLE = `
  text { font: 12px system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; fill: #333 }
  .title { font-size: 20px; font-weight: 600; fill: #111 }
  .name { font-size: 14px; font-weight: 600; fill: #111 }
  .axis { fill: #555 }
  .outage { fill: #f6dcd2 }
  .outage-label { fill: #9a3412 }
  .grid { stroke: #e4e4e4 }
  .steady { stroke: #555; stroke-dasharray: 2 3 }
  .limit { stroke: #b91c1c; stroke-dasharray: 6 4 }
  .limit-label { fill: #b91c1c }
  .steady-label, .limit-label, .over { paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round }
  .over { fill: #b91c1c; font-weight: 600 }
  .range { fill: #93b7e6 }
  .curve { fill: none; stroke: #1d4ed8; stroke-width: 1.5; stroke-linejoin: round }`;

export function drawPlot(results: readonly Drawn[], subject: string): string {
  const width = 2 * MARGIN + COLUMNS * PANEL.width;
  const rows = Math.ceil(results.length / COLUMNS);
  const height = HEADER + rows * PANEL.height + FOOTER;
  const panels = results.map((result, index) => {
    const x = MARGIN + (index % COLUMNS) * PANEL.width;
    const y = HEADER + Math.floor(index / COLUMNS) * PANEL.height;
    return `<g transform="translate(${x} ${y})">${drawPanel(result, index)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>Requests per second of ${subject}</title>
<style>${STYLE}
</style>
<rect width="${width}" height="${height}" fill="#fff"/>
${text(MARGIN, 36, `Facteur: requests per second to one server (${subject})`, 'title')}
${text(MARGIN, 60, `Line: mean of ${STEP} seconds. Band: its lowest and highest second. The limit, ${LIMIT}× the steady rate, holds once the trouble is over.`)}
${panels.join('\n')}
${text(MARGIN, height - 14, 'Drawn by npm run simulate.', 'axis')}
</svg>
`;
}

function drawPanel({ number, scenario, numbers, requests }: Drawn, index: number): string {
  const { left, top, right, bottom } = FIELD;
  const { steady } = numbers;
  const x = (ms: number) => round(left + ((right - left) * ms) / (requests.length * 1000));
  const y = (rate: number) => round(bottom - ((bottom - top) * rate) / (steady * TOP));
  const level = (multiple: number) => y(steady * multiple);
  const clip = `panel-${index}`;
  const trouble = scenario.isOutage ? 'outage' : 'start';
  const peak = `peak after the ${trouble}: ${times(numbers.after.second)}`;
  return [
    text(left, 18, `${number}  ${capital(scenario.name)}`, 'name'),
    text(right, 18, peak, keepsLimit(numbers) ? '' : 'over', 'end'),
    text(left, 36, scenario.story, 'axis'),
    drawTrouble(scenario.trouble, trouble, x),
    drawTimes(requests.length / 60, x),
    drawRates(steady, y),
    `<clipPath id="${clip}"><rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"/></clipPath>`,
    `<g clip-path="url(#${clip})">${drawCurve(requests, x, y)}</g>`,
    line('steady', left, right, level(1)),
    line('limit', left, right, level(LIMIT)),
    text(right - 4, level(1) + 16, `steady: ${formatRate(steady)}/s`, 'steady-label', 'end'),
    text(right - 4, level(LIMIT) - 6, `limit: ${LIMIT}× steady`, 'limit-label', 'end'),
    drawOverflow(requests, steady, x(scenario.trouble.to), x),
  ].join('\n');
}

function drawTrouble({ from, to }: Span, label: string, x: (ms: number) => number): string {
  const { top, bottom } = FIELD;
  const area = `<rect class="outage" x="${x(from)}" y="${top}" width="${round(x(to) - x(from))}" height="${bottom - top}"/>`;
  return area + text((x(from) + x(to)) / 2, top + 16, label, 'outage-label', 'middle');
}

function drawTimes(minutes: number, x: (ms: number) => number): string {
  const { left, right, bottom } = FIELD;
  const every = minutes > 60 ? 15 : 5;
  const ticks: string[] = [];
  for (let minute = 0; minute <= minutes; minute += every)
    ticks.push(text(x(minute * MINUTE), bottom + 18, String(minute), 'axis', 'middle'));
  return ticks.join('') + text((left + right) / 2, bottom + 38, 'time in minutes', 'axis', 'middle');
}

function drawRates(steady: number, y: (rate: number) => number): string {
  const { left, top, right, bottom } = FIELD;
  const every = roundStep(steady);
  const ticks: string[] = [];
  for (let rate = 0; rate <= steady * TOP; rate += every)
    ticks.push(
      line('grid', left, right, y(rate)),
      text(left - 8, y(rate) + 4, formatRate(rate), 'axis', 'end'),
    );
  const middle = (top + bottom) / 2;
  const label = text(0, 0, 'requests per second', 'axis', 'middle');
  return `${ticks.join('')}<g transform="translate(12 ${middle}) rotate(-90)">${label}</g>`;
}

/** A round step for an axis up to a few times `rate`: 1, 2 or 5 times a power of ten, below `rate`. */
function roundStep(rate: number): number {
  const power = 10 ** Math.floor(Math.log10(rate));
  return power * ([5, 2, 1].find(factor => factor * power * 1.5 <= rate) ?? 0.5);
}

function drawCurve(requests: Int32Array, x: (ms: number) => number, y: (rate: number) => number): string {
  const means: string[] = [];
  const highest: string[] = [];
  const lowest: string[] = [];
  for (let second = 0; second < requests.length; second += STEP) {
    const part = requests.subarray(second, second + STEP);
    const at = x((second + part.length / 2) * 1000);
    means.push(`${at} ${y(part.reduce((sum, value) => sum + value, 0) / part.length)}`);
    highest.push(`${at} ${y(Math.max(...part))}`);
    lowest.push(`${at} ${y(Math.min(...part))}`);
  }
  return `<path class="range" d="M${highest.join('L')}L${lowest.reverse().join('L')}Z"/><path class="curve" d="M${means.join('L')}"/>`;
}

/** Writes the highest rate as text if it is cut off. The text starts after the trouble, which ends at `end` (px). */
function drawOverflow(requests: Int32Array, steady: number, end: number, x: (ms: number) => number): string {
  const highest = Math.max(...requests);
  if (highest <= steady * TOP) return '';
  const at = Math.max(end, x(requests.indexOf(highest) * 1000));
  return text(at + 8, FIELD.top + 16, `◂ up to ${formatRate(highest)}/s, ${times(highest / steady)}`, 'over');
}

function line(kind: string, from: number, to: number, y: number): string {
  return `<line class="${kind}" x1="${from}" x2="${to}" y1="${y}" y2="${y}"/>`;
}

function text(x: number, y: number, content: string, kind = '', anchor = ''): string {
  const attributes = (kind && ` class="${kind}"`) + (anchor && ` text-anchor="${anchor}"`);
  return `<text x="${round(x)}" y="${round(y)}"${attributes}>${content}</text>`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
