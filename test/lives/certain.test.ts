import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aLife } from './arbitrary';
import { isCertain, LIVES, nameOf, SERVER_KINDS } from './model';
import { live, NO_RESIDUE } from './run';

describe('where both counts and dates are told, each new mail is told once, sums are exact, and nothing else is told', () => {
  test.each(SERVER_KINDS.filter(isCertain).map((kind, seed) => [nameOf(kind), kind, seed] as const))(
    '%s',
    (_name, kind, seed) => {
      fc.assert(
        fc.property(aLife, steps => {
          expect(live(kind, steps)).toMatchObject(NO_RESIDUE);
        }),
        { numRuns: LIVES, seed },
      );
    },
  );
});
