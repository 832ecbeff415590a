import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE } from '../make';
import { aLife } from './arbitrary';
import { isCertain, LIVES, nameOf, SERVER_KINDS } from './model';
import { live, NO_RESIDUE } from './run';

/** How long a minute of these lives takes, in ms, and how many there are. In short ones, several checks come within a second. */
const PACES = { minutes: [MINUTE, LIVES], moments: [300, Math.ceil(LIVES / 5)] } as const;

describe.each(Object.entries(PACES))(
  'where both counts and dates are told and %s lie between checks, each new mail is told once, sums are exact, and nothing else is told',
  (_between, [minute, lives]) => {
    test.each(SERVER_KINDS.filter(isCertain).map((kind, seed) => [nameOf(kind), kind, seed] as const))(
      '%s',
      (_name, kind, seed) => {
        fc.assert(
          fc.property(aLife, steps => {
            expect(live(kind, steps, minute)).toMatchObject(NO_RESIDUE);
          }),
          { numRuns: lives, seed },
        );
      },
    );
  },
);
