import { AUTOMATIC } from '../../src/core/mailbox/schedule';
import type { Course } from './fleet';

const MINUTE = 60_000;

/** A part of what is shown: from and to, ms since its beginning. */
export interface Span {
  from: number;
  to: number;
}

/** What a fleet is put through, and where to look. */
export interface Scenario {
  /** In a few words, for the table. */
  name: string;
  /** One line, for the picture. */
  story: string;
  course: Omit<Course, 'installations' | 'seed'>;
  /** What of the course is shown and measured; before it, the fleet gets going. All spans count from its beginning. */
  shown: Span;
  /** Where the steady rate is measured. */
  steady: Span;
  /** The outage, or the crowd of a start. */
  trouble: Span;
  isOutage: boolean;
  /** Where the limit holds. */
  after: Span;
}

const USUAL = [{ interval: AUTOMATIC, share: 1 }];
const MIXED = [
  { interval: 1 * MINUTE, share: 0.1 },
  { interval: 5 * MINUTE, share: 0.6 },
  { interval: 15 * MINUTE, share: 0.2 },
  { interval: 60 * MINUTE, share: 0.1 },
];
const HINT_EVERY = 45 * MINUTE;

/** A quarter of an hour as usual, half an hour of outage, and until well after the longest back-off. */
const BEFORE = { from: 0, to: 15 * MINUTE };
const OUTAGE = { from: BEFORE.to, to: BEFORE.to + 30 * MINUTE };
const AFTER = { from: OUTAGE.to, to: OUTAGE.to + 75 * MINUTE };

const START = { from: 0, to: AUTOMATIC };
const AFTER_START = { from: START.to, to: START.to + 35 * MINUTE };

interface Choices {
  intervals?: Course['intervals'];
  /** What the server says at `now` of a recovery at `end`, in ms; both are ms since the fleet's beginning. */
  retryAfter?(now: number, end: number): number;
  hintEvery?: number;
}

function outage(name: string, story: string, choices: Choices = {}): Scenario {
  const { intervals = USUAL, retryAfter, hintEvery } = choices;
  const longest = Math.max(...intervals.map(({ interval }) => interval));
  // By then each has started, and all but a few of the longest rhythm have found it: the shortest takes up to 19 minutes.
  const settled = longest + 20 * MINUTE;
  const end = settled + OUTAGE.to;
  return {
    name,
    story,
    course: {
      intervals,
      startWithin: longest,
      duration: settled + AFTER.to,
      outage: {
        from: settled + OUTAGE.from,
        to: end,
        ...(retryAfter && { retryAfter: now => retryAfter(now, end) }),
      },
      ...(hintEvery && { hintEvery }),
    },
    shown: { from: settled, to: settled + AFTER.to },
    steady: BEFORE,
    trouble: OUTAGE,
    isOutage: true,
    after: AFTER,
  };
}

const STARTING: Scenario = {
  name: 'start in step',
  story: 'All browsers start within the same minute, and each checks at once.',
  course: { intervals: USUAL, startWithin: MINUTE, duration: AFTER_START.to },
  shown: { from: 0, to: AFTER_START.to },
  steady: { from: AFTER_START.to - 20 * MINUTE, to: AFTER_START.to },
  trouble: START,
  isOutage: false,
  after: AFTER_START,
};

export const SCENARIOS: readonly Scenario[] = [
  outage('plain failures', 'Every request fails for 30 minutes: HTTP 500, or a refused connection.'),
  outage('Retry-After: 300', 'As 1, and the server asks each to wait for 300 seconds.', {
    retryAfter: () => 300_000,
  }),
  outage('Retry-After: date', 'As 1, and the server tells everybody the moment at which it is back.', {
    retryAfter: (now, end) => end - now,
  }),
  STARTING,
  outage('mixed intervals', 'As 1, with intervals of 1, 5, 15 and 60 minutes (10, 60, 20 and 10 %).', {
    intervals: MIXED,
  }),
  outage('mixed, date', 'As 5, and the server tells everybody the moment at which it is back.', {
    intervals: MIXED,
    retryAfter: (now, end) => end - now,
  }),
  outage('users come back', 'As 1, and each user is back from idle every 45 minutes on average.', {
    hintEvery: HINT_EVERY,
  }),
];
