import type { Traffic } from './fleet';
import type { Scenario, Span } from './scenarios';

/** The highest allowed rate after recovery, as a multiple of the steady rate. */
export const LIMIT = 2;

/** The highest rates of a span, as multiples of the steady rate. */
export interface Peak {
  second: number;
  tenSeconds: number;
}

export interface Numbers {
  /** Requests per second. */
  steady: number;
  /** Absent for a scenario without a time before. */
  before?: Peak;
  trouble: Peak;
  after: Peak;
  /** How long after the outage 50 % and 99 % of the installations have an answer, in s; absent without an outage. */
  half?: number;
  almostAll?: number;
}

export function shownOf({ requests }: Traffic, { shown }: Scenario): Int32Array {
  return slice(requests, shown);
}

export function measure(traffic: Traffic, scenario: Scenario, installations: number): Numbers {
  const requests = shownOf(traffic, scenario);
  const steady = mean(slice(requests, scenario.steady));
  const peak = (span: Span) => peakOf(slice(requests, span), steady);
  const numbers = { steady, trouble: peak(scenario.trouble), after: peak(scenario.after) };
  if (!scenario.isOutage) return numbers;
  const recovered = slice(slice(traffic.recovered, scenario.shown), scenario.after);
  return {
    ...numbers,
    before: peak(scenario.steady),
    half: secondsUntil(recovered, installations * 0.5),
    almostAll: secondsUntil(recovered, installations * 0.99),
  };
}

export function keepsLimit({ after }: Numbers): boolean {
  return after.second <= LIMIT;
}

function slice(seconds: Int32Array, { from, to }: Span): Int32Array {
  return seconds.subarray(from / 1000, to / 1000);
}

function mean(values: Int32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function peakOf(requests: Int32Array, steady: number): Peak {
  let sum = 0;
  let highest = 0;
  for (const [second, value] of requests.entries()) {
    sum += value - (requests[second - 10] ?? 0);
    highest = Math.max(highest, sum);
  }
  return { second: Math.max(...requests) / steady, tenSeconds: highest / 10 / steady };
}

/** The number of seconds until the sum of `values` reaches `total`; Infinity if it never does. */
function secondsUntil(values: Int32Array, total: number): number {
  let sum = 0;
  const index = values.findIndex(value => {
    sum += value;
    return sum >= total;
  });
  return index < 0 ? Number.POSITIVE_INFINITY : index + 1;
}
