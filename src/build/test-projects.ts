import type { ViteUserConfig } from 'vitest/config';

const inNode = {
  setupFiles: 'test/setup.ts',
  // The tests share no state; loading all anew for each file took two thirds of the time.
  isolate: false,
  maxWorkers: 2,
  // Generous: a busy machine is no fault.
  testTimeout: 30_000,
};

const inBrowsers = {
  globalSetup: 'test/e2e/machine.ts',
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

/**
 * A policy holds for all browsers of the machine; a desktop has one focus, and sound breaks off where the processor is
 * busy; the accessibility test takes both cores by itself.
 */
const ALONE = ['policy', 'desktop', 'toolbar', 'sound', 'accessibility'].map(
  name => `test/e2e/${name}.test.ts`,
);

/** The gateway as it is shipped, and on a real mail server. */
const PROGRAMS = ['test/imap/**/*.test.ts', 'test/gateway/cli/program.test.ts'];

/** Thousands of random cases each, which take too long to run after each change. */
const RANDOM = ['test/lives/**/*.test.ts', 'test/**/*.property.test.ts', 'test/simulate/fleet.test.ts'];

/** The kinds of tests: each may run by itself, as `npx vitest run --project unit`. */
export const tests: ViteUserConfig = {
  define: { __FIREFOX__: true },
  test: {
    // A sheet that is served as a text has to be one in the tests; those of components are left out.
    css: { include: /\.css\?raw$/ },
    projects: [
      {
        extends: true,
        test: {
          ...inNode,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', ...RANDOM, ...PROGRAMS],
        },
      },
      {
        extends: true,
        test: {
          ...inNode,
          name: 'random',
          include: RANDOM,
          testTimeout: 300_000,
          sequence: { groupOrder: 5 },
        },
      },
      {
        extends: true,
        test: {
          ...inNode,
          name: 'component',
          include: ['test/**/*.test.tsx'],
          environment: 'jsdom',
          // A worker that has to change its environment starts anew.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'gateway',
          include: PROGRAMS,
          globalSetup: 'test/imap/machine.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          ...inBrowsers,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ALONE,
          // A quarter of the time, two would both wait for a clock.
          maxWorkers: 3,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          ...inBrowsers,
          name: 'e2e-alone',
          include: ALONE,
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
};
