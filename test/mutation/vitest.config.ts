import { defineConfig } from 'vitest/config';

/** The tests of what decides which mail is new and how it is told. */
export default defineConfig({
  test: {
    // A change takes effect inside a test, so no module has to be loaded anew for it.
    isolate: false,
    setupFiles: ['test/setup.ts', 'test/mutation/setup.ts'],
    include: ['test/lives/certain.test.ts', 'test/core/{announce,mailbox}/*.test.ts'],
  },
});
