import { defineConfig } from 'vitest/config';

/** The tests of the modules that decide which mail is new, and how it is announced. */
export default defineConfig({
  test: {
    // A mutant becomes active inside a test, so no module has to be loaded again.
    isolate: false,
    setupFiles: ['test/setup.ts', 'test/mutation/setup.ts'],
    include: ['test/lives/certain.test.ts', 'test/core/{announce,mailbox}/*.test.ts'],
  },
});
