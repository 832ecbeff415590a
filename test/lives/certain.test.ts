import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE } from '../make';
import { aLife } from './arbitrary';
import { isCertain, LIVES, nameOf, SERVER_KINDS } from './model';
import { live, NO_RESIDUE } from './run';

/**
 * The length of a step's minute in ms, and the number of lives. With short minutes, several checks come in
 * one second.
 */
const PACES = { minutes: [MINUTE, LIVES], moments: [300, Math.ceil(LIVES / 5)] } as const;

describe.each(Object.entries(PACES))(
  'with both counts and dates, and %s between checks, each new mail is announced once, sums are exact, and nothing else is announced',
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
