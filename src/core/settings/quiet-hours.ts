import { arrayOf, objectOf, oneOf, type TypeOf, textLike } from '../store/schema';

/** The days of the week as a span names them. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Day = (typeof DAYS)[number];

/** A time of day, `00:00` to `23:59`. */
export const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

const isClock = textLike(CLOCK);

/** On each of these days from one time to another; into the next day where the end is not after the beginning. */
const isQuietSpan = objectOf({
  days: arrayOf(oneOf(...DAYS), 1, DAYS.length),
  from: isClock,
  to: isClock,
});

export type QuietSpan = TypeOf<typeof isQuietSpan>;

export const MAX_SPANS = 20;

export const areQuietSpans = arrayOf(isQuietSpan, 0, MAX_SPANS);

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** Whatever repeats itself weekly has come by then, in minutes; a day more for the hour that a clock change adds. */
const HORIZON = 8 * DAY_MINUTES;

/**
 * Whether a moment (ms since 1970) is within quiet hours: by what the clock on the wall shows, in the computer's time
 * zone. So an hour that a clock change repeats is quiet twice, and one that it leaves out never comes.
 */
export function isQuietHour(spans: readonly QuietSpan[], time: number): boolean {
  if (spans.length === 0) return false;
  const date = new Date(time);
  const minute = minuteOfDay(date);
  // A week begins with Monday here, with Sunday for a Date.
  const today = DAYS[(date.getDay() + 6) % 7];
  const yesterday = DAYS[(date.getDay() + 5) % 7];
  return spans.some(({ days, from, to }) => {
    const begin = minutesOf(from);
    const end = minutesOf(to);
    const isOn = (day: Day | undefined) => day !== undefined && days.includes(day);
    if (begin < end) return isOn(today) && minute >= begin && minute < end;
    return (isOn(today) && minute >= begin) || (isOn(yesterday) && minute < end);
  });
}

/**
 * When quiet hours next begin or end, ms since 1970; undefined where they never do. It goes from each time of day that
 * a span names to the next one.
 */
export function nextQuietChange(spans: readonly QuietSpan[], now: number): number | undefined {
  if (spans.length === 0) return undefined;
  const clocks = spans.flatMap(({ from, to }) => [minutesOf(from), minutesOf(to)]);
  const before = isQuietHour(spans, now);
  let time = Math.floor(now / MINUTE) * MINUTE;
  const end = time + HORIZON * MINUTE;
  while (time < end) {
    const minute = minuteOfDay(new Date(time));
    const steps = clocks.map(clock => (clock - minute + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES);
    time += stepWithin(time, Math.min(...steps)) * MINUTE;
    if (isQuietHour(spans, time) !== before) return time;
  }
  return undefined;
}

/** A step in minutes, shortened where the clocks change within it; one minute at the change itself. */
function stepWithin(time: number, step: number): number {
  const offset = (moment: number) => new Date(moment).getTimezoneOffset();
  if (step === 1 || offset(time) === offset(time + step * MINUTE)) return step;
  return stepWithin(time, Math.ceil(step / 2));
}

function minuteOfDay(date: Date): number {
  return date.getHours() * 60 + date.getMinutes();
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
