import { defineConfig } from 'vitest/config';

/** The tests of what decides which mail is new, each file by itself, since each mutant has to load its module anew. */
export default defineConfig({
  test: {
    isolate: false,
    setupFiles: ['test/setup.ts', 'test/mutation/setup.ts'],
    include: [
      'test/lives/certain.test.ts',
      'test/core/{announcement,apply-announced,apply-check,identity,list-order,new-mail,new-mail.cases,notices,reminders}.test.ts',
    ],
  },
});
