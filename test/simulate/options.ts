import { parseArgs } from 'node:util';
import { UserError } from '../../src/launcher/user-error';

export interface SimulationOptions {
  installations: number;
  seed: number;
  help: boolean;
}

interface Range {
  min: number;
  max: number;
  standard: number;
}

/** With fewer installations, chance alone may reach twice the steady rate in some second. */
const INSTALLATIONS: Range = { min: 20_000, max: 10_000_000, standard: 1_000_000 };
const SEED: Range = { min: 0, max: 4_294_967_295, standard: 1 };

export const HELP = `Usage: npm run simulate -- [options]

Simulates many installations of Facteur through an outage of their server, prints the peaks as
multiples of the steady rate, and draws the requests per second to dist/simulation.svg. Exits
with 1 if a scenario breaks the limit.

  --installations <number>   how many, ${INSTALLATIONS.min} to ${INSTALLATIONS.max} (default: ${INSTALLATIONS.standard})
  --seed <number>            decides the random phases and delays (default: ${SEED.standard})
  --help                     print this
`;

/** @throws UserError for an unknown argument or a wrong value */
export function parseOptions(args: string[]): SimulationOptions {
  const { installations, seed, help = false } = readArguments(args);
  return {
    installations: readNumber('--installations', installations, INSTALLATIONS),
    seed: readNumber('--seed', seed, SEED),
    help,
  };
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        installations: { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\nTry: npm run simulate -- --help`);
  }
}

function readNumber(option: string, text: string | undefined, { min, max, standard }: Range): number {
  if (text === undefined) return standard;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new UserError(`${option} takes a whole number from ${min} to ${max}, not "${text}".`);
}
