import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '../make';
import type { LifeEvent, LifeStep } from './model';

const which = fc.nat(40);

function event<K extends LifeEvent['kind'], R extends Record<string, fc.Arbitrary<unknown>>>(
  kind: K,
  rest = {} as R,
) {
  return fc.record({ kind: fc.constant(kind), ...rest }) as unknown as fc.Arbitrary<LifeEvent>;
}

/** A delay of an hour to five days, or a date in 1970. */
const lateness = fc.oneof(fc.integer({ min: HOUR, max: 5 * DAY }), fc.constant(20_000 * DAY));

const anEvent: fc.Arbitrary<LifeEvent> = fc.oneof(
  {
    weight: 5,
    arbitrary: event('arrive', { count: fc.integer({ min: 1, max: 3 }), delay: fc.nat(45 * MINUTE) }),
  },
  { weight: 2, arbitrary: event('arrive late', { delay: lateness }) },
  event('arrive read'),
  event('burst', { count: fc.integer({ min: 2, max: 25 }) }),
  event('double', { count: fc.integer({ min: 2, max: 3 }) }),
  { weight: 4, arbitrary: event('read here', { which }) },
  { weight: 2, arbitrary: event('read elsewhere', { which }) },
  event('read all'),
  event('delete read', { which }),
  event('delete unread', { which }),
  event('mark known unread', { which }),
  event('mark unseen unread', { which }),
  event('renumber'),
  event('reuse ids'),
  event('clock', { offset: fc.constantFrom(-3 * DAY, 0, 3 * DAY) }),
);

/** At most 20 events. About every fourth check is missed, as with a closed browser. */
export const aLife: fc.Arbitrary<LifeStep[]> = fc.array(
  fc.record({
    event: anEvent,
    minutes: fc.integer({ min: 1, max: 20 }),
    isChecked: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
  }),
  { minLength: 1, maxLength: 20 },
);
