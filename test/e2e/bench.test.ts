import { expect, it } from 'vitest';
import { temporaryFolder } from '../gateway/folder';
import { build, outcome, run } from './command';

/** In ms: a bench with a browser of its own for each figure takes 50 s where nothing else runs. */
const WHOLE_RUN = 180_000;

it(
  'npm run bench measures the sizes and the popup',
  async () => {
    const command = 'npm run bench -- --only size,popup --rounds 1 --browser chromium';
    await build(command);
    // It exits with 1 if a limit is exceeded, and one round is too few to measure that.
    const { output } = await outcome(run(command, await temporaryFolder()));
    expect(output).toMatch(/popup, loaded each time.*popup → list of 10/s);
  },
  WHOLE_RUN,
);
